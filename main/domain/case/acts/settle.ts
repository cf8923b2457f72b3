import { z } from 'zod';
import { deadlineSchema, promisedDeadline } from '../../calendar/deadline.ts';
import { changesOf } from '../../catalogue/changes.ts';
import { shownValues } from '../../catalogue/form.ts';
import { resultLines } from '../../catalogue/outcome.ts';
import { queuedTransactionSchema } from '../../delivery/delivery.ts';
import { shownIdentitySchema } from '../../identity/shownIdentity.ts';
import { documentIssued, heldDocument, issuedDocumentSchema } from '../../resultDocument/issued.ts';
import { issuedSlipSchema } from '../../slip/issued.ts';
import { resultLineSchema } from '../../slip/slip.ts';
import { defineAct, linkSchema } from '../act.ts';
import { acceptanceGuards } from '../guards.ts';
import { filedFields, ifAny, withFiling } from '../filing.ts';
import { workSchema } from '../papers.ts';
import { receivedMaterials, recordedIdentity } from '../slipContents.ts';

/** 受理并办结: an item that is finished while the citizen waits is accepted and completed in one act, on one slip. */
export const settle = defineAct({
  kind: 'settle',
  version: 1,
  schema: z.object({
    link: linkSchema,
    ...filedFields,
    promised: deadlineSchema,
    identity: shownIdentitySchema,
    result: z.array(resultLineSchema).readonly(),
    effectiveOn: z.string(),
    issued: issuedSlipSchema,
    resultDocument: issuedDocumentSchema.exactOptional(),
    message: queuedTransactionSchema,
  }),
  input: workSchema,
  askedBy: 'person',
  fits: ({ oneStep }) => oneStep,
  order: 1,
  sends: true,
  from: ['intake', 'notified', 'asking'],
  by: ['teller'],
  grounds: ['visit'],
  endsDraft: true,
  guards: acceptanceGuards,
  record: (desk, work) => {
    const facts = desk.facts();
    const { item, known } = facts;
    const form = shownValues(item, work.form);
    const result = resultLines(item, form, known);
    const changes = changesOf(item, form, known);
    const effectiveOn = known.today;
    const received = receivedMaterials(facts, { ticks: work.ticks, form });
    return {
      link: desk.link,
      ticks: work.ticks,
      form,
      ...ifAny(changes),
      promised: promisedDeadline(facts.calendar, item, facts.at, facts.closesAt),
      identity: recordedIdentity(facts),
      result,
      effectiveOn,
      issued: desk.issue({ kind: 'SJ', received, result, ...ifAny(changes), effectiveOn }, form),
      ...documentIssued(desk.document({ form, result, changes, effectiveOn })),
      message: desk.queue({ form, changes, acceptedAt: facts.at }),
    };
  },
  apply: (before, { at, actor, payload }) => ({
    phase: 'completed',
    caseNumber: payload.issued.slip.caseNumber,
    ticks: payload.ticks,
    form: payload.form,
    ...withFiling(before, payload.changes, { at, actor }),
    identity: payload.identity,
    acceptance: { promised: payload.promised, at },
    completion: {
      result: payload.result,
      effectiveOn: payload.effectiveOn,
      messageId: payload.message.messageId,
      slipNumber: payload.issued.slip.number,
      ...heldDocument(payload.resultDocument),
      at,
    },
  }),
  line: ({ issued }) => `受理并办结（${issued.slip.number}），待传中心系统`,
});
