import { z } from 'zod';
import { saidText, typedText } from '../../typedText.ts';
import { defineAct, DOCUMENT_LENGTH, linkSchema, NOTE_LENGTH } from '../act.ts';
import { pauseReasons } from '../case.ts';

const reason = z.enum(['expertise', 'inquiry', 'applicant', 'outage']);

/** The reasons a person gives; that of the bureau comes with the report to it, that of a supplement with its notice. */
const reasons = {
  expertise: pauseReasons.expertise,
  inquiry: pauseReasons.inquiry,
  applicant: pauseReasons.applicant,
  outage: pauseReasons.outage,
} as const;

/** 暂停计时: the time of the law stands still from now on, never from before, until it is resumed. No day is promised meanwhile. */
export const pause = defineAct({
  kind: 'pause',
  version: 1,
  schema: z.object({ link: linkSchema, reason, note: z.string(), document: z.string() }),
  input: z.object({
    reason,
    note: saidText(NOTE_LENGTH),
    document: typedText(DOCUMENT_LENGTH).exactOptional(),
  }),
  askedBy: 'person',
  from: ['accepted', 'reviewing', 'deciding', 'approved'],
  none: ['paused'],
  by: ['teller'],
  grounds: ['visit', 'task', 'hall-query'],
  question: { title: '暂停计时？恢复之前不承诺办结日期', reasons, note: 'required', document: 'optional' },
  withoutItem: true,
  guards: [],
  record: ({ link }, input) => ({ link, reason: input.reason, note: input.note, document: input.document ?? '' }),
  apply: ({ flags, pauses, acceptance }, { at, payload: { reason: why, note, document } }) => ({
    flags: [...flags, 'paused'],
    pauses: [...pauses, { reason: why, note, from: at, until: null, plannedUntil: null, document }],
    ...(acceptance ? { acceptance: { ...acceptance, promised: { unknown: 'paused' } } } : {}),
  }),
  line: (payload) => `暂停计时，${reasons[payload.reason]}：${payload.note}`,
});
