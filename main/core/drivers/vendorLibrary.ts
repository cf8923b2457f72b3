import { createLibraryReader } from '../../../native/card/library/libraryReader.ts';
import type { Make } from './driver.ts';

/** A card reader behind a vendor's library, which a helper of that name loads. */
export const makeLibraryReader: Make<'ss-card-driver' | 'hea-sec-read-info' | 'ss-card-dll'> = (settings, tools) => ({
  role: 'card-reader',
  driver: createLibraryReader({
    startHelper: tools.helper(settings.driver, settings.runtime),
    settings,
    timers: tools.timers,
    log: tools.log,
  }),
});
