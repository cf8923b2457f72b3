import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createCentralClient } from '../../../main/central/client.ts';
import { centralConfigSchema } from '../../../main/central/config.ts';
import type { CentralSystem } from '../../../main/central/port.ts';
import { systemClock, systemTimers } from '../../../native/systemTime.ts';
import { demoPeople } from '../../../main/demo/people.ts';
import { startCentralStandIn, type CentralStandIn } from '../../../main/demo/central/standIn.ts';
import { CONFIG, messageAbout, messageIds, TELLER } from '../../unit/central/fixtures.ts';

const clock = systemClock;
const CITIZEN = demoPeople[0]!;
const BY_NUMBER = { kind: 'id-number', idNumber: CITIZEN.person.idNumber } as const;
/** Short enough for a test, long enough for a busy machine to answer in. */
const PATIENCE_MS = 400;

/** Any text with this in it. */
const text = (pattern: RegExp): unknown => expect.stringMatching(pattern);

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

function clientFor(endpoint: string, more: Record<string, unknown> = {}): CentralSystem {
  const timeouts = { connectMs: PATIENCE_MS, answerMs: PATIENCE_MS };
  const config = centralConfigSchema.parse({ ...CONFIG, endpoint, timeouts, ...more });
  const client = createCentralClient(config, {
    region: '990000',
    clock,
    timers: systemTimers,
    nextMessageId: messageIds(clock),
    log: () => undefined,
  });
  closers.push(() => client.close());
  return client;
}

async function standIn(): Promise<CentralStandIn> {
  const running = await startCentralStandIn({ port: 0, people: demoPeople, clock, timers: systemTimers });
  closers.push(() => running.close());
  return running;
}

