import type { SheetPart } from '../../sheet/sheet.ts';
import type { SlipLine } from '../line.ts';
import { feed, heading, labelled, paragraph, RULE, type SlipPaper } from '../rows.ts';
import { remediesAgainst } from '../remedies.ts';
import type { RefusalSlip } from '../slip.ts';
import type { SlipKindRule } from './kind.ts';
import { plain } from './sheetParts.ts';

const SENTENCE = '您的申请，本窗口不予受理。';

const REMEDIES = remediesAgainst('本通知书');

/** A decision against the citizen: what was decided, why, and what can be done against it. */
interface Decision {
  readonly sentence: string;
  /** Heading of the reasons. */
  readonly about: string;
  readonly reason: string;
  readonly explanation: string;
  readonly basis?: readonly string[];
}

/** Lines of a decision against the citizen. */
export function decisionLines(
  paper: SlipPaper,
  { sentence, about, reason, explanation, basis = [] }: Decision,
): SlipLine[] {
  return [
    ...paragraph(paper, sentence, { bold: true }),
    feed(1),
    ...heading(paper, about),
    ...labelled(paper, '理由', reason, { bold: true }),
    ...labelled(paper, '说明', explanation),
    ...basis.flatMap((law) => labelled(paper, '依据', law)),
    RULE,
    ...heading(paper, '救济途径'),
    ...paragraph(paper, REMEDIES),
  ];
}

/** The same on A4 paper. */
export function decisionParts({ sentence, about, reason, explanation, basis = [] }: Decision): SheetPart[] {
  return [
    plain('', sentence),
    {
      kind: 'pairs',
      heading: about,
      pairs: [
        { label: '理由', value: reason },
        { label: '说明', value: explanation },
        ...basis.map((law) => ({ label: '依据', value: law })),
      ],
    },
    plain('救济途径', REMEDIES),
  ];
}

const decisionOf = ({ reason, explanation, basis }: RefusalSlip): Decision => ({
  sentence: SENTENCE,
  about: '不予受理的理由',
  reason,
  explanation,
  ...(basis ? { basis } : {}),
});

/** 不予受理通知书. */
export const refusal: SlipKindRule<RefusalSlip> = {
  title: '不予受理通知书',
  body: (paper, slip) => decisionLines(paper, decisionOf(slip)),
  parts: (slip) => decisionParts(decisionOf(slip)),
  signed: '本人已收到本通知书。',
};
