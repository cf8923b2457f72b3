import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerStatus, type CcidMessage } from '../../../native/card/ccidMessage.ts';
import { parseAtr } from '../../../native/card/atr.ts';
import { createFrameDecoder, encodeFrame } from '../../../native/card/serialFrame.ts';
import { decodeBlock, encodeBlock } from '../../../native/card/t1Block.ts';
import { parseCardText } from '../../../native/card/library/cardText.ts';
import { callSchema } from '../../../native/card/library/libraryMessage.ts';
import { pcscEvent, readAnswer } from '../../../native/card/pcsc/message.ts';
import { buildIdCard } from '../../../native/emulator/idCardMemory.ts';
import { createSamFrameDecoder, encodeSamFrame } from '../../../native/idcard/samFrame.ts';
import { parseSamAnswer } from '../../../native/idcard/samCommand.ts';
import { parseTextBlock, splitCardContent } from '../../../native/idcard/textBlock.ts';
import { createStatusParser } from '../../../native/printer/status.ts';
import { createScanFrame, LONGEST_CODE_BYTES } from '../../../native/scanner/scanFrame.ts';
import { idCardFixture } from '../../fixtures/idcard/idCardFixture.ts';

/*
 * Every protocol that comes in from outside, and every kind of damage a line, a device out of order or a hostile one does to it.
 * One row a protocol; what the tests ask of it is the same for all.
 */

