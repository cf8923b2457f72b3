import { z } from 'zod';
import { deadlineSchema } from '../../calendar/deadline.ts';
import { saidText } from '../../typedText.ts';
import { defineAct, linkSchema, NOTE_LENGTH } from '../act.ts';
import { movedTo, nodeDeadline, withOpinion } from '../chain.ts';

const reasons = {
  'not-eligible': '不符合办理条件',
  'not-proved': '事实不清或证据不足',
  'no-basis': '没有政策依据',
} as const satisfies Record<string, string>;

const reason = z.enum(['not-eligible', 'not-proved', 'no-basis']);

/** 不予通过: a checking node refuses. The window tells the citizen, with the reasons and what can be done against it. */
export const deny = defineAct({
  kind: 'deny',
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
  question: { title: '不予通过？由窗口书面告知群众', reasons, note: 'required', ends: true },
  guards: [],
  record: ({ link, facts }, input) => ({ link, ...input, due: nodeDeadline(facts(), 'completion') }),
  apply: (before, { at, actor, payload }) => ({
    ...movedTo(before, 'rejected', { at, actor, due: payload.due }),
    ...withOpinion(
      before,
      { verdict: 'denied', reason: reasons[payload.reason], text: payload.note },
      { at, actor, payload },
    ),
  }),
  line: (payload) => `不予通过，${reasons[payload.reason]}：${payload.note}`,
});
