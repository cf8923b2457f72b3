import { z } from 'zod';
import { saidText } from '../../typedText.ts';
import { papersOf } from '../completionPapers.ts';
import { defineAct, linkSchema, NOTE_LENGTH } from '../act.ts';

/** 作废: the central system has refused the transaction for good, so that its result is none and its paper is void. */
export const annul = defineAct({
  kind: 'annul',
  version: 1,
  schema: z.object({ link: linkSchema, note: z.string() }),
  input: z.object({ note: saidText(NOTE_LENGTH) }),
  askedBy: 'person',
  from: ['completed'],
  returned: true,
  by: ['teller'],
  grounds: ['visit', 'task'],
  question: { title: '作废通知书并关闭办件？不会再上传中心系统', note: 'required', ends: true },
  guards: [],
  withoutItem: true,
  record: ({ link }, { note }) => ({ link, note }),
  apply: (before, { payload: { note } }) => ({
    phase: 'closed',
    voided: [...before.voided, ...papersOf(before)],
    ending: { why: 'returned', note },
  }),
  line: ({ note }) => `中心退回，通知书作废：${note}`,
});
