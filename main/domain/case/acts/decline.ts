import { z } from 'zod';
import { saidText } from '../../typedText.ts';
import { defineAct, linkSchema, NOTE_LENGTH } from '../act.ts';

/** 不同意再次告知: the first notice stays the only one. */
export const decline = defineAct({
  kind: 'decline',
  version: 1,
  schema: z.object({ link: linkSchema, note: z.string() }),
  input: z.object({ note: saidText(NOTE_LENGTH) }),
  askedBy: 'person',
  assigns: 'approval',
  from: ['asking'],
  by: ['branch-leader'],
  grounds: ['approval'],
  question: { title: '不同意再次告知？', note: 'required' },
  withoutItem: true,
  guards: [],
  record: ({ link }, { note }) => ({ link, note }),
  apply: () => ({ phase: 'notified' }),
  line: ({ note }) => `不同意再次告知：${note}`,
});
