import { slipKinds, type SlipKind } from '../slip/slip.ts';

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

/** A number taken from a gapless series: one series per workstation, hall day and kind. */
export interface TakenNumber {
  readonly kind: 'case' | SlipKind;
  /** Hall date `YYYY-MM-DD`. */
  readonly day: string;
  /** Two digits. */
  readonly window: string;
  /** 1, 2, 3 … without a gap. */
  readonly serial: number;
}

const SLIP_NUMBER = /^([A-Z]{2})(\d{4})(\d{2})(\d{2})(\d{2})-(\d{4,})$/;
const CASE_NUMBER = /^\d{6}001(\d{4})(\d{2})(\d{2})0(\d{2})(\d{4,})$/;

/** What a slip number was taken from; null for a text that is none. Inverse of {@link slipNumber}. */
export function takenSlipNumber(number: string): TakenNumber | null {
  const [, code, year, month, day, window, serial] = SLIP_NUMBER.exec(number) ?? [];
  const kind = slipKinds.find((one) => one === code);
  return kind && window && serial ? { kind, day: `${year}-${month}-${day}`, window, serial: Number(serial) } : null;
}

/** What a case number was taken from; null for a text that is none. Inverse of {@link caseNumber}. */
export function takenCaseNumber(number: string): TakenNumber | null {
  const [, year, month, day, window, serial] = CASE_NUMBER.exec(number) ?? [];
  return window && serial ? { kind: 'case', day: `${year}-${month}-${day}`, window, serial: Number(serial) } : null;
}

/**
 * What a slip's numbers were taken from: its own always, that of its case when this is its first slip (`known` is the
 * number the case had before). Throws for a slip whose numbers are none of ours.
 */
export function numbersTaken(
  slip: { readonly number: string; readonly caseNumber: string },
  known: string | undefined,
): readonly TakenNumber[] {
  const ofSlip = takenSlipNumber(slip.number);
  const ofCase = takenCaseNumber(slip.caseNumber);
  if (!ofSlip || !ofCase) throw new Error(`${slip.number} ${slip.caseNumber} 不是本系统的编号`);
  return known === slip.caseNumber ? [ofSlip] : [ofCase, ofSlip];
}
