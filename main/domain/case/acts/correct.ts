import { z } from 'zod';
import { changesOf, valueChangesSchema } from '../../catalogue/changes.ts';
import { shownValues } from '../../catalogue/form.ts';
import { resultLines } from '../../catalogue/outcome.ts';
import { queuedTransactionSchema } from '../../delivery/delivery.ts';
import { documentIssued, heldDocument, issuedDocumentSchema } from '../../resultDocument/issued.ts';
import { issuedSlipSchema } from '../../slip/issued.ts';
import { resultLineSchema } from '../../slip/slip.ts';
import { defineAct, linkSchema } from '../act.ts';
import {
  actsForAnother,
  formFilled,
  handledOnce,
  nothingMoreNeeded,
  notAloneWhenChild,
  somethingCorrected,
} from '../guards.ts';
import { ifAny, withFiling } from '../filing.ts';
import { papersOf } from '../completionPapers.ts';
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
    changes: valueChangesSchema.exactOptional(),
    result: z.array(resultLineSchema).readonly(),
    effectiveOn: z.string(),
    issued: issuedSlipSchema,
    resultDocument: issuedDocumentSchema.exactOptional(),
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
  guards: [somethingCorrected, formFilled, handledOnce, notAloneWhenChild, actsForAnother, nothingMoreNeeded],
  record: (desk, input) => {
    const { item, known, at, case: filed } = desk.facts();
    const { completion, acceptance } = filed;
    const form = shownValues(item, input.form);
    const changes = changesOf(item, form, known);
    const result = resultLines(item, form, known);
    const effectiveOn = completion?.effectiveOn ?? known.today;
    return {
      link: desk.link,
      form,
      ...ifAny(changes),
      result,
      effectiveOn,
      issued: desk.issue(
        {
          kind: 'BJ',
          result,
          ...ifAny(changes),
          effectiveOn,
          ...(completion ? { replaces: completion.slipNumber } : {}),
        },
        form,
      ),
      ...documentIssued(
        desk.document({
          form,
          result,
          changes,
          effectiveOn,
          ...(completion?.document ? { replaces: completion.document.number } : {}),
        }),
      ),
      message: desk.queue({ form, changes, acceptedAt: acceptance?.at ?? at }),
    };
  },
  apply: (before, { at, actor, payload: { form, changes, result, effectiveOn, issued, resultDocument, message } }) => ({
    form,
    ...withFiling(before, changes, { at, actor }),
    voided: [...before.voided, ...papersOf(before)],
    completion: {
      result,
      effectiveOn,
      messageId: message.messageId,
      slipNumber: issued.slip.number,
      ...heldDocument(resultDocument),
      at,
    },
  }),
  line: ({ issued }) => `更正后重传（${issued.slip.number}），原通知书作废`,
});
