import { z } from 'zod';
import { byteLineSchema } from '../link.ts';
import { settingText } from '../settings.ts';
import { onLine, type DriverRules } from './driver.ts';

/** A reader of identity documents on a line. */
export const samVSchema = z.strictObject({
  driver: z.literal('sam-v'),
  link: byteLineSchema,
  /** Library that decodes the photo (libwlt.so, WltRS.dll); null = no picture is shown. */
  photoDecoder: settingText.nullable().default(null),
  /** Node executable of the helper that loads it: null = the counter's own; a 32-bit library needs a 32-bit one. */
  runtime: settingText.nullable().default(null),
});

/** A reader of identity documents on a line. */
export const samVRules: DriverRules<z.infer<typeof samVSchema>> = {
  ...onLine(115_200),
  role: 'id-card-reader',
  title: '串口身份证阅读器',
};
