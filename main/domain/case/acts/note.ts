import { z } from 'zod';
import { actorName } from '../../staff/actor.ts';
import { saidText } from '../../typedText.ts';
import { defineAct, linkSchema, NOTE_LENGTH } from '../act.ts';
import { phaseNames } from '../phase.ts';

/** 备注: words of staff on a case, whatever became of it. They change nothing else. */
export const note = defineAct({
  kind: 'note',
  version: 1,
  schema: z.object({ link: linkSchema, text: z.string() }),
  input: z.object({ note: saidText(NOTE_LENGTH) }),
  askedBy: 'person',
  from: phaseNames,
  by: ['teller', 'reviewer', 'branch-leader', 'bureau-head', 'duty-leader'],
  grounds: ['visit', 'task', 'approval', 'hall-query'],
  question: { title: '在办件上备注', note: 'required' },
  withoutItem: true,
  guards: [],
  record: ({ link }, input) => ({ link, text: input.note }),
  apply: (before, { at, actor, payload: { text } }) => ({
    notes: [...before.notes, { text, by: actorName(actor), at }],
  }),
  line: ({ text }) => `备注：${text}`,
});
