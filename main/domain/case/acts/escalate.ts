import { z } from 'zod';
import { deadlineSchema } from '../../calendar/deadline.ts';
import { saidText } from '../../typedText.ts';
import { defineAct, linkSchema, NOTE_LENGTH } from '../act.ts';
import { movedTo, nodeDeadline, withOpinion } from '../chain.ts';

/** The three reasons for which a case goes to the bureau; there is no other. */
const reasons = {
  'cannot-judge': '不能准确把握',
  'proof-incomplete': '证明资料不全',
  'legacy-issue': '历史遗留问题',
} as const satisfies Record<string, string>;

const reason = z.enum(['cannot-judge', 'proof-incomplete', 'legacy-issue']);

/** 上报保障局: a checking node that cannot decide hands the question up. The clock of the case stands still until the answer. */
export const escalate = defineAct({
  kind: 'escalate',
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
  question: { title: '上报保障局？等待答复期间办件停止计时', reasons, note: 'required' },
  guards: [],
  record: ({ link, facts }, input) => ({ link, ...input, due: nodeDeadline(facts(), 'bureau') }),
  apply: (before, { at, actor, payload }) => {
    const { chain, phase } = movedTo(before, 'escalated', { at, actor, due: payload.due });
    const reportedFrom = before.phase === 'deciding' ? 'deciding' : 'reviewing';
    return {
      phase,
      chain: { ...chain, reportedFrom },
      flags: [...before.flags, 'paused'],
      pauses: [
        ...before.pauses,
        { reason: 'bureau', note: payload.note, from: at, until: null, plannedUntil: null, document: '' },
      ],
      ...(before.acceptance ? { acceptance: { ...before.acceptance, promised: { unknown: 'paused' } } } : {}),
      ...withOpinion(
        before,
        { verdict: 'escalated', reason: reasons[payload.reason], text: payload.note },
        { at, actor, payload },
      ),
    };
  },
  line: (payload) => `上报保障局，${reasons[payload.reason]}：${payload.note}`,
});
