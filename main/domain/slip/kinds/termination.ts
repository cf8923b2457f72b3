import { heading, paragraph } from '../rows.ts';
import type { TerminationSlip } from '../slip.ts';
import type { SlipKindRule } from './kind.ts';
import { decisionLines, decisionParts } from './refusal.ts';
import { plain } from './sheetParts.ts';

const AGAIN = ['重新申请', '您可以重新申请。本次已交的材料仍然有效的，重新申请时不用再交。'] as const;

const decisionOf = ({ reason, explanation }: TerminationSlip) => ({
  sentence: '您的申请，本窗口终止办理。',
  about: '终止办理的理由',
  reason,
  explanation,
});

/** 终止办理通知书. */
export const termination: SlipKindRule<TerminationSlip> = {
  title: '终止办理通知书',
  body: (paper, slip) => [
    ...decisionLines(paper, decisionOf(slip)),
    ...heading(paper, AGAIN[0]),
    ...paragraph(paper, AGAIN[1]),
  ],
  parts: (slip) => [...decisionParts(decisionOf(slip)), plain(...AGAIN)],
  signed: '本人已收到本通知书。',
};
