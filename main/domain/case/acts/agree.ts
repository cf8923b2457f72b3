import { z } from 'zod';
import { deadlineSchema } from '../../calendar/deadline.ts';
import { saidText } from '../../typedText.ts';
import { defineAct, linkSchema, NOTE_LENGTH } from '../act.ts';
import { movedTo, nodeDeadline, withOpinion } from '../chain.ts';
import type { Phase } from '../phase.ts';

/** Where a case goes when the node agrees. */
const onwards = (phase: Phase): 'deciding' | 'approved' => (phase === 'reviewing' ? 'deciding' : 'approved');

/** 同意: the word of a checking node, after which the case goes on to the next. */
export const agree = defineAct({
  kind: 'agree',
  version: 1,
  schema: z.object({ link: linkSchema, opinion: z.string(), due: deadlineSchema }),
  input: z.object({ note: saidText(NOTE_LENGTH) }),
  askedBy: 'person',
  fits: ({ approvalRoute }) => approvalRoute === 'special',
  order: 6,
  detour: true,
  assigns: 'approval',
  word: true,
  party: true,
  from: ['reviewing', 'deciding'],
  none: ['paused'],
  by: ['reviewer', 'branch-leader'],
  grounds: ['approval'],
  question: { title: '同意', note: 'required', phrases: ['材料齐全，记录相符，同意', '同意'] },
  guards: [],
  record: ({ link, facts }, { note }) => ({
    link,
    opinion: note,
    due: nodeDeadline(facts(), facts().case.phase === 'reviewing' ? 'decision' : 'completion'),
  }),
  apply: (before, { at, actor, payload }) => ({
    ...movedTo(before, onwards(before.phase), { at, actor, due: payload.due }),
    ...withOpinion(before, { verdict: 'agreed', text: payload.opinion }, { at, actor, payload }),
  }),
  line: ({ opinion }) => `同意：${opinion}`,
});
