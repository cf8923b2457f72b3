import { expect, test } from 'vitest';
import { createStatusParser, type StatusEvent } from '../../../../native/printer/status.ts';

/** A quick generator (mulberry32); its seed is in the message of a failure. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const INPUTS = Number(process.env.FUZZ_INPUTS ?? 120_000);
const SEED = Number(process.env.FUZZ_SEED ?? 20261121);

/** What printers really send: answers, marks, automatic status, flow control. */
const WORDS = [[0x12], [0x1a], [0x1e], [0x72], [0x16], [0x00], [0x0f], [0x11], [0x13]].concat([
  [0x10, 0x00, 0x00, 0x00],
  [0x38, 0x08, 0x0f, 0x00],
  [0x18, 0x20, 0x03, 0x0f],
]);

function bytesOf(events: readonly StatusEvent[]): number[] {
  return events.flatMap((event) => {
    switch (event.kind) {
      case 'automatic':
        return [...event.bytes];
      case 'flow':
        return [];
      case 'answer':
      case 'ordered':
      case 'noise':
        return [event.byte];
    }
  });
}

const isFlow = (byte: number): boolean => byte === 0x11 || byte === 0x13;

test(`${INPUTS} disturbed streams: no throw, no byte lost or made up, the same however they are cut`, () => {
  const random = randomOf(SEED);
  const below = (limit: number): number => Math.floor(random() * limit);
  for (let input = 0; input < INPUTS; input += 1) {
    const stream: number[] = [];
    for (let words = 1 + below(6); words > 0; words -= 1) stream.push(...(WORDS[below(WORDS.length)] ?? []));
    for (let changes = below(4); changes > 0; changes -= 1) {
      const at = below(stream.length);
      const change = below(3);
      if (change === 0) stream[at] = below(256);
      else if (change === 1) stream.splice(at, 1);
      else stream.splice(at, 0, below(256));
    }
    const whole = createStatusParser().push(Uint8Array.from(stream));
    const cut = below(stream.length + 1);
    const parser = createStatusParser();
    const pieces = [
      ...parser.push(Uint8Array.from(stream.slice(0, cut))),
      ...parser.push(Uint8Array.from(stream.slice(cut))),
    ];
    const told = bytesOf(whole);
    const plain = stream.filter((byte) => !isFlow(byte));
    const flows = whole.filter(({ kind }) => kind === 'flow').length;
    const isKept = told.every((byte, index) => byte === plain[index]) && plain.length - told.length <= 3;
    if (JSON.stringify(pieces) !== JSON.stringify(whole) || !isKept || flows !== stream.length - plain.length) {
      expect.fail(`seed ${SEED}, input ${input}: ${Buffer.from(stream).toString('hex')} cut at ${cut}`);
    }
  }
});

test('a stream that never ends is not kept: a million bytes leave at most three behind', () => {
  const parser = createStatusParser();
  const random = randomOf(SEED);
  let told = 0;
  let sent = 0;
  for (let piece = 0; piece < 1_000; piece += 1) {
    const bytes = Uint8Array.from({ length: 1_000 }, () => Math.floor(random() * 256));
    sent += bytes.length;
    const events = parser.push(bytes);
    told += bytesOf(events).length + events.filter(({ kind }) => kind === 'flow').length;
  }
  expect(sent - told).toBeLessThanOrEqual(3);
});
