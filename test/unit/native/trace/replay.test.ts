import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCardReader } from '../../../../native/card/cardReader.ts';
import { fromHex, toHex } from '../../../../native/card/bytes.ts';
import type { CardReaderStatus } from '../../../../native/card/port.ts';
import { readCard } from '../../../../native/card/readCard.ts';
import { buildCard } from '../../../../native/emulator/cardEmulator.ts';
import { replayExchange, replayOpener } from '../../../fixtures/traces/replay.ts';
import { traceExchange } from '../../../../native/trace/traceLink.ts';
import { parseTrace, traceText, type TraceEntry } from '../../../../native/trace/traceText.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
import { cardFixture } from '../../../fixtures/card/cardFixture.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

function recorded(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../../fixtures/traces/${name}.txt`, import.meta.url)), 'utf8');
}

/** The reader on a recorded line, up to its first result. */
async function replay(text: string) {
  const device = replayOpener(text);
  const variant = text.includes('sec1210') ? 'sec1210' : 'gempc-twin';
  const reader = createCardReader({ open: device.open, variant, timers: systemTimers, log: () => undefined });
  const seen: CardReaderStatus[] = [];
  reader.subscribe((status) => seen.push(status));
  reader.start();
  await vi.advanceTimersByTimeAsync(200);
  const verdict = device.verdict();
  await reader.stop();
  return { verdict, status: seen.find(({ state }) => state === 'card' || state === 'unavailable') };
}

const TRACES = ['gempc-twin-t0', 'gempc-twin-t1', 'sec1210-t0', 'sec1210-t1'] as const;

describe('a recorded session', () => {
  it.each(TRACES)('%s is played and the card read, byte for byte', async (name) => {
    const { verdict, status } = await replay(recorded(name));
    expect(verdict).toEqual({ ok: true });
    expect(status).toMatchObject({ state: 'card', card: { name: '张三', cardNumber: 'X00000019' } });
  });

  it('names the line of a byte that was not sent as recorded', async () => {
    const lines = recorded('gempc-twin-t0').split('\n');
    const at = lines.findIndex((line) => line.includes('=> 03 06 6F'));
    const changed = lines.with(at, (lines[at] ?? '').replace('6F', '6D')).join('\n');
    const { verdict, status } = await replay(changed);
    expect(verdict).toEqual({ ok: false, line: at + 1, message: 'byte 3 is 6F instead of 6D' });
    expect(status).toMatchObject({ state: 'unavailable', fault: 'cable-lost' });
  });

  it('names the line that was left over, and bytes behind the end', async () => {
    const text = recorded('sec1210-t1');
    const more = `${text}=> 01 02\n`;
    expect((await replay(more)).verdict).toMatchObject({ ok: false, line: text.split('\n').length });
    const lines = text.trimEnd().split('\n');
    const { verdict } = await replay(lines.slice(0, -2).join('\n'));
    expect(verdict).toMatchObject({ ok: false, line: lines.length - 2 });
    expect(verdict).toHaveProperty('message', expect.stringContaining('behind the end'));
  });

  it('of whole commands is recorded and played the same way', async () => {
    const entries: TraceEntry[] = [{ direction: 'note', text: 'synthetic card' }];
    const card = buildCard(cardFixture('second-generation'));
    const live = traceExchange<never>(
      (command) => Promise.resolve({ ok: true, answer: card.transmit(command) }),
      (direction, bytes) => entries.push({ direction, text: toHex(bytes) }),
    );
    const atr = fromHex('3B6D000000814E43238697159900BF7C7A');
    const result = await readCard(live, atr);
    const text = traceText(entries);
    const device = replayExchange(text);
    expect(await readCard(device.exchange, atr)).toEqual(result);
    expect(device.verdict()).toEqual({ ok: true });
    // Another command than the recorded one, and one too few.
    const other = replayExchange(text.replace('=> 00A4020002EF06', '=> 00A4000002EF06'));
    expect(await readCard(other.exchange, atr)).toMatchObject({ kind: 'interrupted' });
    expect(other.verdict()).toMatchObject({ ok: false, message: '00A40200… (7 bytes) was sent instead' });
    const longer = replayExchange(`${text}=> 00B2010012\n<= 9000\n`);
    await readCard(longer.exchange, atr);
    expect(longer.verdict()).toMatchObject({ ok: false, message: 'recorded, but it did not come to this' });
  });

  it('with masked bytes: anything may be sent for them, but they cannot be played', async () => {
    const masked = replayExchange('=> 00 B2 ·· 00 ..\n<= 90 00\n');
    expect(await masked.exchange(fromHex('00B2070014'))).toMatchObject({ ok: true });
    const hidden = replayOpener('# masked\n<= 03 ··\n');
    expect(hidden.verdict()).toMatchObject({ ok: false, line: 2 });
    expect(await hidden.open()).toMatchObject({
      ok: false,
      detail: 'line 2: masked bytes from the device cannot be played',
    });
  });
});

describe('the text of a trace', () => {
  it('is read as it was written', () => {
    const text = traceText([
      { direction: 'note', text: 'first\nand only' },
      { direction: 'to-device', text: '03 06' },
      { direction: 'from-device', text: '90 ··' },
    ]);
    expect(text).toBe('# first and only\n=> 03 06\n<= 90 ··\n');
    expect(parseTrace(text)).toEqual({
      ok: true,
      pieces: [
        { line: 2, direction: 'to-device', bytes: [3, 6] },
        { line: 3, direction: 'from-device', bytes: [0x90, null] },
      ],
    });
  });

  it.each([
    ['=> 03\nhello', 2, 'neither =>, <= nor a # note'],
    ['\n\n=> 0', 3, 'not hexadecimal bytes'],
    ['=> 0G', 1, 'not hexadecimal bytes'],
    ['<=', 1, 'no bytes'],
  ])('says which line of %j is wrong', (text, line, message) => {
    expect(parseTrace(text)).toEqual({ ok: false, line, message });
  });
});
