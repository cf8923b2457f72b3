import { z } from 'zod';
import { deadlineSchema } from '../../calendar/deadline.ts';
import { saidText } from '../../typedText.ts';
import { defineAct, linkSchema, NOTE_LENGTH } from '../act.ts';
import { pausesEnded, promisedNow } from '../chain.ts';

/** 恢复计时: the clock of the case goes on, and a day is promised again. */
export const resume = defineAct({
  kind: 'resume',
  version: 1,
  schema: z.object({ link: linkSchema, note: z.string(), promised: deadlineSchema }),
  input: z.object({ note: saidText(NOTE_LENGTH) }),
  askedBy: 'person',
  order: 5,
  detour: true,
  assigns: 'task',
  from: ['accepted', 'reviewing', 'deciding', 'approved'],
  all: ['paused'],
  by: ['teller'],
  grounds: ['visit', 'task', 'hall-query'],
  question: { title: '恢复计时', note: 'required' },
  guards: [],
  record: ({ link, facts }, { note }) => ({
    link,
    note,
    promised: promisedNow(facts(), pausesEnded(facts().case.pauses, facts().at)),
  }),
  apply: ({ flags, pauses, acceptance }, { at, payload: { promised } }) => ({
    flags: flags.filter((flag) => flag !== 'paused'),
    pauses: pausesEnded(pauses, at),
    ...(acceptance ? { acceptance: { ...acceptance, promised } } : {}),
  }),
  line: ({ note }) => `恢复计时：${note}`,
});
