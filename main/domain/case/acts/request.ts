import { z } from 'zod';
import { actorName } from '../../staff/actor.ts';
import { saidText } from '../../typedText.ts';
import { defineAct, linkSchema, NOTE_LENGTH } from '../act.ts';

/** 申请再次告知: what was told was not all of it, and the teller asks the leader for a second notice. */
export const request = defineAct({
  kind: 'request',
  version: 1,
  schema: z.object({ link: linkSchema, note: z.string() }),
  input: z.object({ note: saidText(NOTE_LENGTH) }),
  askedBy: 'person',
  from: ['notified'],
  none: ['renotice'],
  by: ['teller'],
  grounds: ['visit'],
  question: {
    title: '申请再次告知？由分管领导决定',
    note: 'required',
    phrases: ['补交的材料不清晰', '补交的材料与申请不符'],
  },
  withoutItem: true,
  guards: [],
  record: ({ link }, { note }) => ({ link, note }),
  apply: (_before, { at, actor, payload: { note } }) => ({
    phase: 'asking',
    asked: { note, by: actorName(actor), at },
  }),
  line: ({ note }) => `申请再次告知：${note}`,
});
