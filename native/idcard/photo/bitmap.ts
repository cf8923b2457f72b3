import { PHOTO_HEIGHT, PHOTO_WIDTH, PIXEL_BYTES } from './photoMessage.ts';

/** File header and information header (BITMAPFILEHEADER, BITMAPINFOHEADER). */
const HEADER_BYTES = 14 + 40;
/** Rows of a BMP end on a multiple of four bytes. */
const ROW_BYTES = Math.ceil((PHOTO_WIDTH * 3) / 4) * 4;

/** Decoded pixels (102 × 126, blue green red, first row on top) as a BMP file of 24 bits. */
export function bitmapOfPixels(pixels: Uint8Array): Uint8Array {
  if (pixels.length !== PIXEL_BYTES) throw new Error(`${pixels.length} bytes of pixels`);
  const file = Buffer.alloc(HEADER_BYTES + ROW_BYTES * PHOTO_HEIGHT);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(HEADER_BYTES, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(PHOTO_WIDTH, 18);
  // Below zero: the first row is the top one.
  file.writeInt32LE(-PHOTO_HEIGHT, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  file.writeUInt32LE(ROW_BYTES * PHOTO_HEIGHT, 34);
  for (let row = 0; row < PHOTO_HEIGHT; row += 1) {
    const from = row * PHOTO_WIDTH * 3;
    file.set(pixels.subarray(from, from + PHOTO_WIDTH * 3), HEADER_BYTES + row * ROW_BYTES);
  }
  return file;
}

/** True for bytes that begin as a BMP file does and hold at least its headers. */
export function isBitmap(bytes: Uint8Array): boolean {
  return bytes.length > HEADER_BYTES && bytes[0] === 0x42 && bytes[1] === 0x4d;
}
