import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askHelper } from '../../helper/askHelper.ts';
import type { HelperAnswer, StartHelper } from '../../helper/port.ts';
import { bitmapOfPixels, isBitmap } from './bitmap.ts';
import { DECODE, decodedSchema, PIXEL_BYTES, WLT_BYTES } from './photoMessage.ts';
import type { DecodedPhoto } from './photoMessage.ts';

/** What decoding needs. */
export interface DecodePhotoOptions {
  /** Starts a helper of the kind `photo`. */
  readonly startHelper: StartHelper;
  /** Path of libwlt.so or WltRS.dll. */
  readonly library: string;
}

/** The photo as a BMP file, or why there is none; `detail` is for the log and the technician. */
export type DecodePhotoResult =
  { readonly ok: true; readonly bmp: Uint8Array } | { readonly ok: false; readonly detail: string };

/** Decodes the WLT bytes of a photo; when the signal aborts, what is under way is killed and its answer does not matter. */
export type DecodePhoto = (wlt: Uint8Array, signal: AbortSignal) => Promise<DecodePhotoResult>;

/** Decoding takes some milliseconds; a slow machine loads the library first. */
const DECODE_TIMEOUT_MS = 5_000;
/** Bytes: 102 × 126 pixels take 39 kB in 24 bits and 52 kB in 32. What is far larger is no photo, and the windows get it whole. */
const LARGEST_BMP = 200_000;

/**
 * Decodes the 1024 WLT bytes of a photo with the configured library, in a helper process of its own that ends afterwards: the format is
 * not public, and the libraries are as reliable as others of their kind. A process for each photo costs a fraction of a second every few
 * minutes, and leaves no face in the memory of a library. Never throws for what the library does; rejects when the system gives no
 * temporary folder.
 */
export async function decodePhoto(
  options: DecodePhotoOptions,
  wlt: Uint8Array,
  signal: AbortSignal,
): Promise<DecodePhotoResult> {
  if (wlt.length !== WLT_BYTES) return { ok: false, detail: `照片应为 ${WLT_BYTES} 字节,实为 ${wlt.length} 字节` };
  const answer = await ask(options, wlt, signal);
  if (!answer.ok) {
    const detail =
      answer.code === 'refused' ? `${answer.reason}: ${answer.detail}` : `${answer.end.kind}: ${answer.end.detail}`;
    return { ok: false, detail };
  }
  const { format, bytes } = answer.value;
  const decoded = Buffer.from(bytes, 'base64');
  if (format === 'pixels') {
    if (decoded.length !== PIXEL_BYTES) return { ok: false, detail: `解码库给出 ${decoded.length} 字节像素` };
    return { ok: true, bmp: bitmapOfPixels(decoded) };
  }
  if (decoded.length > LARGEST_BMP) return { ok: false, detail: `解码库给出 ${decoded.length} 字节,照片没有这么大` };
  return isBitmap(decoded) ? { ok: true, bmp: decoded } : { ok: false, detail: '解码库没有给出 BMP 图像' };
}

async function ask(
  { startHelper, library }: DecodePhotoOptions,
  wlt: Uint8Array,
  signal: AbortSignal,
): Promise<HelperAnswer<DecodedPhoto>> {
  const folder = mkdtempSync(join(tmpdir(), 'photo-'));
  const helper = startHelper();
  const giveUp = (): void => void helper.stop();
  signal.addEventListener('abort', giveUp);
  try {
    const parameters = { library, wlt: Buffer.from(wlt).toString('base64'), folder };
    return await askHelper(helper, {
      method: DECODE,
      parameters,
      timeoutMs: DECODE_TIMEOUT_MS,
      answer: decodedSchema,
    });
  } finally {
    signal.removeEventListener('abort', giveUp);
    await helper.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
