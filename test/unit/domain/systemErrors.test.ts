import { constants } from 'node:os';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainSystemError, systemErrorWords } from '../../../main/domain/systemErrors.ts';
import { explainLibraryError } from '../../../native/transport/libraryError.ts';
import { refusalOf } from '../../../native/transport/openFailure.ts';
import { explainPcscCode } from '../../../native/card/pcsc/returnCode.ts';
import { detectDevices } from '../../../main/services/devices/detection.ts';

/** A text for the window: Chinese, with nothing in Latin letters but names of ports and codes to look up. */
const IN_OUR_WORDS =
  /^(?:[^A-Za-z]|COM\d{1,3}|\b[0-9A-F]{8}\b|[A-Z][A-Z0-9_]{2,}|（[A-Z][A-Z0-9_]+）|PC\/SC|USB|Windows)*$/u;

const errorWith = (code: unknown, message = 'something, open /dev/ttyS0'): Error =>
  Object.assign(new Error(message), { code });
const codes = fc.constantFrom(...Object.keys(constants.errno), 'EAI_AGAIN', 'ENOTFOUND', 'UND_ERR_SOCKET');

/** What the port library says on the systems it is for. */
const LIBRARY_SENTENCES = [
  'Error: No such file or directory, cannot open COM77',
  'Error: Permission denied, cannot open /dev/ttyS0',
  'Error Resource temporarily unavailable Cannot lock port',
  'Opening COM3: Access denied',
  'Opening COM77: File not found',
  'Opening COM5: Unknown error code 31',
  'Open (SetCommState): Unknown error code 87',
  'Reading from COM port (GetOverlappedResult): Operation aborted',
  'Writing to COM port (GetOverlappedResult): Access denied',
  'Error: Inappropriate ioctl for device, cannot open /etc/hosts',
  'bad file descriptor',
  'Port is not open',
  'spawn udevadm ENOENT',
] as const;

describe('an error of the system at the window', () => {
  it.each([
    ['ENOENT', '没有这个文件或设备（ENOENT）'],
    ['EACCES', '没有权限（EACCES）'],
    ['ECONNREFUSED', '对方拒绝连接（ECONNREFUSED）'],
    ['EIO', '设备没有应答（EIO）'],
  ])('%s has its words', (code, words) => {
    expect(explainSystemError(errorWith(code))).toBe(words);
  });

  it('every code a connection or a device can fail with has words', () => {
    const needed =
      'ENOENT ENODEV ENXIO EIO EACCES EPERM EBUSY EAGAIN EINVAL EBADF EPIPE ECONNREFUSED ECONNRESET ECONNABORTED ETIMEDOUT ' +
      'ENOTFOUND EAI_AGAIN EHOSTUNREACH EHOSTDOWN ENETUNREACH ENETDOWN EADDRINUSE EMFILE ENOSPC EROFS';
    expect(needed.split(' ').filter((code) => systemErrorWords(code) === undefined)).toEqual([]);
  });

  it('whatever code and text it has, no text of the system comes through', () => {
    const thrown = fc.oneof(
      fc.tuple(codes, fc.string({ unit: 'grapheme' })).map(([code, text]) => errorWith(code, text)),
      fc.string({ unit: 'grapheme' }).map((text) => errorWith(text, text)),
      fc.constantFrom(...LIBRARY_SENTENCES).map((text) => new Error(text)),
      fc.anything(),
    );
    fc.assert(
      fc.property(thrown, (error) => {
        for (const text of [explainSystemError(error), explainLibraryError(error), refusalOf(error).detail])
          expect(text).toMatch(IN_OUR_WORDS);
      }),
    );
  });

  it.each(LIBRARY_SENTENCES)('the port library’s “%s” is said in our words', (sentence) => {
    expect(explainLibraryError(new Error(sentence))).toMatch(IN_OUR_WORDS);
  });

  it('the smart-card service’s codes are said in Chinese, with number and name to look up', () => {
    for (let code = 0x80100000; code <= 0x80100080; code += 1) expect(explainPcscCode(code)).toMatch(IN_OUR_WORDS);
    fc.assert(
      fc.property(fc.nat({ max: 0xffffffff }), (code) => {
        expect(explainPcscCode(code)).toMatch(IN_OUR_WORDS);
      }),
    );
  });

  it('a search for devices that fails says so in our words, whatever it fails with', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          codes.map((code) => errorWith(code)),
          fc.constantFrom(...LIBRARY_SENTENCES).map((text) => new Error(text)),
        ),
        async (error) => {
          const fails = () => Promise.reject(error);
          const searches = { serialPorts: fails, cardReaders: fails, printerFiles: fails, systemPrinters: fails };
          const timers = { running: () => 0, after: () => () => undefined };
          const { problems } = await detectDevices(searches, [], timers);
          expect(problems).toHaveLength(4);
          for (const { text, detail } of problems) {
            expect(text).toMatch(IN_OUR_WORDS);
            expect(detail).toMatch(IN_OUR_WORDS);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
