import { z } from 'zod';
import { deadlineSchema } from '../../calendar/deadline.ts';
import { saidText } from '../../typedText.ts';
import { defineAct, linkSchema, NOTE_LENGTH } from '../act.ts';
import { movedTo, nodeDeadline, withOpinion } from '../chain.ts';

const reasons = {
  amount: '金额或数据计算有误',
  proof: '佐证材料不足',
  form: '填写内容有误',
  procedure: '办理程序不符',
  other: '其他',
} as const satisfies Record<string, string>;

const reason = z.enum(['amount', 'proof', 'form', 'procedure', 'other']);

/** 退回上一节点: the reviewer sends it back to the window, the leader to the reviewer, with what is wrong. */
export const remit = defineAct({
  kind: 'remit',
  version: 1,
  schema: z.object({ link: linkSchema, reason, note: z.string(), due: deadlineSchema }),
  input: z.object({ reason, note: saidText(NOTE_LENGTH) }),
  askedBy: 'person',
  fits: ({ approvalRoute }) => approvalRoute === 'special',
  assigns: 'approval',
  word: true,
  party: true,
  from: ['reviewing', 'deciding'],
  none: ['paused'],
  by: ['reviewer', 'branch-leader'],
  grounds: ['approval'],
  question: { title: '退回上一节点？', reasons, note: 'required' },
  guards: [],
  record: ({ link, facts }, input) => ({
    link,
    ...input,
    due: nodeDeadline(facts(), facts().case.phase === 'reviewing' ? 'first-check' : 'review'),
  }),
  apply: (before, { at, actor, payload }) => ({
    ...movedTo(before, before.phase === 'reviewing' ? 'returned' : 'reviewing', { at, actor, due: payload.due }),
    ...withOpinion(
      before,
      { verdict: 'sent-back', reason: reasons[payload.reason], text: payload.note },
      { at, actor, payload },
    ),
  }),
  line: (payload) => `退回，${reasons[payload.reason]}：${payload.note}`,
});
