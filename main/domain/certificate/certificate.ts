import { addCalendarDays } from '../calendar/hallTime.ts';

/** A certificate of a chronic or special disease (慢特病证), as this hall issued it or took it over from before. */
export interface Certificate {
  readonly number: string;
  readonly diseaseCode: string;
  readonly diseaseName: string;
  /** Hall dates, both included. */
  readonly from: string;
  readonly until: string;
  /** Number of the one that took its place; null while none did. */
  readonly replacedBy: string | null;
}

/** Calendar days before the end of a certificate from which on it is renewed: setting of the hall. */
const RENEWED_WITHIN_DAYS = 180;

/** The last day of a certificate that another one takes the place of from a hall date on: the day before, or its own end if that was earlier. */
export function endReplaced({ until }: Pick<Certificate, 'until'>, newFrom: string): string {
  const before = addCalendarDays(newFrom, -1);
  return before < until ? before : until;
}

/** The certificate that a renewal is about: by its number where it was told, else the latest one of the disease that was not replaced. */
export function renewedOne(
  certificates: readonly Certificate[],
  told: { readonly number: string; readonly diseaseCode: string },
): Certificate | null {
  const open = certificates.filter(({ replacedBy }) => replacedBy === null);
  const named = open.find(({ number }) => number === told.number.trim());
  return named ?? open.findLast(({ diseaseCode }) => diseaseCode === told.diseaseCode.trim().toUpperCase()) ?? null;
}

/** From which hall date on a certificate is renewed. */
export const renewableFrom = ({ until }: Pick<Certificate, 'until'>): string =>
  addCalendarDays(until, -RENEWED_WITHIN_DAYS);
