import { describe, expect, it } from 'vitest';
import { parseAtr } from '../../../../native/card/atr.ts';
import { fromHex } from '../../../../native/card/bytes.ts';
import { algorithmOfFci, decodeAscii, decodeBcd, decodeDate, decodeName } from '../../../../native/card/cardLayout.ts';
import type { CcidMessage } from '../../../../native/card/ccidMessage.ts';
import { planProtocol } from '../../../../native/card/pps.ts';
import { readCard } from '../../../../native/card/readCard.ts';
import { createFrameDecoder, encodeFrame, type FrameEvent } from '../../../../native/card/serialFrame.ts';
import { buildCard } from '../../../../native/emulator/cardEmulator.ts';
import { createRandom, type Random } from '../../../fault/support/random.ts';
import { cardFixture } from '../../../fixtures/card/cardFixture.ts';

const SEED = 20_260_102;

const NOTABLE = [0x00, 0x03, 0x06, 0x15, 0x50, 0x80, 0xff] as const;
/** Most bytes that one change doubles. */
const MOST_DOUBLED = 8;
/** Changes are made here, in place: a new array for each would cost more than what it is tried on. */
const scratch = new Uint8Array(1_024);

/** One to three bytes changed, put in, taken out or doubled. */
function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let length = bytes.length;
  scratch.set(bytes);
  /** Makes room for so many bytes. */
  const widen = (at: number, by: number): void => {
    scratch.copyWithin(at + by, at, length);
    length += by;
  };
  for (let change = random.between(1, 3); change > 0; change -= 1) {
    const at = random.between(0, length);
    const byte = NOTABLE[random.between(0, NOTABLE.length)] ?? random.between(0, 255);
    switch (random.between(0, 3)) {
      case 0:
        scratch[Math.min(at, Math.max(0, length - 1))] = byte;
        break;
      case 1:
        widen(at, 1);
        scratch[at] = byte;
        break;
      case 2:
        if (at === length) break;
        scratch.copyWithin(at, at + 1, length);
        length -= 1;
        break;
      default:
        // What is moved aside stays where it was, too.
        widen(at, Math.min(length - at, random.between(1, MOST_DOUBLED)));
    }
  }
  return scratch.slice(0, length);
}

function message(type: number, data: string): CcidMessage {
  return { type, slot: 0, sequence: 7, parameters: [0, 0, 0], data: fromHex(data) };
}

const FRAMES = [
  encodeFrame(message(0x80, '611E')),
  encodeFrame(message(0x80, '0110639900D15600000500BF7C7A48FB49669000')),
  encodeFrame(message(0x81, '')),
  encodeFrame(message(0x82, '1100000A00')),
  encodeFrame(message(0x83, '47656D5477696E')),
  Uint8Array.of(0x03, 0x15, 0x16),
  Uint8Array.of(0x50, 0x03),
  Uint8Array.of(0x9a),
] as const;

describe(`mutated input, seed ${SEED}`, () => {
  it('100,000 times on the line of a reader: the same events however it is cut, and a sound frame is found behind it', () => {
    const random = createRandom(SEED);
    const sound = encodeFrame(message(0x81, ''));
    const all = createFrameDecoder();
    for (let round = 0; round < 100_000; round += 1) {
      const bytes = mutate(random.pick(FRAMES), random);
      all.push(bytes);
      // Some are cut at every place.
      if (round % 300 !== 0) continue;
      const stream = Uint8Array.from([...bytes, ...random.pick(FRAMES)]);
      const whole = JSON.stringify(eventsOf([stream]));
      for (let cut = 0; cut <= stream.length; cut += 1) {
        const cutOnce = JSON.stringify(eventsOf([stream.subarray(0, cut), stream.subarray(cut)]));
        if (cutOnce !== whole) expect.fail(`round ${round}, cut at ${cut}: ${cutOnce} instead of ${whole}`);
      }
    }
    all.flush();
    expect(all.push(sound).filter(({ kind }) => kind === 'message')).toHaveLength(1);
    expect(all.unfinished()).toBe(false);
  });

  it('100,000 times as answer to reset, file control information and fields: a result, never an exception', () => {
    const random = createRandom(SEED);
    const atrs = [
      '3B6D000000814E43238697159900BF7C7A',
      '3BED00008131FE4500814E43238697639900BF7C7A1B',
      '3F7D9500008073FE450100',
    ].map(fromHex);
    const fci = fromHex('6F1C840F7378312E73682EC9E7BBE1B1A3D5CFA5098801019F0C03860101');
    let understood = 0;
    for (let round = 0; round < 100_000; round += 1) {
      const atr = parseAtr(mutate(random.pick(atrs), random));
      if (atr.ok) {
        const plan = planProtocol(atr.atr, round % 2 === 0);
        understood += plan === undefined ? 0 : 1;
        if (atr.atr.t1.ifsc < 1 || atr.atr.t1.ifsc > 254) expect.fail(`round ${round}: ${atr.atr.t1.ifsc}`);
      }
      const bytes = mutate(fci, random);
      algorithmOfFci(bytes);
      const field = bytes.subarray(0, random.between(0, 12));
      decodeAscii(field);
      decodeBcd(field);
      decodeDate(field.subarray(0, 4));
      if (round % 20 === 0) decodeName(bytes, field);
    }
    expect(understood).toBeGreaterThan(1_000);
  });

  it('whole cards whose answers are mutated: a card or a refusal with a name', async () => {
    const random = createRandom(SEED);
    const atr = fromHex('3B6D000000814E43238697159900BF7C7A');
    const card = buildCard(cardFixture('second-generation'));
    const kinds = new Set<string>();
    for (let round = 0; round < 1_500; round += 1) {
      card.powerOn();
      const result = await readCard(
        (command) => {
          const answer = card.transmit(command);
          return Promise.resolve({ ok: true, answer: random.between(1, 8) === 1 ? mutate(answer, random) : answer });
        },
        atr,
        'T=0',
      );
      kinds.add(result.kind);
    }
    expect([...kinds].sort()).toEqual(['card', 'refused']);
  });
});

function eventsOf(pieces: readonly Uint8Array[]): FrameEvent[] {
  const decoder = createFrameDecoder();
  return [...pieces.flatMap((piece) => decoder.push(piece)), ...decoder.flush()];
}
