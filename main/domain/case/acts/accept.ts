import { z } from 'zod';
import { deadlineSchema, promisedDeadline } from '../../calendar/deadline.ts';
import { urgentOnPaper, urgentReviewBy } from '../../benefit/urgent.ts';
import { changesOf } from '../../catalogue/changes.ts';
import { shownValues } from '../../catalogue/form.ts';
import { shownIdentitySchema } from '../../identity/shownIdentity.ts';
import { issuedSlipSchema } from '../../slip/issued.ts';
import { defineAct, linkSchema } from '../act.ts';
import { movedTo, nodeDeadline } from '../chain.ts';
import { acceptanceGuards } from '../guards.ts';
import { filedFields, ifAny, withFiling } from '../filing.ts';
import { workSchema } from '../papers.ts';
import { nodesOnPaper, receivedMaterials, recordedIdentity } from '../slipContents.ts';

/** 受理: from here on the law's time runs. */
export const accept = defineAct({
  kind: 'accept',
  version: 1,
  schema: z.object({
    link: linkSchema,
    ...filedFields,
    promised: deadlineSchema,
    identity: shownIdentitySchema,
    issued: issuedSlipSchema,
    /** By when it is to be reviewed: on the special route it goes there at once. */
    reviewBy: deadlineSchema.exactOptional(),
  }),
  input: workSchema,
  askedBy: 'person',
  fits: ({ oneStep }) => !oneStep,
  order: 1,
  from: ['intake', 'notified', 'asking'],
  by: ['teller'],
  grounds: ['visit'],
  endsDraft: true,
  guards: acceptanceGuards,
  record: (desk, work) => {
    const facts = desk.facts();
    const { item } = facts;
    const form = shownValues(item, work.form);
    const promised = promisedDeadline(facts.calendar, item, facts.at, facts.closesAt);
    return {
      link: desk.link,
      ticks: work.ticks,
      form,
      ...ifAny(changesOf(item, form, facts.known)),
      promised,
      identity: recordedIdentity(facts),
      issued: desk.issue(
        {
          kind: 'SL',
          received: receivedMaterials(facts, { ticks: work.ticks, form }),
          ...urgentOnPaper(facts, form),
          handling: item.handlingMode,
          promisedOn: promised,
          ...nodesOnPaper(item),
        },
        form,
      ),
      ...(item.approvalRoute === 'special'
        ? { reviewBy: urgentReviewBy(facts, form) ?? nodeDeadline(facts, 'review') }
        : {}),
    };
  },
  apply: (before, { at, actor, payload: { ticks, form, changes, promised, identity, issued, reviewBy } }) => ({
    ...(reviewBy ? movedTo(before, 'reviewing', { at, actor, due: reviewBy }) : { phase: 'accepted' }),
    caseNumber: issued.slip.caseNumber,
    ticks,
    form,
    ...withFiling(before, changes, { at, actor }),
    identity,
    acceptance: { promised, at },
  }),
  line: ({ issued }) => `受理（${issued.slip.number}）`,
});
