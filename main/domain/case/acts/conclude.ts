import { z } from 'zod';
import { issuedSlipSchema } from '../../slip/issued.ts';
import { defineAct, linkSchema } from '../act.ts';
import { basisOnPaper } from '../slipContents.ts';

/** 告知不予通过: the window hands over in writing what the chain has refused. Nothing goes to the central system. */
export const conclude = defineAct({
  kind: 'conclude',
  version: 1,
  schema: z.object({ link: linkSchema, reason: z.string(), note: z.string(), issued: issuedSlipSchema }),
  input: z.object({}),
  askedBy: 'person',
  fits: ({ approvalRoute }) => approvalRoute === 'special',
  order: 2,
  detour: true,
  assigns: 'task',
  party: true,
  from: ['rejected'],
  by: ['teller'],
  grounds: ['visit', 'task'],
  guards: [],
  record: (desk) => {
    const denied = desk.facts().case.opinions.findLast(({ verdict }) => verdict === 'denied');
    if (!denied) throw new Error('a case was rejected by nobody');
    const { reason = '', text } = denied;
    const effectiveOn = desk.facts().known.today;
    return {
      link: desk.link,
      reason,
      note: text,
      issued: desk.issue(
        {
          kind: 'BJ',
          result: [],
          effectiveOn,
          denied: { reason, explanation: text, ...basisOnPaper(desk.facts().item) },
        },
        desk.facts().case.form,
      ),
    };
  },
  apply: (_before, { payload: { note } }) => ({ phase: 'closed', ending: { why: 'denied', note } }),
  line: ({ reason, issued }) => `告知不予通过，${reason}（${issued.slip.number}）`,
});
