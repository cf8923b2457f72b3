import type { SheetPart } from '../../sheet/sheet.ts';
import type { SlipLine } from '../line.ts';
import type { SlipPaper } from '../rows.ts';
import type { Slip, SlipKind } from '../slip.ts';
import { acceptance } from './acceptance.ts';
import { completion } from './completion.ts';
import { extension } from './extension.ts';
import { gap } from './gap.ts';
import type { SlipKindRule } from './kind.ts';
import { notice } from './notice.ts';
import { refusal } from './refusal.ts';
import { settlement } from './settlement.ts';
import { termination } from './termination.ts';

type SlipOf<Kind extends SlipKind> = Extract<Slip, { kind: Kind }>;

/** Every kind of numbered slip. A new one is a schema in `slip.ts`, a file here and its line in this table. */
export const slipKindRules: { readonly [Kind in SlipKind]: SlipKindRule<SlipOf<Kind>> } = {
  BZ: notice,
  SL: acceptance,
  BJ: completion,
  SJ: settlement,
  BT: refusal,
  YQ: extension,
  RQ: gap,
  ZZ: termination,
};

/** What the applicant signs on the hall's copy; undefined for a slip that is not signed. */
export function signedSentence(slip: Slip): string | undefined {
  return (slip.kind === 'BJ' ? slip.signed : undefined) ?? slipKindRules[slip.kind].signed;
}

/** The rule of a slip's kind, for that slip. */
function ruleFor<Kind extends SlipKind>(slip: SlipOf<Kind> & { readonly kind: Kind }): SlipKindRule<SlipOf<Kind>> {
  return slipKindRules[slip.kind];
}

/** What a slip says between its head and its foot. */
export function slipBody(paper: SlipPaper, slip: Slip): SlipLine[] {
  return ruleFor(slip).body(paper, slip);
}

/** The same on A4 paper. */
export function slipParts(slip: Slip): SheetPart[] {
  return ruleFor(slip).parts(slip);
}
