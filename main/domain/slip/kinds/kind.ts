import type { SheetPart } from '../../sheet/sheet.ts';
import type { SlipLine } from '../line.ts';
import type { SlipPaper } from '../rows.ts';

/** What is particular to one kind of slip: what it says between head and foot, on a receipt and on A4 paper. */
export interface SlipKindRule<OneSlip> {
  /** What it is called on paper and in lists. */
  readonly title: string;
  /** Lines of the receipt. */
  readonly body: (paper: SlipPaper, slip: OneSlip) => SlipLine[];
  /** The same on A4 paper: nothing added, nothing left out. */
  readonly parts: (slip: OneSlip) => SheetPart[];
  /** What the applicant signs on the hall's copy. */
  readonly signed?: string;
}
