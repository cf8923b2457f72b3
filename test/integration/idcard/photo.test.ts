import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { createDriverFactory } from '../../../main/core/drivers/factory.ts';
import { driverSchema } from '../../../main/domain/device/drivers/table.ts';
import { createIdCardReaderEmulator } from '../../../native/emulator/idCardReaderEmulator.ts';
import { startHelper } from '../../../native/helper/startHelper.ts';
import { decodePhoto } from '../../../native/idcard/photo/decodePhoto.ts';
import type { IdCardReaderStatus } from '../../../native/idcard/port.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import { createVirtualPort } from '../../../native/transport/virtualPort.ts';
import { startHelperHere } from '../../fixtures/helper/helperHere.ts';
import { idCardFixture } from '../../fixtures/idcard/idCardFixture.ts';
import { compile, folder, hasCompiler } from '../card/library/vendorLibrary.ts';

/*
 * Decoders with the functions of the two known libraries, compiled here. What they decode is made up: the true format is not public.
 */

const WLT = Uint8Array.from({ length: 1_024 }, (_, index) => index % 251);
const log: string[] = [];
const decode = (library: string, wlt = WLT, signal = new AbortController().signal) =>
  decodePhoto(
    { startHelper: () => startHelper({ kind: 'photo', runtime: null, log: (line) => log.push(line) }), library },
    wlt,
    signal,
  );
/** The same with the library in this process: for one that neither hangs nor crashes. */
const decodeHere = (library: string) =>
  decodePhoto({ startHelper: () => startHelperHere('photo'), library }, WLT, new AbortController().signal);

/** Every pixel blue 1, green 2, red 3, but the first: 9, 8, 7. */
const UNPACK = (name: string) => `
  int ${name}(char *wlt, char *pixels, int save) {
    if (save != 310 || wlt[1] != 1 || (unsigned char)wlt[250] != 250) return -1;
    for (int i = 0; i < 102 * 126; i++) { pixels[3 * i] = 1; pixels[3 * i + 1] = 2; pixels[3 * i + 2] = 3; }
    pixels[0] = 9; pixels[1] = 8; pixels[2] = 7;
    return 1;
  }`;

