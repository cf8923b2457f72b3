import { z } from 'zod';

/** The one method of the helper kind `photo`. */
export const DECODE = 'decode';

/** Bytes of the photo on the card (WLT). */
export const WLT_BYTES = 1_024;
/** Width of the decoded photo in pixels. */
export const PHOTO_WIDTH = 102;
/** Height of the decoded photo in pixels. */
export const PHOTO_HEIGHT = 126;
/** What a library gives: three bytes a pixel, no padding. */
export const PIXEL_BYTES = PHOTO_WIDTH * PHOTO_HEIGHT * 3;

/**
 * Parameters of `decode`: path of the library, the photo as read (base64), and an empty folder of its user alone for libraries that work
 * on files. The caller removes it, because a library that crashes takes its helper with it.
 */
export const decodeSchema = z.strictObject({ library: z.string(), wlt: z.base64(), folder: z.string() });

/** Answer of `decode`: bare pixels, or a whole BMP file, base64. */
export const decodedSchema = z.discriminatedUnion('format', [
  z.strictObject({ format: z.literal('pixels'), bytes: z.base64() }),
  z.strictObject({ format: z.literal('bmp'), bytes: z.base64() }),
]);

/** Answer of `decode`. */
export type DecodedPhoto = z.infer<typeof decodedSchema>;