interface Protocol {
  readonly name: string;
  /** What the other side says when all is well. */
  readonly sound: readonly Uint8Array[];
  /**
   * Takes a stream in pieces as a driver does, then silence. Answers what a driver would believe of it, as text, and throws for
   * nothing.
   */
  readonly read: (pieces: readonly Uint8Array[]) => readonly string[];
  /** Whether one changed bit in one frame is always noticed: a check byte covers all of it. */
  readonly checked: boolean;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const ccid = (type: number, data: string): CcidMessage => ({
  type,
  slot: 0,
  sequence: 7,
  parameters: [0, 0, 0],
  data: Buffer.from(data, 'hex'),
});
const citizen = buildIdCard(idCardFixture('citizen'));
const base = Uint8Array.from([0, 0, 0x90, 1, 0, 4, 0, ...citizen.text, ...citizen.photo]);
const cardText = Buffer.from(
  '990000|11010519491231002X|X00000019|990000D156000005000000000000A101|Zhang|00814E|2.00|20101001|20301001|4101|T|',
);

const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
/** A message of a helper, believed when it has the shape of its method. */
function believed(schema: { safeParse: (value: unknown) => { success: boolean } }, bytes: Uint8Array): string[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString());
    return schema.safeParse(value).success ? [JSON.stringify(value)] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

const protocols: readonly Protocol[] = [
  {
    name: 'serial CCID',
    sound: [
      encodeFrame(ccid(0x80, '611E')),
      encodeFrame(ccid(0x81, '')),
      encodeFrame(ccid(0x80, `0812${'31'.repeat(18)}9000`)),
    ],
    read(pieces) {
      const decoder = createFrameDecoder();
      const events = [...pieces.flatMap((piece) => decoder.push(piece)), ...decoder.flush()];
      expect(decoder.unfinished()).toBe(false);
      return events.flatMap((event) => {
        if (event.kind !== 'message') return [];
        answerStatus(event.message);
        return [hex(encodeFrame(event.message))];
      });
    },
    checked: true,
  },
  {
    name: 'T=1 block (check byte)',
    sound: [encodeBlock({ kind: 'I', sequence: 0, more: false, information: Buffer.from('611e', 'hex') }, 'lrc')],
    read: (pieces) => {
      const read = decodeBlock(Buffer.concat(pieces), 'lrc');
      return read.ok ? [hex(encodeBlock(read.block, 'lrc'))] : [];
    },
    checked: true,
  },
  {
    name: 'T=1 block (CRC)',
    sound: [encodeBlock({ kind: 'I', sequence: 1, more: true, information: Buffer.from('0102030405', 'hex') }, 'crc')],
    read: (pieces) => {
      const read = decodeBlock(Buffer.concat(pieces), 'crc');
      return read.ok ? [hex(encodeBlock(read.block, 'crc'))] : [];
    },
    checked: true,
  },
  {
    name: 'answer to reset',
    sound: ['3B6D000000814E43238697159900BF7C7A', '3BED00008131FE4500814E43238697639900BF7C7A1B'].map((text) =>
      Buffer.from(text, 'hex'),
    ),
    read: (pieces) => {
      const bytes = Buffer.concat(pieces);
      return parseAtr(bytes).ok ? [hex(bytes)] : [];
    },
    checked: false,
  },
  {
    name: 'ID card reader',
    sound: [encodeSamFrame(Uint8Array.of(0, 0, 0x9f, 0, 0, 0, 0)), encodeSamFrame(base)],
    read(pieces) {
      const decoder = createSamFrameDecoder();
      const events = [...pieces.flatMap((piece) => decoder.push(piece)), ...decoder.flush()];
      expect(decoder.unfinished()).toBe(false);
      return events.flatMap((event) => {
        if (event.kind !== 'frame' || event.inDamaged) return [];
        const answer = parseSamAnswer(event.content);
        const content = answer && splitCardContent(answer.data);
        if (content) parseTextBlock(content.text);
        return [hex(encodeSamFrame(event.content))];
      });
    },
    checked: true,
  },
  {
    name: 'text block of an ID card',
    sound: [citizen.text],
    read(pieces) {
      const parsed = parseTextBlock(Buffer.concat(pieces));
      return parsed.ok ? [JSON.stringify(parsed.document)] : [];
    },
    checked: false,
  },
  {
    name: 'scanner',
    sound: [Buffer.from('1234567890123456789012345678\r\n'), Buffer.from(']Q1SL9900002026-0001\r')],
    read(pieces) {
      const frame = createScanFrame();
      const codes = [...pieces.flatMap((piece) => frame.take(piece)), ...frame.silence()];
      expect(frame.pending()).toBe(false);
      for (const code of codes) {
        expect(code.length).toBeLessThanOrEqual(LONGEST_CODE_BYTES);
        expect(code).not.toMatch(/[\p{Cc}\uFFFD]/u);
      }
      return codes;
    },
    checked: false,
  },
  {
    name: 'status of a printer',
    sound: [Uint8Array.of(0x12), Uint8Array.of(0x10, 0, 0, 0), Uint8Array.of(0x13, 0x11)],
    read: (pieces) => {
      const parser = createStatusParser();
      return pieces
        .flatMap((piece) => parser.push(piece))
        .flatMap((event) => (event.kind === 'noise' ? [] : [JSON.stringify(event)]));
    },
    checked: false,
  },
  {
    name: 'text of a vendor’s library',
    sound: [cardText],
    read: (pieces) => {
      const parsed = parseCardText(Buffer.concat(pieces));
      return parsed.ok ? [JSON.stringify(parsed.card)] : [];
    },
    checked: false,
  },
  {
    name: 'call of a vendor’s library, from its helper',
    sound: [json({ code: 0, output: 'MTIz' })],
    read: (pieces) => believed(callSchema, Buffer.concat(pieces)),
    checked: false,
  },
  {
    name: 'card of the smart-card service, from its helper',
    sound: [json({ kind: 'refused', refusal: { fault: 'blocked', detail: 'SELECT DDF: 6A81' } })],
    read: (pieces) => believed(readAnswer, Buffer.concat(pieces)),
    checked: false,
  },
  {
    name: 'news of the smart-card service, from its helper',
    sound: [json({ event: 'readers', watch: 1, readers: [{ name: 'Reader 00 00', state: 18 }] })],
    read: (pieces) => believed(pcscEvent, Buffer.concat(pieces)),
    checked: false,
  },
];

/** More than any of these protocols has in one frame. */
const MANY = 5_000;

/** A stream with one damage of each kind: where the frames stand is drawn, and what is done to one of them. */
function damaged(sound: readonly Uint8Array[]) {
  const frame = fc.constantFrom(...sound);
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const at = (bytes: Uint8Array, where: number): number => Math.min(bytes.length - 1, Math.floor(where * bytes.length));
  return fc.oneof(
    fc.tuple(frame, place).map(([one, where]) => ['truncated', one.slice(0, at(one, where))] as const),
    frame.map((one) => ['doubled', Buffer.concat([one, one])] as const),
    fc
      .tuple(frame, place)
      .map(
        ([one, where]) =>
          ['a byte doubled', Buffer.concat([one.slice(0, at(one, where) + 1), one.slice(at(one, where))])] as const,
      ),
    fc
      .tuple(frame, place, fc.integer({ min: 1, max: 255 }))
      .map(
        ([one, where, byte]) =>
          ['oversized', Buffer.concat([one.slice(0, at(one, where)), Buffer.alloc(MANY, byte), one])] as const,
      ),
    fc
      .tuple(frame, frame, place)
      .map(
        ([one, two, where]) =>
          ['interleaved', Buffer.concat([one.slice(0, at(one, where)), two, one.slice(at(one, where))])] as const,
      ),
    fc.tuple(frame, place, fc.nat({ max: 7 })).map(([one, where, bit]) => {
      const changed = Uint8Array.from(one);
      changed[at(one, where)] = (changed[at(one, where)] ?? 0) ^ (1 << bit);
      return ['bit-flipped', changed] as const;
    }),
    fc.uint8Array({ maxLength: 600 }).map((bytes) => ['noise', bytes] as const),
  );
}

describe.each(protocols)('S10 $name', ({ sound, read, checked }) => {
  it('is read as it was sent', () => {
    for (const frame of sound) expect(read([frame]).length).toBeGreaterThan(0);
  });

  it('truncated, doubled, oversized, interleaved, bit-flipped: a value or nothing, in any pieces, and no reading from nowhere', () => {
    const known = new Set(sound.flatMap((frame) => read([frame])));
    fc.assert(
      fc.property(damaged(sound), fc.array(fc.nat(), { maxLength: 4 }), ([kind, bytes], cuts) => {
        const places = [...new Set(cuts.map((cut) => (bytes.length === 0 ? 0 : cut % bytes.length)))].sort(
          (one, other) => one - other,
        );
        const pieces = [0, ...places].map((from, index) => bytes.slice(from, places[index] ?? bytes.length));
        const readings = read(pieces);
        expect(readings).toEqual(read([bytes]));
        if (checked && kind === 'bit-flipped') for (const reading of readings) expect(known).toContain(reading);
      }),
      { numRuns: 250 },
    );
  });
});
