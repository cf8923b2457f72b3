import { z } from 'zod';
import { saidText } from '../../typedText.ts';
import { defineAct, linkSchema, NOTE_LENGTH } from '../act.ts';

/**
 * 同意再次告知: the leader allows one more notice and says why. That the first was not whole is a mark (未一次性告知) on whoever gave
 * it.
 */
export const permit = defineAct({
  kind: 'permit',
  version: 1,
  schema: z.object({
    link: linkSchema,
    note: z.string(),
    /** Who gave the notice that was not whole. */
    marked: z.object({ number: z.string(), name: z.string() }).readonly(),
  }),
  input: z.object({ note: saidText(NOTE_LENGTH) }),
  askedBy: 'person',
  order: 6,
  detour: true,
  assigns: 'approval',
  from: ['asking'],
  by: ['branch-leader'],
  grounds: ['approval'],
  question: { title: '同意再次告知？首次告知的柜员记一次“未一次性告知”', note: 'required' },
  guards: [],
  record: ({ link, facts }, { note }) => {
    const { notice } = facts().case;
    if (!notice) throw new Error('a second notice was asked for before the first');
    return { link, note, marked: notice.by };
  },
  apply: ({ flags }) => ({ phase: 'notified', flags: [...flags, 'renotice'] }),
  line: ({ note, marked }) => `同意再次告知：${note}（${marked.name} 未一次性告知）`,
});
