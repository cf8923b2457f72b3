import { resultDocumentKinds, resultDocumentLetters, type ResultDocumentLetters } from '../resultDocument/kinds.ts';
import { slipKinds, type SlipKind } from '../slip/slip.ts';

/** What paper has numbers of its own: slips, and documents in which a result is handed over. */
export type NumberedPaper = SlipKind | ResultDocumentLetters;

const numberedPapers: readonly NumberedPaper[] = [
  ...slipKinds,
  ...resultDocumentKinds.map((kind) => resultDocumentLetters[kind]),
];

const compact = (day: string): string => day.replaceAll('-', '');

/**
 * Number of a slip or a document: kind, hall day, window, serial, e.g. `SL2026112103-0007`. Prefix + day + four digits is the form seen
 * in practice (domain reference 3.3); the window makes it unique in the hall without a common counter.
 */
export function slipNumber(kind: NumberedPaper, day: string, window: string, serial: number): string {
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
  readonly kind: 'case' | NumberedPaper;
  /** Hall date `YYYY-MM-DD`. */
  readonly day: string;
  /** Two digits. */
  readonly window: string;
  /** 1, 2, 3 … without a gap. */
  readonly serial: number;
}

const SLIP_NUMBER = /^([A-Z]{2})(\d{4})(\d{2})(\d{2})(\d{2})-(\d{4,})$/;
const CASE_NUMBER = /^\d{6}001(\d{4})(\d{2})(\d{2})0(\d{2})(\d{4,})$/;

/** What the number of a slip or a document was taken from; null for a text that is none. Inverse of {@link slipNumber}. */
export function takenSlipNumber(number: string): TakenNumber | null {
  const [, code, year, month, day, window, serial] = SLIP_NUMBER.exec(number) ?? [];
  const kind = numberedPapers.find((one) => one === code);
  return kind && window && serial ? { kind, day: `${year}-${month}-${day}`, window, serial: Number(serial) } : null;
}

/** What a case number was taken from; null for a text that is none. Inverse of {@link caseNumber}. */
export function takenCaseNumber(number: string): TakenNumber | null {
  const [, year, month, day, window, serial] = CASE_NUMBER.exec(number) ?? [];
  return window && serial ? { kind: 'case', day: `${year}-${month}-${day}`, window, serial: Number(serial) } : null;
}

/** The payload of an act, with the papers it may have issued. */
interface IssuedPapers {
  readonly link: object;
  readonly issued?: { readonly slip: { readonly number: string; readonly caseNumber: string } };
  readonly resultDocument?: { readonly number: string };
}

/**
 * What the numbers of an act's papers were taken from: the slip's own always, that of its case when this is its first slip
 * (`known` is the number the case had before), that of the document in which a result is handed over. Throws for numbers that
 * are none of ours.
 */
export function numbersTaken(
  { issued, resultDocument }: IssuedPapers,
  known: string | undefined,
): readonly TakenNumber[] {
  return [
    ...(issued ? takenBySlip(issued.slip, known) : []),
    ...(resultDocument ? [takenByDocument(resultDocument.number)] : []),
  ];
}

function takenByDocument(number: string): TakenNumber {
  const taken = takenSlipNumber(number);
  if (!taken) throw new Error(`${number} 不是本系统的编号`);
  return taken;
}

function takenBySlip(
  slip: { readonly number: string; readonly caseNumber: string },
  known: string | undefined,
): readonly TakenNumber[] {
  const ofSlip = takenSlipNumber(slip.number);
  const ofCase = takenCaseNumber(slip.caseNumber);
  if (!ofSlip || !ofCase) throw new Error(`${slip.number} ${slip.caseNumber} 不是本系统的编号`);
  return known === slip.caseNumber ? [ofSlip] : [ofCase, ofSlip];
}
