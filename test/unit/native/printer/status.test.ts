import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answerConditions,
  automaticConditions,
  createStatusParser,
  faultOf,
  type StatusEvent,
  statusRequest,
} from '../../../../native/printer/status.ts';
import vectors from '../../../fixtures/escpos-status.json' with { type: 'json' };

const byteOf = (hex: string): number => Number.parseInt(hex, 16);
const events = (...bytes: number[]): readonly StatusEvent[] => createStatusParser().push(Uint8Array.from(bytes));
const { dleEot } = vectors;

describe('answers to DLE EOT', () => {
  test.each([
    ['on line', 1, dleEot.online, [], null],
    ['off line', 1, dleEot.offline, ['offline'], 'offline'],
    ['paper there', 4, dleEot.paperOk, [], null],
    ['paper nearly at its end', 4, dleEot.paperNearEnd, ['paper-near-end'], null],
    ['paper at its end', 4, dleEot.paperEnd, ['paper-end'], 'paper-end'],
    ['cover open', 2, '16', ['cover-open'], 'cover-open'],
    ['stopped for paper', 2, '32', ['paper-end'], 'paper-end'],
    ['some error', 2, '52', ['error'], 'offline'],
    ['cutter stuck', 3, '1A', ['cutter'], 'cutter'],
    ['broken', 3, '32', ['unrecoverable'], 'unrecoverable'],
  ] as const)('%s', (_, query, hex, conditions, fault) => {
    expect(events(byteOf(hex))).toEqual([{ kind: 'answer', byte: byteOf(hex) }]);
    expect(answerConditions(query, byteOf(hex))).toEqual(conditions);
    expect(faultOf(answerConditions(query, byteOf(hex)))).toBe(fault);
  });

  test('are told by the fixed bits, and by nothing else', () => {
    for (let byte = 0; byte <= 0xff; byte += 1) {
      const isAnswer = (byte & byteOf(dleEot.fixedMask)) === byteOf(dleEot.fixedValue);
      expect(events(byte)[0]?.kind === 'answer').toBe(isAnswer);
    }
  });

  test('are asked for with three bytes', () => expect([...statusRequest(4)]).toEqual([0x10, 0x04, 4]));

  test('the worst of several conditions is the one told', () => {
    expect(faultOf(['offline', 'paper-end', 'cover-open', 'error'])).toBe('cover-open');
    expect(faultOf(['offline', 'error', 'unrecoverable'])).toBe('unrecoverable');
    expect(faultOf(['paper-near-end'])).toBeNull();
  });
});

describe('automatic status of four bytes', () => {
  const coverOpen = [0x38, 0x00, 0x0f, 0x00] as const;

  test('is read, also when XOFF stands in it', () => {
    const [first, second, third, fourth] = coverOpen;
    expect(events(first, second, 0x13, third, fourth)).toEqual([
      { kind: 'flow', hold: true },
      { kind: 'automatic', bytes: coverOpen },
    ]);
    expect(automaticConditions(coverOpen)).toEqual(['cover-open', 'offline', 'paper-end', 'paper-near-end']);
  });

  test('broken off by an answer is noise, the answer is not lost', () => {
    expect(events(0x10, 0x00, 0x12)).toEqual([
      { kind: 'noise', byte: 0x10 },
      { kind: 'noise', byte: 0x00 },
      { kind: 'answer', byte: 0x12 },
    ]);
  });
});

describe('whatever a line brings', () => {
  test('no bytes in no pieces break the parser, and pieces make no difference', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(fc.nat(200)), (bytes, cuts) => {
        const whole = createStatusParser().push(bytes);
        const parser = createStatusParser();
        const edges = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
        const pieces = edges.slice(1).flatMap((edge, index) => parser.push(bytes.subarray(edges[index], edge)));
        expect(pieces).toEqual(whole);
      }),
    );
  });

  test('every byte is accounted for', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const told = createStatusParser()
          .push(bytes)
          .reduce((sum, event) => sum + (event.kind === 'automatic' ? 4 : 1), 0);
        // Up to three bytes may be the beginning of an automatic status.
        expect(bytes.length - told).toBeGreaterThanOrEqual(0);
        expect(bytes.length - told).toBeLessThanOrEqual(3);
      }),
    );
  });
});
