import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';

/** The body of an answer with what its headers say about it. */
export interface AnswerBody {
  readonly bytes: Uint8Array;
  /** `content-type`, or ''. */
  readonly type: string;
  /** `content-encoding`, or ''. */
  readonly encoding: string;
}

/** The text of an answer, or why it cannot be read; `detail` is Chinese and names the fault. */
export type AnswerText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly detail: string };

type Unpack = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Promise<Uint8Array>;

const unpackers = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  // What old servers send under the name deflate: no zlib head around it.
  'deflate-raw': promisify(inflateRaw),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
} as const satisfies Record<string, Unpack>;

type Packing = keyof typeof unpackers;

/** Names of `content-encoding` (RFC 9110, 8.4.1); null = as it is. */
const packings: Readonly<Record<string, Packing | null>> = {
  '': null,
  identity: null,
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
  br: 'br',
  zstd: 'zstd',
};

/** Character sets that are declared under names outside of the WHATWG list. */
const otherCharsetNames: Readonly<Record<string, string>> = {
  cp936: 'gbk',
  ms936: 'gbk',
  'windows-936': 'gbk',
  'gb18030-2000': 'gb18030',
  'gb18030-2005': 'gb18030',
  'gb18030-2022': 'gb18030',
  utf_8: 'utf-8',
};

/** The head of zlib (RFC 1950): method 8, and a check over both bytes. */
const isZlib = ([method = 0, flags = 0]: Uint8Array): boolean => method % 16 === 8 && (method * 256 + flags) % 31 === 0;
const isGzip = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b;
/** JSON begins with one of these in every encoding that is in use. */
const isPlain = ([first]: Uint8Array): boolean => first === 0x7b || first === 0x5b;

/** How the bytes are packed by their own head: a proxy that packs or unpacks without changing the header is not rare. */
function packingOf(bytes: Uint8Array, declared: Packing | null): Packing | null {
  if (isGzip(bytes)) return 'gzip';
  if (declared === 'gzip') return null;
  return declared === 'deflate' && !isZlib(bytes) ? 'deflate-raw' : declared;
}

async function unpackOnce(bytes: Uint8Array, declared: Packing | null, maxBytes: number): Promise<Uint8Array | string> {
  const packing = packingOf(bytes, declared);
  if (packing === null) return bytes;
  try {
    return await unpackers[packing](bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) return '回复过长';
    return isPlain(bytes) ? bytes : `回复解压失败 (${packing})`;
  }
}

async function unpack(body: AnswerBody, maxBytes: number): Promise<Uint8Array | string> {
  let { bytes } = body;
  // Packings are named in the order they were applied.
  for (const name of body.encoding.toLowerCase().split(',').reverse()) {
    const declared = packings[name.trim()];
    if (declared === undefined) return `回复的压缩方式无法识别 (${name.trim().slice(0, 20)})`;
    const unpacked = await unpackOnce(bytes, declared, maxBytes);
    if (typeof unpacked === 'string') return unpacked;
    bytes = unpacked;
  }
  return bytes;
}

/** The declared character set, '' when there is none. */
function charsetOf(type: string): string {
  const declared = /;\s*charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;]+))/i.exec(type);
  return (declared?.[1] ?? declared?.[2] ?? declared?.[3] ?? '').trim().toLowerCase();
}

const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

function decoderFor(charset: string): InstanceType<typeof TextDecoder> | null {
  const known = decoders.get(charset);
  if (known !== undefined) return known;
  try {
    const decoder = new TextDecoder(otherCharsetNames[charset] ?? charset, { fatal: true });
    decoders.set(charset, decoder);
    return decoder;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * The text of an answer: unpacked, then decoded by the declared character set, UTF-8 when none is declared. Text is only what
 * decodes: bytes that are not valid end in a named fault, never in U+FFFD. `maxBytes` bounds what unpacking may make of it.
 */
export async function readAnswerText(body: AnswerBody, maxBytes: number): Promise<AnswerText> {
  const bytes = await unpack(body, maxBytes);
  if (typeof bytes === 'string') return { ok: false, detail: bytes };
  const charset = charsetOf(body.type);
  const decoder = decoderFor(charset === '' ? 'utf-8' : charset);
  if (decoder === null) return { ok: false, detail: `回复的字符编码无法识别 (${charset.slice(0, 20)})` };
  try {
    return { ok: true, text: decoder.decode(bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { ok: false, detail: `回复不是有效的 ${decoder.encoding.toUpperCase()} 文字` };
  }
}