/** A server that answers whatever `answer` does. */
async function crookedServer(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server: Server = createServer((request, response) => {
    request.resume().on('end', () => answer(request, response));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('against a healthy central system', () => {
  it('finds every citizen by card and by number, and nobody it does not know', async () => {
    const central = clientFor((await standIn()).url);
    for (const { card, person, knownToCentral } of demoPeople) {
      const { cardNumber, cardIdentifier } = card;
      const byCard = await central.lookUpPerson({ kind: 'social-card', cardNumber, cardIdentifier }, TELLER);
      const byNumber = await central.lookUpPerson({ kind: 'id-number', idNumber: person.idNumber }, TELLER);
      for (const found of [byCard, byNumber]) {
        if (knownToCentral) expect(found).toMatchObject({ ok: true, value: person });
        else expect(found).toMatchObject({ ok: false, code: 'not-found' });
      }
    }
  });

  it('does not give a citizen to someone with the right card number and another card', async () => {
    const central = clientFor((await standIn()).url);
    const { cardNumber } = CITIZEN.card;
    const credential = { kind: 'social-card', cardNumber, cardIdentifier: '0'.repeat(32) } as const;
    expect(await central.lookUpPerson(credential, TELLER)).toMatchObject({ ok: false, code: 'not-found' });
  });

  it('delivers a filing, which takes effect once however often it comes, and can be asked about', async () => {
    const system = await standIn();
    const central = clientFor(system.url);
    const message = messageAbout(CITIZEN.person.personNumber, 7);
    expect(await central.ask(message)).toEqual({ outcome: 'absent' });
    await system.faults.set({ repeats: 'receipt' });
    const first = await central.submit(message);
    expect(first).toMatchObject({
      outcome: 'delivered',
      receipt: { declarationSerial: text(/^DCLA/) },
    });
    expect(await central.submit(message)).toMatchObject({
      outcome: 'delivered',
      receipt: { ...(first.outcome === 'delivered' ? { reference: first.receipt.reference } : {}) },
    });
    expect(await central.ask(message)).toEqual(first);
    expect(system.effects()).toMatchObject([
      {
        messageId: message.messageId,
        person: CITIZEN.person.personNumber,
        applied: 1,
        received: 2,
        transaction: '2501',
      },
    ]);
    expect(system.effects()[0]?.safety).toContain('"journalSequence":7');
  });

  it('supplies a material, and says so when it cannot confirm it', async () => {
    const central = clientFor((await standIn()).url);
    const about = (id: string) => {
      const { person } = demoPeople.find((one) => one.id === id)!;
      return central.obtainMaterial({ materialCode: 'insurance-status', itemCode: 'YB0413', person }, TELLER);
    };
    expect(await about('employee')).toMatchObject({ ok: true, value: { confirmed: true } });
    expect(await about('arrears')).toMatchObject({ ok: true, value: { confirmed: false, summary: '欠费 3 个月' } });
    expect(await about('unknown')).toMatchObject({ ok: false, code: 'not-found' });
  });

  it('is refused at the gateway with a wrong key or a wrong clock', async () => {
    const system = await standIn();
    const message = messageAbout('P1', 1);
    for (const keys of [{ secretKey: 'other' }, { accessKey: 'other' }]) {
      const outcome = await clientFor(system.url, keys).submit(message);
      expect(outcome).toMatchObject({ outcome: 'not-sent', detail: text(/401/) });
    }
    expect(system.effects()).toEqual([]);
  });
});

describe('against a central system with a fault', () => {
  const message = messageAbout(CITIZEN.person.personNumber, 9);

  it.each([
    ['down', { down: true }, { outcome: 'not-sent' }, 'unreachable', 0],
    ['slow', { slowMs: 60_000 }, { outcome: 'unknown' }, 'unreachable', 0],
    ['answering 500', { serverError: true }, { outcome: 'unknown' }, 'unreachable', 0],
    ['refusing', { refusal: '险种不符' }, { outcome: 'refused', message: '险种不符' }, 'found', 0],
    ['losing its answers', { answersLost: true }, { outcome: 'unknown' }, 'found', 1],
    ['answering garbage', { garbage: true }, { outcome: 'unknown' }, 'broken', 1],
    ['behind a refusing gateway', { gatewayRefuses: true }, { outcome: 'not-sent' }, 'unreachable', 0],
    ['behind a proxy that refuses', { proxyStatus: 400 }, { outcome: 'unknown' }, 'unreachable', 0],
    ['behind a proxy that sends elsewhere', { proxyStatus: 302 }, { outcome: 'unknown' }, 'unreachable', 0],
    ['answering under HTTP 404', { status: 404 }, { outcome: 'unknown' }, 'unreachable', 1],
    ['dripping its answers', { dripMs: 50 }, { outcome: 'unknown' }, 'unreachable', 1],
    ['giving receipts without a reference', { receipts: 'without-reference' }, { outcome: 'unproven' }, 'found', 1],
    ['giving receipts that name no message', { receipts: 'without-message' }, { outcome: 'unproven' }, 'found', 1],
    ['giving receipts of another message', { receipts: 'of-another' }, { outcome: 'unproven' }, 'found', 1],
    ['writing success as hexadecimal', { successCode: '"0x0"' }, { outcome: 'unknown' }, 'broken', 1],
    ['writing success as a tiny number', { successCode: '1e-400' }, { outcome: 'unknown' }, 'broken', 1],
    ['D1 answering in GBK', { charset: 'gbk' }, { outcome: 'delivered' }, 'found', 1],
    ['D1 answering in GB18030', { charset: 'gb18030' }, { outcome: 'delivered' }, 'found', 1],
    ['E1 packing with gzip', { packing: 'gzip' }, { outcome: 'delivered' }, 'found', 1],
    ['E1 packing with deflate', { packing: 'deflate' }, { outcome: 'delivered' }, 'found', 1],
    ['E1 packing with brotli', { packing: 'br' }, { outcome: 'delivered' }, 'found', 1],
  ] as const)('%s', async (_name, faults, outcome, lookUp, effects) => {
    const system = await standIn();
    await system.faults.set(faults);
    const central = clientFor(system.url);
    expect(await central.submit(message)).toMatchObject(outcome);
    const found = await central.lookUpPerson(BY_NUMBER, TELLER);
    expect(found.ok ? 'found' : found.code).toBe(lookUp);
    if (found.ok) expect(found.value.name).toBe(CITIZEN.person.name);
    expect(system.effects()).toHaveLength(effects);
  });

  it('is known to have taken what it answered nothing for', async () => {
    const system = await standIn();
    const central = clientFor(system.url);
    await system.faults.set({ answersLost: true });
    await central.submit(message);
    await system.faults.set({ answersLost: false });
    expect(await central.ask(message)).toMatchObject({
      outcome: 'delivered',
      receipt: { declarationSerial: text(/./) },
    });
  });

  it('is known to have refused what it refused', async () => {
    const system = await standIn();
    const central = clientFor(system.url);
    await system.faults.set({ refusal: '险种不符' });
    await central.submit(message);
    expect(await central.ask(message)).toEqual({ outcome: 'refused', message: '险种不符' });
  });

  it('that answers a repeat with an error keeps the first effect', async () => {
    const system = await standIn();
    const central = clientFor(system.url);
    await central.submit(message);
    await system.faults.set({ repeats: 'error' });
    expect(await central.submit(message)).toMatchObject({
      outcome: 'refused',
      message: text(/重复/),
    });
    expect(await central.ask(message)).toMatchObject({ outcome: 'delivered' });
    expect(system.effects()).toMatchObject([{ applied: 1, received: 2 }]);
  });

  it('is seen to be gone and to be back', async () => {
    const system = await standIn();
    const central = clientFor(system.url);
    expect(await central.isReachable()).toBe(true);
    await system.faults.set({ down: true });
    expect(await central.isReachable()).toBe(false);
    await system.faults.set({ down: false });
    expect(await central.isReachable()).toBe(true);
    expect(await central.submit(message)).toMatchObject({ outcome: 'delivered' });
  });
});

describe('against a line that breaks', () => {
  it.each([
    [
      'half a body',
      (response: ServerResponse) => response.writeHead(200, { 'content-length': 500 }).write('{"infcode":0,'),
      'unknown',
      'unreachable',
    ],
    [
      'half a JSON in a whole body',
      (response: ServerResponse) => response.end('{"infcode":0,"inf_ref'),
      'unknown',
      'broken',
    ],
    ['a body without end', (response: ServerResponse) => response.writeHead(200).write('{'), 'unknown', 'unreachable'],
    ['too many bytes', (response: ServerResponse) => response.end('x'.repeat(2_000_000)), 'unknown', 'broken'],
    ['a reset', (response: ServerResponse) => response.destroy(), 'unknown', 'unreachable'],
    ['silence', () => undefined, 'unknown', 'unreachable'],
    ['an empty answer', (response: ServerResponse) => response.end(), 'unknown', 'broken'],
    [
      'a sign-in page',
      (response: ServerResponse) => response.writeHead(302, { location: '/login' }).end(),
      'unknown',
      'unreachable',
    ],
    [
      'text in another encoding',
      (response: ServerResponse) => response.end(Buffer.from([0xd6, 0xd0, 0xff])),
      'unknown',
      'broken',
    ],
  ] as const)('%s is a named outcome', async (name, answer, outcome, lookUp) => {
    const url = await crookedServer((_request, response) => {
      answer(response);
      if (name === 'half a body') response.destroy();
    });
    const central = clientFor(url);
    expect(await central.submit(messageAbout('P1', 1))).toMatchObject({ outcome });
    expect(await central.lookUpPerson(BY_NUMBER, TELLER)).toMatchObject({ ok: false, code: lookUp });
    expect(await central.ask(messageAbout('P1', 1))).toMatchObject({ outcome: 'unknown' });
  });

  it('an answer that drips in for ever is given up after the total time', async () => {
    const url = await crookedServer((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), PATIENCE_MS / 4);
      response.on('close', () => clearInterval(drip));
    });
    const startedAt = performance.now();
    expect(await clientFor(url).submit(messageAbout('P1', 1))).toMatchObject({
      outcome: 'unknown',
      detail: text(/时限/),
    });
    expect(performance.now() - startedAt).toBeLessThan(4 * PATIENCE_MS);
  });

  it('an empty gateway is not a reachable system', async () => {
    const url = await crookedServer((_request, response) => response.writeHead(502).end());
    expect(await clientFor(url).isReachable()).toBe(false);
  });

  it('a name that does not exist is an address problem, and nothing was sent', async () => {
    const central = clientFor('http://central.invalid:9100');
    expect(await central.submit(messageAbout('P1', 1))).toMatchObject({ outcome: 'not-sent' });
    expect(await central.lookUpPerson(BY_NUMBER, TELLER)).toMatchObject({ ok: false, code: 'unreachable' });
  });

  it('look-ups do not wait behind slow deliveries', async () => {
    const url = await crookedServer((request, response) => {
      if (request.headers._api_name === '1101') response.end('{"infcode":-1,"err_msg":"未查询到人员信息"}');
    });
    const central = clientFor(url);
    const deliveries = Array.from({ length: CONFIG.parallel }, (_, serial) =>
      central.submit(messageAbout(`P${serial}`, serial)),
    );
    expect(await central.lookUpPerson(BY_NUMBER, TELLER)).toMatchObject({ ok: false, code: 'not-found' });
    expect(new Set((await Promise.all(deliveries)).map(({ outcome }) => outcome))).toEqual(new Set(['unknown']));
  });
});
