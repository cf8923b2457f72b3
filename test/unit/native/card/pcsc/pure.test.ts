import fc from 'fast-check';
import koffi from 'koffi';
import { describe, expect, it } from 'vitest';
import { consequenceOf } from '../../../../../native/card/pcsc/consequence.ts';
import { pcscStructures } from '../../../../../native/card/pcsc/library.ts';
import { decodeNames, pcscPlatform } from '../../../../../native/card/pcsc/platform.ts';
import { matchReader } from '../../../../../native/card/pcsc/readerName.ts';
import { relevantPart, slotView, withoutChanged } from '../../../../../native/card/pcsc/readerState.ts';
import { explainPcscCode, PCSC_CODES, pcscCodeName, unsignedCode } from '../../../../../native/card/pcsc/returnCode.ts';

describe('return codes', () => {
  it('are the same whether they come as negative, positive or 64-bit numbers', () => {
    const { code } = PCSC_CODES.SCARD_E_NO_SERVICE;
    for (const returned of [-2146435043, 0x8010001d, 0x8010001dn, -2146435043n, 0xffffffff8010001dn]) {
      expect(unsignedCode(returned)).toBe(code);
    }
  });

  it('have one name each, and the technician reads what they mean', () => {
    const codes = Object.values(PCSC_CODES).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const [name, { code, text }] of Object.entries(PCSC_CODES)) {
      expect(pcscCodeName(code)).toBe(name);
      expect(explainPcscCode(code)).toContain(text);
      expect(text).toMatch(/\p{Script=Han}/u);
    }
    expect(explainPcscCode(PCSC_CODES.SCARD_E_NO_SERVICE.code)).toBe('8010001D SCARD_E_NO_SERVICE 智能卡服务没有运行');
    expect(explainPcscCode(0x1f)).toBe('0000001F 未知返回码');
  });

  it('that nobody listed are worth another try', () => {
    expect(consequenceOf('SCARD_W_REMOVED_CARD')).toBe('pulled');
    for (const reason of ['unknown-code', 'toString', 'SCARD_E_COMM_DATA_LOST'])
      expect(consequenceOf(reason)).toBe('again');
  });
});

describe('names of readers', () => {
  it.each([
    ['the exact one before others', ['A B 01 00', 'A B 00 00'], 'A B 00 00', 'A B 00 00'],
    ['another running number', ['X 00 00', 'A B 03 00'], 'A B 00 00', 'A B 03 00'],
    ['the lowest of several', ['A B 04 00', 'A B 03 00'], 'A B 00 00', 'A B 03 00'],
    ['a number of Windows', ['A B 1'], 'A B 0', 'A B 1'],
    ['a name without a number', ['A B 0'], 'A B', 'A B 0'],
    ['never the other slot, where the PSAM is', ['A B 00 01'], 'A B 00 00', undefined],
    ['never another model', ['A BC 00 00'], 'A B 00 00', undefined],
    ['Chinese names', ['华大读卡器 01 00'], '华大读卡器 00 00', '华大读卡器 01 00'],
  ])('%s', (_what, listed, wanted, found) => {
    expect(matchReader(listed, wanted)).toBe(found);
  });

  it('are found whatever they are made of, when they are listed exactly', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.string(), (others, name) => {
        expect(matchReader([...others, name], name)).toBe(name);
      }),
    );
  });

  it('come out of lists of either encoding', () => {
    expect(decodeNames(Buffer.from('读卡器 00 00\0B 01 00\0\0'), 'utf8')).toEqual(['读卡器 00 00', 'B 01 00']);
    expect(decodeNames(Buffer.from('读卡器 0\0B 0\0\0', 'utf16le'), 'utf16le')).toEqual(['读卡器 0', 'B 0']);
    expect(decodeNames(new Uint8Array(0), 'utf8')).toEqual([]);
  });

  it('come out of any bytes without empty ones', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('utf8' as const, 'utf16le' as const),
        (bytes, how) => {
          expect(decodeNames(bytes, how).every((name) => name !== '' && !name.includes('\0'))).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('states of a reader', () => {
  it.each([
    [0x0001_0022, { slot: 'card', movements: 1, exclusive: false }],
    [0x0003_01a2, { slot: 'card', movements: 3, exclusive: true }],
    [0x8001_0220, { slot: 'card', movements: 0x8001, exclusive: false }],
    [0x0002_0012, { slot: 'empty' }],
    [0x0000_0000, { slot: 'empty' }],
    [0x0000_000e, { slot: 'unavailable' }],
    [0x0001_002a, { slot: 'unavailable' }],
  ])('%i', (state, view) => {
    expect(slotView(state)).toEqual(view);
  });

  it('are unsigned, and our own use of a card is no news', () => {
    fc.assert(
      fc.property(fc.nat({ max: 0xffffffff }), (state) => {
        expect(withoutChanged(state)).toBeGreaterThanOrEqual(0);
        // In use, without power, mute, changed.
        expect(relevantPart(state | 0x0702)).toBe(relevantPart(state));
        expect(slotView(relevantPart(state))).toEqual(slotView(state));
      }),
    );
  });
});

it('every system has its library', () => {
  expect(pcscPlatform('win32')).toMatchObject({ library: 'winscard.dll', suffix: 'W' });
  expect(pcscPlatform('darwin')).toMatchObject({ library: '/System/Library/Frameworks/PCSC.framework/PCSC' });
  expect(pcscPlatform('linux')).toEqual(pcscPlatform('freebsd'));
});

describe.runIf(process.arch === 'x64' && process.platform === 'linux')('structures on 64-bit systems', () => {
  // Linux as measured with the C compiler; the others as their headers lay them out (macOS packed, Windows 36 bytes of ATR).
  it.each([
    ['linux', 80, 16],
    ['darwin', 61, 8],
    ['win32', 64, 8],
  ])('%s', (name, readerStateBytes, ioRequestBytes) => {
    const { readerState, ioRequest } = pcscStructures(pcscPlatform(name));
    expect([koffi.sizeof(readerState), koffi.sizeof(ioRequest)]).toEqual([readerStateBytes, ioRequestBytes]);
  });
});
