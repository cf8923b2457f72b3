import { deviceRanges, ranged, settingText } from '../settings.ts';
import { offLine } from './driver.ts';

/** What every card reader behind a vendor's library is set to. */
export const librarySettings = {
  library: settingText,
  pollMs: ranged(deviceRanges.pollMs),
  /** Node executable of the helper process that loads it: null = the counter's own; a 32-bit library needs a 32-bit one. */
  runtime: settingText.nullable().default(null),
};

/** The rules of a card reader behind a vendor's library. */
export const libraryRules = {
  ...offLine,
  role: 'card-reader',
  place: ({ library }: { readonly library: string }): string => library,
} as const;
