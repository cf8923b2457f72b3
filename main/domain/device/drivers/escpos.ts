import { z } from 'zod';
import { linkSchema } from '../link.ts';
import { printerProfileSchema } from '../printerProfile.ts';
import { onLine, type DriverRules } from './driver.ts';

/** A receipt printer, over whichever way. */
export const escposSchema = z.strictObject({
  driver: z.literal('escpos'),
  link: linkSchema,
  profile: printerProfileSchema.prefault({}),
});

const line = onLine(115_200);

/** A receipt printer, over whichever way. */
export const escposRules: DriverRules<z.infer<typeof escposSchema>> = {
  ...line,
  role: 'receipt-printer',
  title: '热敏凭条打印机（ESC/POS）',
  found: (kind, place) => {
    if (kind === 'printer-file') return { link: { transport: 'device-file', path: place } };
    if (kind === 'system-printer') return { link: { transport: 'spooler', printer: place } };
    return line.found(kind, place);
  },
};