describe.runIf(hasCompiler)('a decoder of photos (needs gcc)', () => {
  test.each(['unpack', 'ZKID_PHunpack'])(
    'that has %s gives pixels, which become a picture of 102 by 126',
    async (name) => {
      const decoded = await decodeHere(compile(UNPACK(name)));
      if (!decoded.ok) throw new Error(decoded.detail);
      const bmp = Buffer.from(decoded.bmp);
      expect(bmp.toString('latin1', 0, 2)).toBe('BM');
      expect([bmp.readInt32LE(18), bmp.readInt32LE(22), bmp.readUInt16LE(28)]).toEqual([102, -126, 24]);
      expect(bmp.length).toBe(54 + 308 * 126);
      expect(bmp.readUInt32LE(2)).toBe(bmp.length);
      // First pixel, second pixel, end of the first row with its padding, begin of the second.
      expect([...bmp.subarray(54, 60)]).toEqual([9, 8, 7, 1, 2, 3]);
      expect([...bmp.subarray(54 + 303, 54 + 311)]).toEqual([1, 2, 3, 0, 0, 1, 2, 3]);
    },
  );

  test('that has GetBmp gives a file, of which nothing stays behind', async () => {
    const library = compile(`
      int GetBmp(char *file, int interface) {
        FILE *in = fopen(file, "rb"); char bytes[1024]; if (fread(bytes, 1, 1024, in) != 1024) return -1; fclose(in);
        char bmp[300]; strcpy(bmp, file); strcpy(strrchr(bmp, '.'), ".bmp");
        FILE *out = fopen(bmp, "wb"); fputs("BM", out); for (int i = 0; i < 100; i++) fputs(bmp, out); fclose(out);
        return 1;
      }`);
    const decoded = await decodeHere(library);
    if (!decoded.ok) throw new Error(decoded.detail);
    const written = Buffer.from(decoded.bmp).toString();
    expect(written).toMatch(/^BM.*photo\.bmp$/);
    expect(existsSync(written.slice(2, written.indexOf('photo.bmp') - 1))).toBe(false);
  });

  test('that gives a file as large as no photo is not believed', async () => {
    const library = compile(`
      int GetBmp(char *file, int interface) {
        char bmp[300]; strcpy(bmp, file); strcpy(strrchr(bmp, '.'), ".bmp");
        FILE *out = fopen(bmp, "wb"); fputs("BM", out); fseek(out, 200000, SEEK_SET); fputc(0, out); fclose(out);
        return 1;
      }`);
    expect(await decodeHere(library)).toEqual({ ok: false, detail: expect.stringContaining('200001') as string });
  });

  test('that hangs is killed as soon as nobody wants the picture any more', async () => {
    const inside = join(folder, 'inside');
    const library = compile(`
      int unpack(char *wlt, char *pixels, int save) { fclose(fopen("${inside}", "w")); for (;;) pause(); }`);
    const wanted = new AbortController();
    const decoding = decode(library, WLT, wanted.signal);
    await vi.waitFor(() => expect(existsSync(inside)).toBe(true), { timeout: 30_000, interval: 20 });
    wanted.abort();
    expect(await decoding).toEqual({ ok: false, detail: 'stopped: stopped' });
  });

  test('set up on the device page gives the document of a reader its picture, which follows', async () => {
    const emulator = createIdCardReaderEmulator({ timers: systemTimers });
    const port = createVirtualPort({ name: 'reader', timers: systemTimers }, emulator.attach);
    const makeDriver = createDriverFactory({
      virtualSocket: () => port.open,
      serialPorts: () => Promise.resolve([]),
      paths: { from: 'system' },
      timers: systemTimers,
      log: (line) => log.push(line),
    });
    const link = { transport: 'virtual', socket: 'id-card-reader' };
    const photoDecoder = compile(`
      int unpack(char *wlt, char *pixels, int save) { memset(pixels, 7, 102 * 126 * 3); return 1; }`);
    const running = makeDriver(
      {
        deviceId: '01900000-0000-7000-8000-000000000000',
        name: '身份证阅读器',
        driver: driverSchema.parse({ driver: 'sam-v', link, photoDecoder }),
        plugIdentity: null,
      },
      {
        record: (open) => open,
        recording: { on: () => false, sink: () => undefined },
        isTaken: () => false,
        discovered: () => undefined,
      },
    );
    if (running.role !== 'id-card-reader') throw new Error(running.role);
    const seen: IdCardReaderStatus[] = [];
    const developed = Promise.withResolvers<Uint8Array>();
    running.driver.subscribe((status) => {
      seen.push(status);
      if (status.state === 'document' && status.picture) developed.resolve(status.picture);
    });
    emulator.layCard(idCardFixture('citizen'));
    running.driver.start();

    expect([...(await developed.promise).subarray(54, 57)]).toEqual([7, 7, 7]);
    expect(seen).toMatchObject([
      { state: 'reading' },
      { state: 'document', document: { name: '王建国' }, picture: null },
      { state: 'document', document: { name: '王建国' }, presentation: 1 },
    ]);
    await running.driver.stop();
  });

  test('that fails, crashes or is another library leaves the photo as it was read, and says why', async () => {
    const fails = decodeHere(compile('int unpack(char *a, char *b, int c) { return -1; }'));
    const crashes = decode(compile('int unpack(char *a, char *b, int c) { *(volatile int *)0 = 1; return 1; }'));
    const overruns = decodeHere(
      compile('int unpack(char *a, char *b, int c) { memset(b, 0, 102 * 126 * 4); return 1; }'),
    );
    const other = decodeHere(compile('int other(void) { return 1; }'));
    expect(await Promise.all([fails, crashes, overruns, other])).toEqual([
      { ok: false, detail: 'not-decoded: unpack 返回 -1' },
      { ok: false, detail: 'crashed: SIGSEGV' },
      { ok: false, detail: 'library-overrun: unpack 写出了 38556 字节的缓冲区' },
      { ok: false, detail: expect.stringMatching(/^library-unfit: GetBmp/) as string },
    ]);
  });
});

test('a photo of another length is not given to the library', async () => {
  expect(await decode('/nowhere', new Uint8Array(0))).toEqual({ ok: false, detail: '照片应为 1024 字节,实为 0 字节' });
});
