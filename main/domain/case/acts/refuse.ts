import { z } from 'zod';
import { issuedSlipSchema } from '../../slip/issued.ts';
import { saidText } from '../../typedText.ts';
import { basisOnPaper } from '../slipContents.ts';
import { defineAct, linkSchema, NOTE_LENGTH } from '../act.ts';

const reasons = {
  'not-eligible': '不符合办理条件',
  'not-confirmed': '系统核验未通过',
  'not-in-scope': '不属于本机关职权范围',
} as const satisfies Record<string, string>;

const reason = z.enum(['not-eligible', 'not-confirmed', 'not-in-scope']);

/** 不予受理: said in writing, with the reason and what the citizen can do against it. */
export const refuse = defineAct({
  kind: 'refuse',
  version: 1,
  schema: z.object({ link: linkSchema, reason, note: z.string(), issued: issuedSlipSchema }),
  input: z.object({ reason, note: saidText(NOTE_LENGTH) }),
  askedBy: 'person',
  from: ['intake', 'notified', 'asking'],
  by: ['teller'],
  grounds: ['visit'],
  endsDraft: true,
  question: { title: '不予受理？将打印不予受理通知书', reasons, note: 'required', ends: true },
  guards: [],
  record: (desk, input) => {
    const { item, case: one } = desk.facts();
    const reason = reasons[input.reason];
    return {
      link: desk.link,
      ...input,
      issued: desk.issue({ kind: 'BT', reason, explanation: input.note, ...basisOnPaper(item) }, one.form),
    };
  },
  apply: (_before, { payload: { note, issued } }) => ({
    phase: 'closed',
    caseNumber: issued.slip.caseNumber,
    ending: { why: 'refused', note },
  }),
  line: (payload) => `不予受理，${reasons[payload.reason]}（${payload.issued.slip.number}）`,
});
