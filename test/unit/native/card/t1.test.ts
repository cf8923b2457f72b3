import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../../native/card/bytes.ts';
import { createT1, type T1Connection, type T1Input, type T1Step } from '../../../../native/card/t1.ts';
import { decodeBlock, encodeBlock, type T1Block } from '../../../../native/card/t1Block.ts';
import { createT1Card, T1_CARD_FAULTS, type T1Card } from '../../../../native/emulator/t1Card.ts';
import { createRandom } from '../../../fault/support/random.ts';

/** A card that gives every command back with 90 00 behind it. */
const mirror = (command: Uint8Array): Uint8Array => Uint8Array.from([...command, 0x90, 0x00]);

/** Lets terminal and card talk until the terminal is done; a step too many means they would go on for ever. */
function talk(step: T1Step, connection: T1Connection, carry: (bytes: Uint8Array) => T1Input): T1Step {
  let now = step;
  for (let blocks = 0; now.kind === 'send'; blocks += 1) {
    expect(blocks).toBeLessThan(3_000);
    now = connection.take(carry(now.bytes));
  }
  return now;
}

const toCard =
  (card: T1Card) =>
  (bytes: Uint8Array): T1Input =>
    card.take(bytes) ?? 'silent';

describe('T=1 between terminal and card', () => {
  it.each(['lrc', 'crc'] as const)('carries commands and answers of any length in parts of any size (%s)', (edc) => {
    for (const ifsc of [1, 2, 7, 32, 254]) {
      const card = createT1Card(mirror, edc);
      const connection = createT1({ ifsc, edc });
      expect(talk(connection.announceSize(), connection, toCard(card))).toMatchObject({ kind: 'done' });
      for (const length of [0, 1, 5, 253, 254, 255, 600]) {
        const command = Uint8Array.from({ length }, (_, index) => index & 0xff);
        expect(talk(connection.transmit(command), connection, toCard(card))).toEqual({
          kind: 'done',
          answer: mirror(command),
        });
      }
    }
  });

  it('sends the blocks that were recorded from another program', () => {
    const connection = createT1({ ifsc: 254, edc: 'lrc' });
    const hex = (step: T1Step): string => (step.kind === 'send' ? toHex(step.bytes) : step.kind);
    expect(hex(connection.announceSize())).toBe('00C101FE3E');
    expect(hex(connection.take(fromHex('00E101FE1E')))).toBe('done');
    expect(hex(connection.transmit(fromHex('00A404000F7378312E73682EC9E7BBE1B1A3D5CF')))).toBe(
      '00001400A404000F7378312E73682EC9E7BBE1B1A3D5CFE6',
    );
    expect(connection.take(fromHex('000002611E7D'))).toEqual({ kind: 'done', answer: fromHex('611E') });
    expect(hex(connection.transmit(fromHex('00C000001E')))).toBe('00400500C000001E9B');
  });

  it.each(T1_CARD_FAULTS.filter((fault) => fault !== 't1-abort'))('gets over %s at every block', (fault) => {
    const command = Uint8Array.from({ length: 70 }, (_, index) => index);
    for (let before = 0; before < 14; before += 1) {
      const card = createT1Card(mirror, 'lrc');
      const connection = createT1({ ifsc: 20, edc: 'lrc' });
      let blocks = 0;
      const carry = (bytes: Uint8Array): T1Input => {
        if (blocks === before) card.faultNext(fault);
        blocks += 1;
        return toCard(card)(bytes);
      };
      talk(connection.announceSize(), connection, carry);
      expect(talk(connection.transmit(command), connection, carry), `${fault} at ${before}`).toEqual({
        kind: 'done',
        answer: mirror(command),
      });
    }
  });

  it('ends with a name when the card breaks off, stays silent, or never gets to an end', () => {
    const begin = (): T1Connection => createT1({ ifsc: 32, edc: 'lrc' });
    const command = fromHex('00B2010012');
    const card = createT1Card(mirror, 'lrc');
    card.faultNext('t1-abort');
    const aborted = begin();
    expect(talk(aborted.transmit(command), aborted, toCard(card))).toEqual({ kind: 'failed', code: 'aborted' });
    const silent = begin();
    expect(talk(silent.transmit(command), silent, () => 'silent')).toEqual({ kind: 'failed', code: 'not-understood' });
    const endless = begin();
    const wait = encodeBlock({ kind: 'S', about: 'wtx', response: false, value: 1 }, 'lrc');
    expect(talk(endless.transmit(command), endless, () => wait)).toEqual({ kind: 'failed', code: 'endless' });
    const empty = begin();
    let sequence: 0 | 1 = 1;
    const parts = (): Uint8Array => {
      sequence = sequence === 0 ? 1 : 0;
      return encodeBlock({ kind: 'I', sequence, more: true, information: new Uint8Array(0) }, 'lrc');
    };
    expect(talk(empty.transmit(command), empty, parts)).toEqual({ kind: 'failed', code: 'endless' });
  });

  it('waits as many times longer as the card asks for', () => {
    const connection = createT1({ ifsc: 32, edc: 'lrc' });
    connection.transmit(fromHex('00B2010012'));
    const step = connection.take(encodeBlock({ kind: 'S', about: 'wtx', response: false, value: 5 }, 'lrc'));
    expect(step).toEqual({ kind: 'send', waitFactor: 5, bytes: fromHex('00E30105E7') });
  });
});

