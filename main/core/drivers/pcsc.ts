import { createPcscReader } from '../../../native/card/pcsc/pcscReader.ts';
import type { Make } from './driver.ts';

/** A card reader behind the smart-card service of the system. */
export const makePcsc: Make<'pcsc'> = ({ reader }, { helper, timers, log, hooks }) => ({
  role: 'card-reader',
  driver: createPcscReader({ startHelper: helper('pcsc'), reader, timers, log, trace: hooks.recording }),
});
