import { z } from 'zod';
import { deviceRanges, ranged } from './settings.ts';

/** What differs between receipt printers. Model facts: always settings. */
export const printerProfileSchema = z.strictObject({
  /** Half-width characters per line at font A: 32 for 58 mm, 48 for 80 mm paper. */
  columns: z.union([z.literal(32), z.literal(48)]).default(48),
  /** Characters the built-in font has: `gbk` two-byte only, `gb18030` also four-byte. */
  repertoire: z.enum(['gbk', 'gb18030']).default('gbk'),
  /** False for clones that never answer a status request: then a job sent whole counts as printed. */
  answersStatus: z.boolean().default(true),
  /** Found out, not set by hand: it has answered before, so that silence means it is off, never that it is such a clone. */
  hasAnswered: z.boolean().default(false),
  cutter: z.boolean().default(true),
  /** False when the printer starts with Chinese mode off, so that it must be switched on (FS &). */
  chineseByDefault: z.boolean().default(true),
  /** `native`: the printer draws QR codes itself (GS ( k); `raster`: they are sent as a picture (GS v 0). */
  qr: z.enum(['native', 'raster']).default('native'),
  /** Receive buffer in bytes: never more than this is under way before the printer has answered. Clones: 0 = unknown, paced by time. */
  bufferBytes: ranged(deviceRanges.bufferBytes),
});

/** What differs between receipt printers. */
export type PrinterProfileSettings = z.infer<typeof printerProfileSchema>;

/** A printer nothing is known of: 80 mm paper, two-byte font, answers status requests. */
export const DEFAULT_PRINTER_PROFILE: Readonly<PrinterProfileSettings> = printerProfileSchema.parse({});
