import { z } from 'zod';
import { saidText } from '../../typedText.ts';
import { defineAct, linkSchema, NOTE_LENGTH } from '../act.ts';

/** 撤回: the citizen takes back what was accepted, before there is a result. */
export const withdraw = defineAct({
  kind: 'withdraw',
  version: 1,
  schema: z.object({ link: linkSchema, note: z.string() }),
  input: z.object({ note: saidText(NOTE_LENGTH) }),
  askedBy: 'person',
  from: ['accepted', 'reviewing', 'deciding', 'escalated', 'returned', 'approved'],
  by: ['teller'],
  grounds: ['visit', 'task'],
  notFrom: { intake: '还没有受理，可不再办理', notified: '还没有受理，可不再办理', asking: '还没有受理，可不再办理' },
  question: { title: '撤回已受理的办件？', note: 'required', ends: true },
  withoutItem: true,
  guards: [],
  record: ({ link }, { note }) => ({ link, note }),
  apply: (_before, { payload: { note } }) => ({ phase: 'closed', ending: { why: 'withdrawn', note } }),
  line: ({ note }) => `受理后群众撤回：${note}`,
});
