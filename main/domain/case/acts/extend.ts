import { z } from 'zod';
import { deadlineSchema, EXTENSION_DAYS } from '../../calendar/deadline.ts';
import { issuedSlipSchema } from '../../slip/issued.ts';
import { saidText } from '../../typedText.ts';
import { defineAct, linkSchema, NOTE_LENGTH } from '../act.ts';
import { promisedNow } from '../chain.ts';
import { notOverdue } from '../guards.ts';

/**
 * 延期: the leader makes the promised limit longer, once, before its last day is over, and the citizen is told in writing why. The
 * days are counted on from the old last day; the limits of the nodes stay.
 */
export const extend = defineAct({
  kind: 'extend',
  version: 1,
  schema: z.object({
    link: linkSchema,
    note: z.string(),
    workingDays: z.int(),
    promised: deadlineSchema,
    issued: issuedSlipSchema,
  }),
  input: z.object({ note: saidText(NOTE_LENGTH) }),
  askedBy: 'person',
  fits: ({ handlingMode }) => handlingMode === 'timed',
  from: ['accepted', 'reviewing', 'deciding', 'returned', 'approved'],
  none: ['extended', 'paused', 'gapped'],
  by: ['branch-leader'],
  grounds: ['approval', 'hall-query'],
  question: { title: `延期？承诺时限增加 ${EXTENSION_DAYS} 个工作日，只能延期一次`, note: 'required' },
  guards: [notOverdue],
  record: (desk, { note }) => {
    const facts = desk.facts();
    const { acceptance, pauses, form } = facts.case;
    if (!acceptance) throw new Error('a case that is extended was accepted');
    const promised = promisedNow(facts, pauses, EXTENSION_DAYS);
    return {
      link: desk.link,
      note,
      workingDays: EXTENSION_DAYS,
      promised,
      issued: desk.issue(
        {
          kind: 'YQ',
          workingDays: EXTENSION_DAYS,
          reason: note,
          formerlyOn: acceptance.promised,
          promisedOn: promised,
        },
        form,
      ),
    };
  },
  apply: ({ flags, acceptance }, { payload: { promised, workingDays } }) => ({
    flags: [...flags, 'extended'],
    ...(acceptance ? { acceptance: { ...acceptance, promised, extension: workingDays } } : {}),
  }),
  line: ({ note, workingDays, issued }) => `延期 ${workingDays} 个工作日（${issued.slip.number}）：${note}`,
});
