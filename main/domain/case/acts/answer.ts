import { z } from 'zod';
import { deadlineSchema } from '../../calendar/deadline.ts';
import { saidText } from '../../typedText.ts';
import { defineAct, DOCUMENT_LENGTH, linkSchema, NOTE_LENGTH } from '../act.ts';
import { movedTo, nodeDeadline, pausesEnded, promisedNow, withOpinion } from '../chain.ts';

/**
 * 保障局答复: the bureau says how the question is to be decided, with the number of its document. The case goes back to the node
 * that reported it, which decides by it; its clock goes on.
 */
export const answer = defineAct({
  kind: 'answer',
  version: 1,
  schema: z.object({
    link: linkSchema,
    note: z.string(),
    document: z.string(),
    due: deadlineSchema,
    promised: deadlineSchema,
  }),
  input: z.object({ note: saidText(NOTE_LENGTH), document: saidText(DOCUMENT_LENGTH) }),
  askedBy: 'person',
  fits: ({ approvalRoute }) => approvalRoute === 'special',
  order: 6,
  detour: true,
  assigns: 'approval',
  word: true,
  from: ['escalated'],
  by: ['bureau-head'],
  grounds: ['approval'],
  question: { title: '答复上报的问题', note: 'required', document: 'required' },
  guards: [],
  record: ({ link, facts }, input) => {
    const now = facts();
    const back = now.case.chain?.reportedFrom === 'deciding' ? 'decision' : 'review';
    return {
      link,
      ...input,
      due: nodeDeadline(now, back),
      promised: promisedNow(now, pausesEnded(now.case.pauses, now.at)),
    };
  },
  apply: (before, { at, actor, payload }) => {
    const { note, document, due, promised } = payload;
    const { chain } = movedTo(before, 'reviewing', { at, actor, due });
    const { reportedFrom = 'reviewing', ...rest } = chain;
    return {
      phase: reportedFrom,
      chain: rest,
      flags: before.flags.filter((flag) => flag !== 'paused'),
      pauses: pausesEnded(before.pauses, at),
      ...(before.acceptance ? { acceptance: { ...before.acceptance, promised } } : {}),
      ...withOpinion(before, { verdict: 'answered', text: note, document }, { at, actor, payload }),
    };
  },
  line: ({ note, document }) => `保障局答复（${document}）：${note}`,
});
