import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { startHelper } from '../../../native/helper/startHelper.ts';
import { decodePhoto } from '../../../native/idcard/photo/decodePhoto.ts';
import { compile, hasCompiler } from '../card/library/vendorLibrary.ts';

/*
 * Decoders with the functions of the two known libraries, compiled here. What they decode is made up: the true format is not public.
 */

const WLT = Uint8Array.from({ length: 1_024 }, (_, index) => index % 251);
const log: string[] = [];
const decode = (library: string, wlt = WLT) =>
  decodePhoto(
    { startHelper: () => startHelper({ kind: 'photo', runtime: null, log: (line) => log.push(line) }), library },
    wlt,
  );

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
      const decoded = await decode(compile(UNPACK(name)));
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
    const decoded = await decode(library);
    if (!decoded.ok) throw new Error(decoded.detail);
    const written = Buffer.from(decoded.bmp).toString();
    expect(written).toMatch(/^BM.*photo\.bmp$/);
    expect(existsSync(written.slice(2, written.indexOf('photo.bmp') - 1))).toBe(false);
  });

  test('that fails, crashes or is another library leaves the photo as it was read, and says why', async () => {
    const fails = decode(compile('int unpack(char *a, char *b, int c) { return -1; }'));
    const crashes = decode(compile('int unpack(char *a, char *b, int c) { *(volatile int *)0 = 1; return 1; }'));
    const overruns = decode(compile('int unpack(char *a, char *b, int c) { memset(b, 0, 102 * 126 * 4); return 1; }'));
    const other = decode(compile('int other(void) { return 1; }'));
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
