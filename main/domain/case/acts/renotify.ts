import { defineAct } from '../act.ts';
import { noticeGuards, noticeInput, noticeSchema, recordNotice, withNotice } from './notify.ts';

/**
 * 再次告知: a second notice, with a number of its own, on which the time to supplement begins anew. The law knows one: it takes the
 * leader's word, each time.
 */
export const renotify = defineAct({
  kind: 'renotify',
  version: 1,
  schema: noticeSchema,
  input: noticeInput,
  askedBy: 'person',
  order: 3,
  detour: true,
  from: ['notified'],
  all: ['renotice'],
  notWithout: '已经一次性告知过；再次告知须先申请，经分管领导同意',
  by: ['teller'],
  grounds: ['visit'],
  endsDraft: true,
  guards: noticeGuards,
  record: recordNotice,
  apply: (before, act) =>
    withNotice(
      before,
      before.flags.filter((flag) => flag !== 'renotice'),
      act,
    ),
  line: ({ missing, issued }) => `再次告知，缺 ${missing.length} 项（${issued.slip.number}）`,
});
