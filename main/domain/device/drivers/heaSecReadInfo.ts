import { z } from 'zod';
import type { DriverRules } from './driver.ts';
import { libraryRules, librarySettings } from './vendorLibrary.ts';

/** A reader behind the library HeaSecReadInfo. */
export const heaSecReadInfoSchema = z.strictObject({
  ...librarySettings,
  driver: z.literal('hea-sec-read-info'),
  /** JSON text given to Init: IP, PORT, TIMEOUT, LOG_PATH, SFZ_DRIVER_TYPE. */
  initialization: z.string().max(2_000),
});

/** A reader behind the library HeaSecReadInfo. */
export const heaSecReadInfoRules: DriverRules<z.infer<typeof heaSecReadInfoSchema>> = {
  ...libraryRules,
  title: '国家医保读卡库（HeaSecReadInfo）',
};
