import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readAnswerText } from '../../../main/central/answerText.ts';

const LARGEST = 100_000;
const TEXT = '{"psn_name":"李建国"}';
const UTF8 = Buffer.from(TEXT);
const read = (bytes: Uint8Array, type = 'application/json', encoding = '') =>
  readAnswerText({ bytes, type, encoding }, LARGEST);
const readable = { ok: true, text: TEXT };

describe('the encoding of an answer', () => {
  it.each(['GBK', 'gbk', 'GB2312', '"GBK"', "'gbk'", 'cp936', 'GB18030', 'gb18030-2022'])(
    'D1 is the declared one: %s',
    async (charset) => {
      expect(await read(iconv.encode(TEXT, 'gbk'), `application/json;charset=${charset}`)).toEqual(readable);
      expect(await read(iconv.encode(TEXT, 'gbk'), `text/plain; Charset = ${charset} ;x=y`)).toEqual(readable);
    },
  );

  it.each(['', 'application/json', 'text/plain; charset=UTF-8', 'application/json;charset=utf8', 'text/html;charset='])(
    'D is UTF-8 by %j',
    async (type) => {
      expect(await read(UTF8, type)).toEqual(readable);
      expect(await read(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), UTF8]), type)).toEqual(readable);
    },
  );

  it('D can be UTF-16 or Big5 as well', async () => {
    expect(await read(iconv.encode(TEXT, 'utf-16le'), 'a/b;charset=utf-16le')).toEqual(readable);
    expect(await read(iconv.encode('{"a":"龍"}', 'big5'), 'a/b;charset=Big5')).toEqual({
      ok: true,
      text: '{"a":"龍"}',
    });
  });

  it('D ends in a named fault when the bytes are of another', async () => {
    expect(await read(iconv.encode(TEXT, 'gbk'))).toEqual({ ok: false, detail: '回复不是有效的 UTF-8 文字' });
    expect(await read(Buffer.from([0x81, 0xff]), 'a/b;charset=gbk')).toEqual({
      ok: false,
      detail: '回复不是有效的 GBK 文字',
    });
    expect(await read(UTF8, 'a/b;charset=klingon')).toEqual({ ok: false, detail: '回复的字符编码无法识别 (klingon)' });
  });

  it('D never makes a U+FFFD of bytes that are none', async () => {
    const charset = fc.constantFrom('', 'utf-8', 'gbk', 'gb18030', 'big5', 'utf-16le', 'shift_jis');
    await fc.assert(
      fc.asyncProperty(charset, fc.uint8Array({ maxLength: 40 }), async (name, bytes) => {
        const result = await read(bytes, name === '' ? '' : `a/b;charset=${name}`);
        // The one way to it: it was sent, in the encoding's own writing of it.
        const sent = iconv.encode('\uFFFD', name === '' ? 'utf-8' : name);
        if (result.ok && result.text.includes('\uFFFD')) expect(Buffer.from(bytes).includes(sent)).toBe(true);
      }),
    );
  });

  it('D brings back every name that GB18030 can write', async () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => text.isWellFormed());
    await fc.assert(
      fc.asyncProperty(name, async (text) => {
        const bytes = iconv.encode(text, 'gb18030');
        fc.pre(iconv.decode(bytes, 'gb18030') === text && !text.startsWith('\uFEFF'));
        expect(await read(bytes, 'a/b;charset=gb18030')).toEqual({ ok: true, text });
      }),
    );
  });
});

describe('a packed answer', () => {
  it.each([
    ['gzip', gzipSync(UTF8)],
    ['x-gzip', gzipSync(UTF8)],
    ['GZIP', gzipSync(UTF8)],
    ['deflate', deflateSync(UTF8)],
    ['deflate', deflateRawSync(UTF8)],
    ['br', brotliCompressSync(UTF8)],
    ['zstd', zstdCompressSync(UTF8)],
    ['gzip, br', brotliCompressSync(gzipSync(UTF8))],
    ['identity', UTF8],
    ['', gzipSync(UTF8)],
    ['gzip', UTF8],
    ['deflate', UTF8],
    ['br', UTF8],
    ['zstd', UTF8],
  ])('E1 is read like any other: declared as %j', async (encoding, bytes) => {
    expect(await read(bytes, 'application/json', encoding)).toEqual(readable);
  });

  it('E1 is packed text in the declared encoding', async () => {
    const bytes = gzipSync(iconv.encode(TEXT, 'gbk'));
    expect(await read(bytes, 'a/b;charset=gbk', 'gzip')).toEqual(readable);
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(LARGEST + 1))],
    ['br', brotliCompressSync(Buffer.alloc(LARGEST + 1))],
    ['deflate', deflateSync(Buffer.alloc(LARGEST + 1))],
  ])('E1 that swells beyond the bound is given up (%s)', async (encoding, bytes) => {
    expect(await read(bytes, '', encoding)).toEqual({ ok: false, detail: '回复过长' });
  });

  it('E1 that cannot be unpacked says so', async () => {
    expect(await read(gzipSync(UTF8).subarray(0, 24), '', 'gzip')).toEqual({
      ok: false,
      detail: '回复解压失败 (gzip)',
    });
    expect(await read(Buffer.from([1, 2, 3]), '', 'br')).toEqual({ ok: false, detail: '回复解压失败 (br)' });
    expect(await read(UTF8, '', 'compress')).toEqual({ ok: false, detail: '回复的压缩方式无法识别 (compress)' });
  });

  it('E1 of any bytes under any header is read without throwing', async () => {
    const encoding = fc.constantFrom('', 'gzip', 'deflate', 'br', 'zstd', 'gzip, deflate', ',,');
    await fc.assert(
      fc.asyncProperty(encoding, fc.uint8Array({ maxLength: 60 }), async (name, bytes) => {
        expect(await read(bytes, '', name)).toHaveProperty('ok');
      }),
    );
  });
});
