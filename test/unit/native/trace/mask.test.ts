import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCardReader } from '../../../../native/card/cardReader.ts';
import { fromHex, toHex } from '../../../../native/card/bytes.ts';
import type { ReaderVariant } from '../../../../native/card/readerVariant.ts';
import { buildCard } from '../../../../native/emulator/cardEmulator.ts';
import { createCardReaderEmulator } from '../../../../native/emulator/cardReaderEmulator.ts';
import { maskFor } from '../../../../native/trace/mask.ts';
import type { TraceDirection } from '../../../../native/trace/port.ts';
import { traceLink } from '../../../../native/trace/traceLink.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
import { createVirtualPort } from '../../../../native/transport/virtualPort.ts';
import type { DriverName } from '../../../../main/domain/device/drivers/table.ts';
import { cardFixture } from '../../../fixtures/card/cardFixture.ts';
import { createRandom } from '../../../fault/support/random.ts';

type Piece = readonly [TraceDirection, Uint8Array];

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** A whole read as it goes over the line. */
async function readOnLine(variant: ReaderVariant, protocol: 't0' | 't1', ifsc: number): Promise<Piece[]> {
  const { atr: _atr, ...spec } = cardFixture('second-generation');
  const emulator = createCardReaderEmulator({ variant, timers: systemTimers });
  emulator.insert(buildCard(spec, { protocol, ifsc }));
  const port = createVirtualPort({ name: 'reader', timers: systemTimers }, emulator.attach);
  const pieces: Piece[] = [];
  const open = traceLink(port.open, (direction, bytes) => pieces.push([direction, Uint8Array.from(bytes)]));
  const reader = createCardReader({ open, variant, timers: systemTimers, log: () => undefined });
  reader.start();
  await vi.advanceTimersByTimeAsync(500);
  expect(reader.status().state).toBe('card');
  await reader.stop();
  return pieces;
}

/** The text of each direction, whatever pieces it came in. */
function masked(driver: DriverName, pieces: readonly Piece[]): Record<TraceDirection, string[]> {
  const mask = maskFor(driver);
  const text: Record<TraceDirection, string[]> = { 'to-device': [], 'from-device': [] };
  for (const [direction, bytes] of pieces) text[direction].push(...mask(direction, bytes).split(' '));
  return text;
}

const gbk = (text: string): string => toHex(Uint8Array.from(iconv.encode(text, 'gb18030')));
const ascii = (text: string): string => toHex(Uint8Array.from(Buffer.from(text, 'latin1')));

/** What must not be seen of the card: name, numbers, dates, identifier, and the end of the answer to reset. */
const PERSONAL = [
  gbk('张三'),
  ascii('111111198101011110'),
  ascii('X00000019'),
  '639900D15600000500BF7C7A48FB4966',
  '19810101',
  '20201001',
  '20101001',
  '00BF7C7A',
];

/** No three bytes of what is personal stand in what is shown. */
function expectNothingPersonal(shown: readonly string[], personal: readonly string[]): void {
  const text = shown.map((byte) => (byte === '··' ? '..' : byte)).join('');
  for (const secret of personal) {
    for (let at = 0; at + 6 <= secret.length; at += 2) {
      const part = secret.slice(at, at + 6);
      const found = [...text.matchAll(new RegExp(`(?=${part})`, 'g'))].filter(({ index }) => index % 2 === 0);
      // 00 00 05 and the like are in every header; what has a byte of a person in it is not.
      if (!/^(?:0[0-9]){3}$/.test(part)) expect(found, `${part} of ${secret}`).toEqual([]);
    }
  }
}

describe.each([
  ['gempc-twin', 't0', 254],
  ['gempc-twin', 't1', 254],
  ['sec1210', 't0', 254],
  ['sec1210', 't1', 9],
] as const)('the line of a %s with a card of %s (blocks of %i)', (variant, protocol, ifsc) => {
  it('shows frames, commands and status words, and nothing of the person, however the bytes are cut', async () => {
    const pieces = await readOnLine(variant, protocol, ifsc);
    const whole = masked('serial-ccid', pieces);
    expectNothingPersonal(whole['from-device'], PERSONAL);
    expectNothingPersonal(whole['to-device'], PERSONAL);
    expect(whole['from-device'].join('')).toContain('9000');
    if (ifsc === 254) expect(whole['to-device'].join('')).toContain('00A4020002EF06');
    const single = pieces.flatMap(([direction, bytes]): Piece[] =>
      Array.from(bytes, (byte) => [direction, Uint8Array.of(byte)]),
    );
    expect(masked('serial-ccid', single)).toEqual(whole);
  });

  it('keeps the person out of sight when bytes are lost, changed or doubled', async () => {
    const pieces = await readOnLine(variant, protocol, ifsc);
    const random = createRandom(20_260_103);
    for (let round = 0; round < 150; round += 1) {
      const spoiled = pieces.map(([direction, bytes]): Piece => {
        if (random.between(1, 12) > 1) return [direction, bytes];
        const at = random.between(0, bytes.length - 1);
        const instead = random.pick([[], [0x7e], [bytes[at] ?? 0, bytes[at] ?? 0]]);
        return [direction, Uint8Array.from([...bytes.subarray(0, at), ...instead, ...bytes.subarray(at + 1)])];
      });
      const text = masked('serial-ccid', spoiled);
      // What a card gives is what names a person; its number may be hit itself, so names and numbers are looked for.
      expectNothingPersonal(text['from-device'], PERSONAL.slice(0, 4));
    }
  });
});

