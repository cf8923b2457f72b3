import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../../fixtures/idcard/sam-v.json' with { type: 'json' };
import { fromHex, toHex } from '../../../../native/card/bytes.ts';
import { parseSamAnswer, samRequest, type SamCommandName } from '../../../../native/idcard/samCommand.ts';
import {
  createSamFrameDecoder,
  encodeSamFrame,
  LONGEST_FRAME,
  type SamFrameEvent,
} from '../../../../native/idcard/samFrame.ts';
import { mutator } from './mutator.ts';

function decode(bytes: Uint8Array): SamFrameEvent[] {
  return createSamFrameDecoder().push(bytes);
}

function contents(events: readonly SamFrameEvent[]): string[] {
  return events.flatMap((event) => (event.kind === 'frame' ? [toHex(event.content)] : []));
}

function same(some: readonly SamFrameEvent[], others: readonly SamFrameEvent[]): boolean {
  return (
    some.length === others.length &&
    some.every((one, index) => {
      const other = others[index];
      if (one.kind !== 'frame' || other?.kind !== 'frame') return one.kind === other?.kind;
      return one.inDamaged === other.inDamaged && Buffer.compare(one.content, other.content) === 0;
    })
  );
}

const COMMANDS = {
  reset: 'resetSam',
  status: 'samStatus',
  identify: 'samId',
  findCard: 'findCard',
  selectCard: 'selectCard',
  readBase: 'readBase',
  readAddress: 'readAddress',
} as const satisfies Record<SamCommandName, keyof typeof vectors.commands>;

const found = fromHex(vectors.responses.found);
const whole = encodeSamFrame(
  Uint8Array.from([0, 0, 0x90, 1, 0, 4, 0, ...Array.from({ length: 1280 }, (_, at) => (at * 7) & 0xff)]),
);

describe('SAM_V framing', () => {
  it.each(Object.entries(COMMANDS))('writes the published command %s', (name, vector) => {
    expect(toHex(encodeSamFrame(samRequest(name as SamCommandName)))).toBe(vectors.commands[vector]);
  });

  it.each([
    ['found', 0x9f, 4],
    ['notFound', 0x80, 0],
    ['selected', 0x90, 8],
    ['selectFailed', 0x81, 0],
    ['readFailed', 0x41, 0],
  ] as const)('reads the published answer %s', (name, status, data) => {
    const [event] = decode(fromHex(vectors.responses[name]));
    expect(event?.kind).toBe('frame');
    if (event?.kind !== 'frame') return;
    expect(parseSamAnswer(event.content)).toEqual({ status, cardStatus: 0, data: new Uint8Array(data) });
  });

  it('has the published length of an answer with text and photo', () => {
    expect(whole).toHaveLength(vectors.readBaseTotalBytes);
  });

  it('gives the same events wherever the stream is cut', () => {
    const stream = Buffer.concat([
      Uint8Array.of(0x00, 0xaa, 0xaa),
      found,
      Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, 0xff, 0xff),
      whole.map((byte, index) => (index === 700 ? byte ^ 1 : byte)),
      found,
      whole,
      Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96),
    ]);
    const atOnce = decode(stream);
    expect(atOnce.map(({ kind }) => kind)).toEqual(['frame', 'damaged', 'frame', 'frame']);
    for (let cut = 0; cut <= stream.length; cut += 1) {
      const decoder = createSamFrameDecoder();
      const events = [...decoder.push(stream.subarray(0, cut)), ...decoder.push(stream.subarray(cut))];
      // Thousands of deep comparisons of long arrays are slow: only what differs is compared again, to be shown.
      if (!same(events, atOnce)) expect(events, `cut at ${cut}`).toEqual(atOnce);
    }
    const decoder = createSamFrameDecoder();
    expect([...stream].flatMap((byte) => decoder.push(Uint8Array.of(byte)))).toEqual(atOnce);
    expect(decoder.unfinished()).toBe(true);
  });

  it.each(['AA', 'AAAA', 'AAAAAA', 'AAAAAAAA', 'AAAAAA96', 'AAAAAA9669', 'AAAAAA96690000', '00', '9669', 'FF'])(
    'finds the frame behind the stray bytes %s',
    (stray) => {
      const decoder = createSamFrameDecoder();
      const events = decoder.push(Buffer.concat([fromHex(stray), found]));
      expect(contents([...events, ...decoder.flush()])).toContain(toHex(found.slice(7, -1)));
    },
  );

  it('finds an answer inside a frame whose length was hit, when the line falls silent', () => {
    const hit = Uint8Array.from(found);
    hit[6] = 200;
    const decoder = createSamFrameDecoder();
    expect(contents(decoder.push(Buffer.concat([hit, found])))).toEqual([]);
    expect(decoder.unfinished()).toBe(true);
    expect(contents(decoder.flush())).toEqual([toHex(found.slice(7, -1))]);
    expect(decoder.unfinished()).toBe(false);
  });

  it('says of a frame that it was found inside a damaged one', () => {
    const inner = fromHex(vectors.responses.readFailed);
    const outer = encodeSamFrame(Uint8Array.from([0, 0, 0x90, ...inner])).map((byte, at) => (at === 8 ? 1 : byte));
    const decoder = createSamFrameDecoder();
    const events = decoder.push(Buffer.concat([outer, found]));
    expect(events).toMatchObject([
      { kind: 'damaged' },
      { kind: 'frame', inDamaged: true },
      { kind: 'frame', inDamaged: false },
    ]);
  });

  it('refuses to write what no frame can hold', () => {
    expect(() => encodeSamFrame(new Uint8Array(1))).toThrow(RangeError);
    expect(() => encodeSamFrame(new Uint8Array(2314))).toThrow(RangeError);
    expect(encodeSamFrame(new Uint8Array(2313))).toHaveLength(LONGEST_FRAME);
  });

  it('reads every frame it writes, after any noise that has ended', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.uint8Array({ minLength: 2, maxLength: 2313 }),
        (noise, content) => {
          const decoder = createSamFrameDecoder();
          decoder.push(noise);
          decoder.flush();
          expect(contents(decoder.push(encodeSamFrame(content)))).toEqual([toHex(content)]);
        },
      ),
    );
  });

  it('loses nothing behind a hundred thousand damaged frames: never throws, never holds more than one frame', () => {
    const { seed, mutate, int } = mutator();
    const decoder = createSamFrameDecoder();
    const samples = [...Object.values(vectors.commands), ...Object.values(vectors.responses)].map((text) =>
      fromHex(text),
    );
    // A held frame is at most so long, and so is any that begins inside it: so many harmless bytes end them all.
    const harmless = new Uint8Array(LONGEST_FRAME);
    let pushed = 0;
    for (let run = 0; run < 100_000; run += 1) {
      const bytes = mutate(run % 500 === 0 ? whole : samples[int(samples.length)]!);
      const cut = int(bytes.length + 1);
      decoder.push(bytes.subarray(0, cut));
      decoder.push(bytes.subarray(cut));
      pushed += bytes.length;
      if (run % 1000 === 999) {
        decoder.push(harmless);
        expect(decoder.unfinished(), `seed ${seed}, run ${run}`).toBe(false);
        expect(contents(decoder.push(found)), `seed ${seed}, run ${run}`).toEqual([toHex(found.slice(7, -1))]);
      }
    }
    expect(decoder.skipped()).toBeGreaterThan(0);
    expect(decoder.skipped()).toBeLessThanOrEqual(pushed + 100 * harmless.length);
  });
});
