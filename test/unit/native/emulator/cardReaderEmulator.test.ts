import { describe, expect, it } from 'vitest';
import vectors from '../../../fixtures/card/serial-ccid.json' with { type: 'json' };
import { fromHex, toHex } from '../../../../native/card/bytes.ts';
import { buildCard } from '../../../../native/emulator/cardEmulator.ts';
import { createCardReaderEmulator } from '../../../../native/emulator/cardReaderEmulator.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
import { createVirtualCable } from '../../../../native/transport/virtualCable.ts';
import { cardFixture } from '../../../fixtures/card/cardFixture.ts';

function reader() {
  const emulator = createCardReaderEmulator({ variant: 'gempc-twin', timers: systemTimers });
  const cable = createVirtualCable({ name: 'cable', timers: systemTimers });
  const heard: string[] = [];
  cable.a.onData((bytes) => heard.push(toHex(bytes)));
  emulator.attach(cable.b);
  const say = async (frame: string): Promise<string> => {
    heard.length = 0;
    await cable.a.write(fromHex(frame));
    // The answer comes in the microtasks after the frame has arrived; a turn of the event loop is behind them all.
    await new Promise((resolve) => setImmediate(resolve));
    return heard.join('');
  };
  return { emulator, say };
}

describe('emulated card reader', () => {
  it('echoes and answers the recorded session byte for byte', async () => {
    const { emulator, say } = reader();
    emulator.insert(buildCard(cardFixture('second-generation')));
    expect(await say('')).toBe(vectors.notices.inserted);
    const frames = Object.fromEntries(vectors.frames.map((frame) => [frame.name, frame]));
    const order = ['get firmware', 'slot status', 'power on 5V', 'set parameters T=0', 'select'];
    const answers: Record<string, string> = {
      'get firmware': '03068311000000000001000047656D5477696E2D56322E30302D454D55EA',
      'slot status': '03068100000000000201000087',
      'set parameters T=0': '0306820500000000140000001100000A008D',
    };
    for (const name of order) {
      const frame = frames[name]!;
      expect(await say(frame.host), name).toBe(frame.host + (frame.reader ?? answers[name] ?? ''));
    }
    const powerOff = '03066300000000000B0000006D';
    expect(await say(powerOff)).toBe(`${powerOff}03068100000000000B0100018F`);
  });

  it('refuses a frame with a wrong check byte and tells of cards coming and going', async () => {
    const { emulator, say } = reader();
    expect(await say('03066500000000000200000063')).toBe('03066500000000000200000063' + vectors.nak);
    emulator.insert(buildCard(cardFixture('second-generation')));
    expect(await say('')).toBe(vectors.notices.inserted);
    emulator.remove();
    const echo = '03066500000000000200000062';
    expect(await say(echo)).toBe(`${vectors.notices.removed}${echo}03068100000000000202000084`);
  });

  it('fails commands for a card that is not there, and commands it does not know', async () => {
    const { say } = reader();
    expect(await say('0306620000000000080100006E')).toMatch(/03068000000000000842FE00..$/);
    expect(await say('0306730000000000080000007E')).toMatch(/030681000000000008420000..$/);
  });
});