describe('other lines', () => {
  it('an ID-card reader: status words and the number of its module, nothing of a card', () => {
    const text = iconv.encode('张三某地某街道1号11010519491231002X', 'utf-16le');
    const payload = [0, 0, 0x90, 0x01, 0x00, 0x04, 0x00, ...text];
    const body = [(payload.length + 1) >> 8, (payload.length + 1) & 0xff, ...payload];
    const answer = Uint8Array.from([0xaa, 0xaa, 0xaa, 0x96, 0x69, ...body, 0x55]);
    const none = fromHex('AAAAAA9669000400008084');
    const module = fromHex('AAAAAA9669001400009005000100550102030405060708091011 33');
    const shown = masked('sam-v', [
      ['to-device', fromHex('AAAAAA9669000312FFEE')],
      ['from-device', module.subarray(0, 9)],
      ['from-device', module.subarray(9)],
      ['to-device', fromHex('AAAAAA96690003300132')],
      ['from-device', answer.subarray(0, 20)],
      ['from-device', answer.subarray(20)],
      ['to-device', fromHex('AAAAAA96690003200122')],
      ['from-device', none],
    ]);
    expect(shown['to-device'].join('')).toBe('AAAAAA9669000312FFEEAAAAAA96690003300132AAAAAA96690003200122');
    const from = shown['from-device'];
    expect(from.slice(0, 10).join(' ')).toBe('AA AA AA 96 69 00 14 00 00 90');
    expect(from.filter((byte) => byte === '··')).toHaveLength(payload.length - 3 + 1);
    expect(from.slice(-11).join('')).toBe('AAAAAA9669000400008084');
    expectNothingPersonal(from, [toHex(Uint8Array.from(text))]);
  });

  it('a scanner: what frames a code, never the code', () => {
    const code = Uint8Array.from(Buffer.from('\u00026901028075831YGT\t\r\n', 'latin1'));
    const mask = maskFor('serial-scanner');
    expect(mask('from-device', code)).toBe(`02 ${'·· '.repeat(16)}09 0D 0A`);
  });

  it('a printer: questions about its state and as many answers as were asked for, never a slip', () => {
    const mask = maskFor('escpos');
    const slip = Buffer.concat([Buffer.from('1B40', 'hex'), iconv.encode('张三 111111198101011110', 'gbk')]);
    expect(mask('to-device', slip)).not.toMatch(/[0-9A-F]{2}/);
    expect(mask('to-device', fromHex('1B40100401 1D7201'))).toBe('·· ·· 10 04 01 1D 72 01');
    expect(mask('from-device', fromHex('11 12 00 12'))).toBe('11 12 00 ··');
    // A cable that gives everything back gives the slip back as well.
    expect(mask('from-device', slip)).not.toMatch(/(?:[0-9A-F]{2} ?){2}/);
    expect(mask('to-device', fromHex('1D61FF'))).toBe('1D 61 FF');
    expect(mask('from-device', fromHex('14000F0F'))).toBe('14 00 0F 0F');
  });

  it('commands of a card: names of files and status words; a PIN stays a secret', () => {
    const mask = maskFor('pcsc');
    expect(mask('to-device', fromHex('00A4020002EF06'))).toBe('00 A4 02 00 02 EF 06');
    expect(mask('to-device', fromHex('0020000003123456'))).toBe('00 20 00 00 03 ·· ·· ··');
    expect(mask('from-device', fromHex('0A01319000'))).toBe('·· ·· ·· 90 00');
    expect(mask('from-device', fromHex('6A82'))).toBe('6A 82');
  });

  it('everything else is masked altogether', () => {
    for (const driver of [
      'ss-card-driver',
      'hea-sec-read-info',
      'ss-card-dll',
      'keyboard-wedge',
      'system-a4',
    ] as const) {
      expect(maskFor(driver)('from-device', fromHex('9000'))).toBe('·· ··');
    }
  });
});
