import { z } from 'zod';
import { keysOf } from '../../keysOf.ts';
import { typedText } from '../../typedText.ts';
import { defineAct, linkSchema, NOTE_LENGTH } from '../act.ts';
import { phaseNames } from '../phase.ts';

/** How the citizen was reached, or that they were not. */
const ways = {
  phone: '电话通知到本人',
  agent: '电话通知到代办人或家属',
  message: '短信通知',
  visit: '当面告知',
  unreached: '没有联系上',
} as const satisfies Record<string, string>;

const way = z.enum(keysOf(ways));

/** 通知群众: that somebody who is not at the counter was told, how, and in which words. When is the time of the act. */
export const inform = defineAct({
  kind: 'inform',
  version: 1,
  schema: z.object({ link: linkSchema, how: way, note: z.string().exactOptional() }),
  input: z.object({ reason: way, note: typedText(NOTE_LENGTH).exactOptional() }),
  askedBy: 'person',
  from: phaseNames.filter((phase) => phase !== 'intake'),
  by: ['teller'],
  grounds: ['task', 'hall-query'],
  question: { title: '记录通知群众的情况', reasons: ways, note: 'optional' },
  guards: [],
  withoutItem: true,
  record: ({ link }, { reason, note }) => ({ link, how: reason, ...(note === undefined ? {} : { note }) }),
  apply: () => ({}),
  line: ({ how, note }) => `通知群众：${ways[how]}${note === undefined ? '' : `（${note}）`}`,
});
