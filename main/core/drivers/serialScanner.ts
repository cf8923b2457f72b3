import { createScanner } from '../../../native/scanner/scanner.ts';
import type { Make } from './driver.ts';

/** A scanner on a line. */
export const makeSerialScanner: Make<'serial-scanner'> = ({ link, gapMs }, { line, timers, log }) => ({
  role: 'scanner',
  driver: createScanner({ open: line(link), gapMs, timers, log }),
});
