import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCentralClient } from '../../../main/central/client.ts';
import { centralConfigSchema } from '../../../main/central/config.ts';
import { startCentralStandIn } from '../../../main/demo/central/standIn.ts';
import { systemClock, systemTimers } from '../../../native/systemTime.ts';
import { demoPeople } from '../../../main/demo/people.ts';
import { CONFIG, messageAbout, messageIds } from '../../unit/central/fixtures.ts';

const clock = systemClock;
const message = messageAbout('P1', 1);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'central-'));
});
afterEach(() => rm(folder, { recursive: true }));

function clientFor(endpoint: string) {
  const config = centralConfigSchema.parse({ ...CONFIG, endpoint });
  const parts = {
    region: '990000',
    clock,
    timers: systemTimers,
    nextMessageId: messageIds(clock),
    log: () => undefined,
  };
  return createCentralClient(config, parts);
}

describe('a stand-in with a file', () => {
  it('knows after a restart what it took and what it refused', async () => {
    const options = { port: 0, file: join(folder, 'central.sqlite'), people: demoPeople, clock, timers: systemTimers };
    const first = await startCentralStandIn(options);
    const before = clientFor(first.url);
    const taken = await before.submit(message);
    await first.faults.set({ refusal: '险种不符' });
    await before.submit(messageAbout('P1', 2));
    await Promise.all([before.close(), first.close()]);

    const second = await startCentralStandIn(options);
    const after = clientFor(second.url);
    expect(taken.outcome).toBe('delivered');
    expect(await after.ask(message)).toEqual(taken);
    expect(await after.ask(messageAbout('P1', 2))).toEqual({ outcome: 'refused', message: '险种不符' });
    expect(second.effects()).toHaveLength(1);
    await Promise.all([after.close(), second.close()]);
  });

  it('names the field of a request that is not in the agreed form', async () => {
    const standIn = await startCentralStandIn({ port: 0, people: demoPeople, clock, timers: systemTimers });
    const client = clientFor(standIn.url);
    const outcome = await client.submit({ ...message, messageId: 'too-short' });
    expect(outcome).toEqual({ outcome: 'refused', message: '报文格式错误：msgid' });
    expect(standIn.effects()).toEqual([]);
    await Promise.all([client.close(), standIn.close()]);
  });
});

describe('central serve', () => {
  const readySchema = z.object({ ready: z.literal(true), url: z.string(), faultsUrl: z.string(), token: z.string() });
  const program = `import { runCentralServe } from './main/ops/central.ts';
    process.exitCode = await runCentralServe(process.argv.slice(1));`;
  const processes: ChildProcess[] = [];
  afterEach(() => {
    for (const one of processes.splice(0)) one.kill('SIGKILL');
  });

  function run(...args: string[]) {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program, '--', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    processes.push(child);
    return child;
  }

  it('says when it is ready, switches faults for who has the token, and ends with 0 on Ctrl-C', async () => {
    const child = run('serve', '--port', '0', '--file', join(folder, 'c.sqlite'), '--json');
    const [line] = z
      .tuple([z.string()])
      .rest(z.unknown())
      .parse(await once(createInterface(child.stdout), 'line'));
    const { url, faultsUrl, token } = readySchema.parse(JSON.parse(line));
    const client = clientFor(url);
    const change = (authorization: string, body: string) =>
      fetch(faultsUrl, { method: 'POST', headers: { authorization }, body });
    expect(await client.submit(message)).toMatchObject({ outcome: 'delivered' });

    expect((await change('Bearer guess', '{"down":true}')).status).toBe(403);
    expect((await change(`Bearer ${token}`, '{"dwon":true}')).status).toBe(400);
    expect((await change(`Bearer ${token}`, 'no json')).status).toBe(400);
    expect(await client.isReachable()).toBe(true);

    const answer = await change(`Bearer ${token}`, '{"down":true}');
    expect(await answer.json()).toMatchObject({ down: true, slowMs: 0 });
    expect(await client.submit(messageAbout('P1', 2))).toMatchObject({ outcome: 'not-sent' });
    await change(`Bearer ${token}`, '{"down":false}');
    expect(await client.submit(messageAbout('P1', 2))).toMatchObject({ outcome: 'delivered' });

    await client.close();
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it.each([[['serve', '--prot', '1']], [['serve', '--port', 'x']], [['serve', '--port', '70000']], [['start']], [[]]])(
    'tells how it is used when called with %j',
    async (args) => {
      const child = run(...args);
      const [said] = z.tuple([z.instanceof(Buffer)]).parse(await once(child.stderr, 'data'));
      expect(said.toString()).toContain('用法: central serve');
      expect(await once(child, 'exit')).toEqual([2, null]);
    },
  );

  it('says which port is taken, and ends with 1', async () => {
    const first = await startCentralStandIn({ port: 0, people: demoPeople, clock, timers: systemTimers });
    const child = run('serve', '--port', new URL(first.url).port);
    const [said] = z.tuple([z.instanceof(Buffer)]).parse(await once(child.stderr, 'data'));
    expect(said.toString()).toContain('EADDRINUSE');
    expect(await once(child, 'exit')).toEqual([1, null]);
    await first.close();
  });
});
