import type { SlipKind } from '../slip/slip.ts';

const compact = (day: string): string => day.replaceAll('-', '');

/**
 * Number of a slip: kind, hall day, window, serial, e.g. `SL2026112103-0007`. Prefix + day + four digits is the form seen
 * in practice (domain reference 3.3); the window makes it unique in the hall without a common counter.
 */
export function slipNumber(kind: SlipKind, day: string, window: string, serial: number): string {
  return `${kind}${compact(day)}${window}-${String(serial).padStart(4, '0')}`;
}

/**
 * Case number of 24 digits as the rating platform takes it: region 6 + `001` + day 8 + `0` + six digits (domain
 * reference 3.3). The six digits are window 2 + serial 4, so that every counter has its own gapless series.
 */
export function caseNumber(region: string, day: string, window: string, serial: number): string {
  return `${region}001${compact(day)}0${window}${String(serial).padStart(4, '0')}`;
}
