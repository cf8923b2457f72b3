import { z } from 'zod';
import { typedText } from '../../typedText.ts';
import { defineAct, linkSchema, NOTE_LENGTH } from '../act.ts';
import { endingTexts } from '../case.ts';

const reason = z.enum(['left', 'withdrawn', 'mistaken', 'duplicate']);

/** 不再办理: what was only looked at, or asked for and not yet accepted, does not go on. */
export const abandon = defineAct({
  kind: 'abandon',
  version: 1,
  schema: z.object({ link: linkSchema, reason, note: z.string().exactOptional() }),
  input: z.object({ reason, note: typedText(NOTE_LENGTH).exactOptional() }),
  askedBy: 'person',
  from: ['intake', 'notified', 'asking'],
  by: ['teller'],
  grounds: ['visit'],
  endsDraft: true,
  question: {
    title: '不再办理此事项？',
    reasons: { mistaken: '误操作或选错事项', duplicate: '重复接件', withdrawn: '群众撤回', left: '群众离开' },
    note: 'optional',
    ends: true,
  },
  withoutItem: true,
  guards: [],
  record: ({ link }, input) => ({ link, ...input }),
  apply: (_before, { payload: { reason: why, note } }) => ({
    phase: 'closed',
    ending: { why, ...(note === undefined ? {} : { note }) },
  }),
  line: ({ reason: why, note }) => (note ? `${endingTexts[why]}：${note}` : endingTexts[why]),
});
