import { z } from 'zod';
import { resultLines } from '../../catalogue/outcome.ts';
import { queuedTransactionSchema } from '../../delivery/delivery.ts';
import { documentIssued, heldDocument, issuedDocumentSchema } from '../../resultDocument/issued.ts';
import { issuedSlipSchema } from '../../slip/issued.ts';
import { resultLineSchema } from '../../slip/slip.ts';
import { defineAct, linkSchema } from '../act.ts';
import { filedChanges, ifAny } from '../filing.ts';
import { signedOnPaper } from '../slipContents.ts';
import { cardStillAllows, identityShown } from '../guards.ts';
import { mayBeGapped } from '../gap.ts';

/** 办结: the result is fixed, and the transaction goes on its way to the central system. */
export const complete = defineAct({
  kind: 'complete',
  version: 1,
  schema: z.object({
    link: linkSchema,
    result: z.array(resultLineSchema).readonly(),
    effectiveOn: z.string(),
    issued: issuedSlipSchema,
    resultDocument: issuedDocumentSchema.exactOptional(),
    message: queuedTransactionSchema,
  }),
  input: z.object({}),
  askedBy: 'person',
  // What is finished in one press is completed by itself only where papers were to follow.
  fits: (item) => !item.oneStep || mayBeGapped(item),
  order: 2,
  assigns: 'task',
  sends: true,
  party: true,
  from: ['accepted', 'approved'],
  none: ['paused', 'gapped'],
  by: ['teller'],
  grounds: ['visit', 'task'],
  guards: [identityShown, cardStillAllows],
  record: (desk) => {
    const { item, known, at, case: accepted } = desk.facts();
    const { form, acceptance } = accepted;
    const changes = filedChanges(accepted);
    const result = resultLines(item, form, known);
    const effectiveOn = known.today;
    return {
      link: desk.link,
      result,
      effectiveOn,
      issued: desk.issue({ kind: 'BJ', result, ...ifAny(changes), effectiveOn, ...signedOnPaper(item) }, form),
      ...documentIssued(desk.document({ form, result, changes, effectiveOn })),
      message: desk.queue({ form, changes, acceptedAt: acceptance?.at ?? at }),
    };
  },
  apply: (_before, { at, payload: { result, effectiveOn, issued, resultDocument, message } }) => ({
    phase: 'completed',
    completion: {
      result,
      effectiveOn,
      messageId: message.messageId,
      slipNumber: issued.slip.number,
      ...heldDocument(resultDocument),
      at,
    },
  }),
  line: ({ issued }) => `办结（${issued.slip.number}），待传中心系统`,
});