describe('T=1 blocks', () => {
  const information = fc.uint8Array({ maxLength: 254 });
  const bit = fc.constantFrom(0, 1);
  const blocks: fc.Arbitrary<T1Block> = fc.oneof(
    fc.record({ kind: fc.constant('I'), sequence: bit, more: fc.boolean(), information }),
    fc.record({ kind: fc.constant('R'), expected: bit, error: fc.constantFrom(0, 1, 2) }),
    fc.record({
      kind: fc.constant('S'),
      about: fc.constantFrom('ifs', 'wtx'),
      response: fc.boolean(),
      value: fc.nat({ max: 255 }),
    }),
    fc.record({ kind: fc.constant('S'), about: fc.constantFrom('resynch', 'abort'), response: fc.boolean() }),
  );

  it('are read as they were written, and no changed bit goes unnoticed', () => {
    fc.assert(
      fc.property(blocks, fc.constantFrom('lrc', 'crc'), fc.nat(), (block, edc, place) => {
        const bytes = encodeBlock(block, edc);
        expect(decodeBlock(bytes, edc)).toEqual({ ok: true, block });
        const at = place % bytes.length;
        const changed = bytes.map((byte, index) => (index === at ? byte ^ (1 << (place % 8)) : byte));
        expect(decodeBlock(changed, edc).ok).toBe(false);
      }),
    );
  });

  it('of any kind, whole or mutated 100,000 times, never make the terminal throw or go on for ever', () => {
    const seed = 20_260_101;
    const drawn = createRandom(seed);
    const random = (): number => drawn.next();
    const valid = ['00C101FE3E', '00E101FE1E', '0000020090', '00400290', '008000', '009000', '00E30105E7', '00C000C0'];
    const card = createT1Card(mirror, 'lrc');
    let connection = createT1({ ifsc: 32, edc: 'lrc' });
    let step = connection.transmit(Uint8Array.of(0, 0xb2, 1, 0, 0x12));
    let inARow = 0;
    let ended = 0;
    for (let round = 0; round < 100_000; round += 1) {
      const from = random() < 0.5 && step.kind === 'send' ? card.take(step.bytes) : undefined;
      const bytes = Uint8Array.from(from ?? fromHex(drawn.pick(valid)));
      if (random() < 0.7) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      if (random() < 0.3) bytes[bytes.length - 1] = bytes.subarray(0, -1).reduce((sum, byte) => sum ^ byte, 0);
      const input = random() < 0.05 ? 'silent' : random() < 0.1 ? bytes.subarray(0, Math.floor(random() * 4)) : bytes;
      step = connection.take(input);
      inARow = step.kind === 'send' ? inARow + 1 : 0;
      if (inARow > 3_000) expect.fail(`endless with seed ${seed}, round ${round}`);
      if (step.kind === 'send') continue;
      ended += 1;
      connection = createT1({ ifsc: 1 + Math.floor(random() * 254), edc: 'lrc' });
      step = connection.transmit(Uint8Array.from({ length: 1 + Math.floor(random() * 300) }, () => round & 0xff));
    }
    expect(ended).toBeGreaterThan(1_000);
  });
});
