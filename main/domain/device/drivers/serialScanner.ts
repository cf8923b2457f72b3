import { z } from 'zod';
import { byteLineSchema } from '../link.ts';
import { deviceRanges, ranged } from '../settings.ts';
import { onLine, type DriverRules } from './driver.ts';

/** A scanner on a line. */
export const serialScannerSchema = z.strictObject({
  driver: z.literal('serial-scanner'),
  link: byteLineSchema,
  /** A code ends with CR, LF, tab or ETX, or after so many silent milliseconds. */
  gapMs: ranged(deviceRanges.gapMs),
});

/** A scanner on a line. */
export const serialScannerRules: DriverRules<z.infer<typeof serialScannerSchema>> = {
  ...onLine(9_600),
  role: 'scanner',
  title: '串口扫码器',
};
