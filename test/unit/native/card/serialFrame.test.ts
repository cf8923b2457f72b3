import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../../fixtures/card/serial-ccid.json' with { type: 'json' };
import { fromHex, toHex } from '../../../../native/card/bytes.ts';
import {
  createFrameDecoder,
  encodeFrame,
  encodeNotice,
  lrc,
  NAK_FRAME,
  type FrameEvent,
} from '../../../../native/card/serialFrame.ts';
import type { CcidMessage } from '../../../../native/card/ccidMessage.ts';

const NOTHING = new Uint8Array(0);
const status: CcidMessage = { type: 0x81, slot: 0, sequence: 7, parameters: [1, 0, 0], data: NOTHING };
const block: CcidMessage = {
  type: 0x80,
  slot: 0,
  sequence: 8,
  parameters: [0, 0, 0],
  data: fromHex('50 03 03 06 90 00'),
};

function decode(bytes: Uint8Array): FrameEvent[] {
  return createFrameDecoder().push(bytes);
}

function messages(events: readonly FrameEvent[]): CcidMessage[] {
  return events.flatMap((event) => (event.kind === 'message' ? [event.message] : []));
}

const hostMessages: Record<string, CcidMessage> = {
  'get firmware': { type: 0x6b, slot: 0, sequence: 0, parameters: [0, 0, 0], data: Uint8Array.of(0x02) },
  'slot status': { type: 0x65, slot: 0, sequence: 2, parameters: [0, 0, 0], data: NOTHING },
  'power on 5V': { type: 0x62, slot: 0, sequence: 8, parameters: [1, 0, 0], data: NOTHING },
  'set parameters T=0': { type: 0x61, slot: 0, sequence: 0x14, parameters: [0, 0, 0], data: fromHex('11 00 00 0A 00') },
  select: {
    type: 0x6f,
    slot: 0,
    sequence: 0x17,
    parameters: [0, 0, 0],
    data: fromHex('00A404000F7378312E73682EC9E7BBE1B1A3D5CF'),
  },
};

describe('serial CCID framing', () => {
  it.each(vectors.frames)('writes and reads the recorded frame: $name', ({ name, host, reader }) => {
    const message = hostMessages[name];
    expect(toHex(encodeFrame(message!))).toBe(host);
    expect(messages(decode(fromHex(host)))).toEqual([message]);
    if (reader !== undefined) expect(messages(decode(fromHex(reader)))).toHaveLength(1);
  });

  it('knows NAK, slot notices and time requests', () => {
    expect(toHex(NAK_FRAME)).toBe(vectors.nak);
    expect(toHex(encodeNotice(0, true))).toBe(vectors.notices.inserted);
    expect(toHex(encodeNotice(0, false))).toBe(vectors.notices.removed);
    expect(decode(fromHex('031516 5003 5002 80'))).toEqual([
      { kind: 'nak' },
      { kind: 'notice', slots: 3 },
      { kind: 'notice', slots: 2 },
      { kind: 'time-request' },
    ]);
  });

  it('gives the same events wherever the stream is cut', () => {
    const stream = Buffer.concat([
      NAK_FRAME,
      encodeNotice(0, true),
      encodeFrame(status),
      Uint8Array.of(0x50, 0x11, 0x03, 0x90),
      encodeFrame(block),
      encodeFrame(status).map((byte, index) => (index === 9 ? byte ^ 1 : byte)),
      encodeNotice(0, false),
      encodeFrame(block),
    ]);
    const whole = decode(stream);
    expect(messages(whole)).toEqual([status, block, block]);
    for (let cut = 0; cut <= stream.length; cut += 1) {
      const decoder = createFrameDecoder();
      expect([...decoder.push(stream.subarray(0, cut)), ...decoder.push(stream.subarray(cut))]).toEqual(whole);
    }
    const decoder = createFrameDecoder();
    expect([...stream].flatMap((byte) => decoder.push(Uint8Array.of(byte)))).toEqual(whole);
  });

  it('finds the frame behind a stray byte that looks like the start of something', () => {
    for (const stray of ['03', '0306', '0315', '50', '5003', '030603', '00', 'FF']) {
      expect(messages(decode(Buffer.concat([fromHex(stray), encodeFrame(status)]))), stray).toEqual([status]);
    }
  });

  it('does not take data of a damaged frame for notices', () => {
    const damaged = encodeFrame(block);
    damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 0x40;
    const events = decode(damaged);
    expect(events[0]).toEqual({ kind: 'damaged', type: 0x80 });
    expect(events.filter((event) => event.kind === 'notice')).toEqual([]);
  });

  it('finds an answer inside a frame whose length byte was hit, when the line falls silent', () => {
    const hit = encodeFrame(status);
    hit[3] = 40;
    const decoder = createFrameDecoder();
    expect(messages(decoder.push(Buffer.concat([hit, encodeFrame(block)])))).toEqual([]);
    expect(decoder.unfinished()).toBe(true);
    expect(messages(decoder.flush())).toEqual([block]);
    expect(decoder.unfinished()).toBe(false);
  });

  it('holds back never more than one frame, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (noise) => {
        const decoder = createFrameDecoder();
        decoder.push(noise);
        // A held frame is at most 274 bytes long, and so is any that begins inside it: twice as many harmless bytes end them all.
        decoder.push(new Uint8Array(2 * 274));
        expect(messages(decoder.push(encodeFrame(status)))).toEqual([status]);
      }),
      { numRuns: 60 },
    );
  });

  it('reads every message it writes, after any noise that has ended', () => {
    const message = fc.record({
      type: fc.constantFrom(0x80, 0x81, 0x82, 0x83, 0x61, 0x62, 0x65, 0x6b, 0x6f),
      slot: fc.constantFrom(0, 1),
      sequence: fc.nat(255),
      parameters: fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)),
      data: fc.uint8Array({ maxLength: 261 }),
    });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), message, (noise, sent) => {
        const decoder = createFrameDecoder();
        decoder.push(noise);
        decoder.flush();
        const frame = encodeFrame(sent);
        expect(lrc(frame)).toBe(0);
        expect(messages(decoder.push(frame))).toEqual([sent]);
      }),
    );
  });
});
