import { z } from 'zod';
import { shownValues } from '../../catalogue/form.ts';
import { resultLines } from '../../catalogue/outcome.ts';
import { queuedTransactionSchema } from '../../delivery/delivery.ts';
import { issuedSlipSchema } from '../../slip/issued.ts';
import { resultLineSchema } from '../../slip/slip.ts';
import { defineAct, linkSchema } from '../act.ts';
import { actsForAnother, formFilled, nothingMoreNeeded, notAloneWhenChild, somethingCorrected } from '../guards.ts';
import { formValuesSchema, workSchema } from '../papers.ts';

/**
 * 更正后重传: the central system has refused the transaction, and what it refuses is put right. The citizen's paper said
 * otherwise: a new one takes its place. The day from which the result holds stays.
 */
export const correct = defineAct({
  kind: 'correct',
  version: 1,
  schema: z.object({
    link: linkSchema,
    form: formValuesSchema,
    result: z.array(resultLineSchema).readonly(),
    effectiveOn: z.string(),
    issued: issuedSlipSchema,
    message: queuedTransactionSchema,
  }),
  input: z.object({ form: workSchema.shape.form }),
  askedBy: 'person',
  order: 5,
  detour: true,
  assigns: 'task',
  sends: true,
  from: ['completed'],
  returned: true,
  by: ['teller'],
  grounds: ['visit', 'task'],
  guards: [somethingCorrected, formFilled, notAloneWhenChild, actsForAnother, nothingMoreNeeded],
  record: (desk, input) => {
    const { item, known, at, case: filed } = desk.facts();
    const { completion, acceptance } = filed;
    const form = shownValues(item, input.form);
    const result = resultLines(item, form, known);
    const effectiveOn = completion?.effectiveOn ?? known.today;
    return {
      link: desk.link,
      form,
      result,
      effectiveOn,
      issued: desk.issue(
        { kind: 'BJ', result, effectiveOn, ...(completion ? { replaces: completion.slipNumber } : {}) },
        form,
      ),
      message: desk.queue({ form, acceptedAt: acceptance?.at ?? at }),
    };
  },
  apply: ({ completion, voided }, { at, payload: { form, result, effectiveOn, issued, message } }) => ({
    form,
    voided: completion ? [...voided, completion.slipNumber] : voided,
    completion: {
      result,
      effectiveOn,
      messageId: message.messageId,
      slipNumber: issued.slip.number,
      at,
    },
  }),
  line: ({ issued }) => `更正后重传（${issued.slip.number}），原通知书作废`,
});
