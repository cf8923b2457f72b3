import type { SheetPart } from '../../sheet/sheet.ts';
import type { SlipLine } from '../line.ts';
import { feed, heading, labelled, paragraph, RULE, type SlipPaper } from '../rows.ts';
import type { RefusalSlip } from '../slip.ts';
import type { SlipKindRule } from './kind.ts';
import { plain } from './sheetParts.ts';

const SENTENCE = '您的申请，本窗口不予受理。';

/** What the law leaves the citizen: review within 60 days, an action within six months (domain reference 3.3, BT). */
const REMEDIES =
  '如对本决定不服，可以自收到本通知书之日起 60 日内依法申请行政复议，或者自收到本通知书之日起 6 个月内依法向人民法院提起行政诉讼。';

function refusalBody(paper: SlipPaper, slip: RefusalSlip): SlipLine[] {
  return [
    ...paragraph(paper, SENTENCE, { bold: true }),
    feed(1),
    ...heading(paper, '不予受理的理由'),
    ...labelled(paper, '理由', slip.reason, { bold: true }),
    ...labelled(paper, '说明', slip.explanation),
    RULE,
    ...heading(paper, '救济途径'),
    ...paragraph(paper, REMEDIES),
  ];
}

function refusalParts(slip: RefusalSlip): SheetPart[] {
  return [
    plain('', SENTENCE),
    {
      kind: 'pairs',
      heading: '不予受理的理由',
      pairs: [
        { label: '理由', value: slip.reason },
        { label: '说明', value: slip.explanation },
      ],
    },
    plain('救济途径', REMEDIES),
  ];
}

/** 不予受理通知书. */
export const refusal: SlipKindRule<RefusalSlip> = {
  title: '不予受理通知书',
  body: refusalBody,
  parts: refusalParts,
  signed: '本人已收到本通知书。',
};
