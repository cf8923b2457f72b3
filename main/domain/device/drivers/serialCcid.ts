import { z } from 'zod';
import { byteLineSchema } from '../link.ts';
import { onLine, type DriverRules } from './driver.ts';

/** A card reader on a line that speaks CCID. */
export const serialCcidSchema = z.strictObject({
  driver: z.literal('serial-ccid'),
  link: byteLineSchema,
  variant: z.enum(['gempc-twin', 'sec1210']).default('gempc-twin'),
});

/** A card reader on a line that speaks CCID. */
export const serialCcidRules: DriverRules<z.infer<typeof serialCcidSchema>> = {
  ...onLine(115_200),
  role: 'card-reader',
  title: '串口读卡器（CCID）',
};
