import { z } from 'zod';
import { deviceRanges, ranged } from '../settings.ts';
import { offLine, type DriverRules } from './driver.ts';

/** A printer of the operating system by its name; the empty name is the default printer. */
export const systemA4Schema = z.strictObject({
  driver: z.literal('system-a4'),
  printer: z.string().max(200).default(''),
  copies: ranged(deviceRanges.copies),
});

/** A printer of the operating system, for sheets. */
export const systemA4Rules: DriverRules<z.infer<typeof systemA4Schema>> = {
  ...offLine,
  role: 'a4-printer',
  title: '系统打印机（A4）',
  place: ({ printer }) => (printer === '' ? '系统默认打印机' : printer),
  found: (kind, printer) => (kind === 'system-printer' ? { printer } : null),
};
