import { createCardReader } from '../../../native/card/cardReader.ts';
import type { Make } from './driver.ts';

/** A card reader on a line that speaks CCID. */
export const makeSerialCcid: Make<'serial-ccid'> = ({ link, variant }, { line, timers, log }) => ({
  role: 'card-reader',
  driver: createCardReader({ open: line(link, 2), variant, timers, log }),
});
