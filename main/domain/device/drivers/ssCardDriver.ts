import { z } from 'zod';
import type { DriverRules } from './driver.ts';
import { libraryRules, librarySettings } from './vendorLibrary.ts';

/** A reader behind a library of the SSCardDriver interface. */
export const ssCardDriverSchema = z.strictObject({
  ...librarySettings,
  driver: z.literal('ss-card-driver'),
  /** iType: 1 contact, 2 contactless, 3 search, contact first, 4 search, contactless first. */
  cardType: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).default(3),
  /** Service that does the HSM step for cards without a PSAM in the reader; null = none. */
  hsmEndpoint: z.url().nullable().default(null),
});

/** A reader behind a library of the SSCardDriver interface. */
export const ssCardDriverRules: DriverRules<z.infer<typeof ssCardDriverSchema>> = {
  ...libraryRules,
  title: '厂家读卡库（SSCardDriver）',
};
