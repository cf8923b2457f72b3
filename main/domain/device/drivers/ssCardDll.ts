import { z } from 'zod';
import type { DriverRules } from './driver.ts';
import { libraryRules, librarySettings } from './vendorLibrary.ts';

/** A reader behind the library SSCard. */
export const ssCardDllSchema = z.strictObject({
  ...librarySettings,
  driver: z.literal('ss-card-dll'),
  url: z.string().max(400),
  user: z.string().max(100),
});

/** A reader behind the library SSCard. */
export const ssCardDllRules: DriverRules<z.infer<typeof ssCardDllSchema>> = {
  ...libraryRules,
  title: '国家医保读卡库（SSCard）',
};
