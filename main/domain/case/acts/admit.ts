import { z } from 'zod';
import { deadlineDay, deadlineEnd, deadlineSchema, followDeadline } from '../../calendar/deadline.ts';
import { urgentOnPaper, urgentReviewBy } from '../../benefit/urgent.ts';
import { changesOf } from '../../catalogue/changes.ts';
import { shownValues } from '../../catalogue/form.ts';
import type { ItemMaterial } from '../../catalogue/item.ts';
import { shownIdentitySchema } from '../../identity/shownIdentity.ts';
import { issuedSlipSchema } from '../../slip/issued.ts';
import { defineAct, linkSchema } from '../act.ts';
import { movedTo, nodeDeadline } from '../chain.ts';
import { filedFields, ifAny, withFiling } from '../filing.ts';
import { mayBeGapped } from '../gap.ts';
import { gapGuards, missingWith } from '../guards.ts';
import { workSchema } from '../papers.ts';
import { receivedMaterials, recordedIdentity, whatToBring } from '../slipContents.ts';

/** One letter has one day: the earliest that any of the papers allows. */
const workingDaysOf = (missing: readonly ItemMaterial[]): number =>
  Math.min(...missing.flatMap(({ mayFollowWithin }) => mayFollowWithin ?? []));

/**
 * 容缺受理: accepted although secondary papers are missing, against a commitment in writing. The case goes on, but nothing comes of it
 * before they are there, and no day is promised: the time in which the hall waits for papers is not the hall's.
 */
export const admit = defineAct({
  kind: 'admit',
  version: 1,
  schema: z.object({
    link: linkSchema,
    ...filedFields,
    /** Codes of the materials that are to follow. */
    missing: z.array(z.string()).readonly(),
    due: deadlineSchema,
    /** From when on the commitment is broken. */
    endsAt: z.string().exactOptional(),
    identity: shownIdentitySchema,
    issued: issuedSlipSchema,
    /** By when it is to be reviewed: on the special route it goes there at once. */
    reviewBy: deadlineSchema.exactOptional(),
  }),
  input: workSchema,
  askedBy: 'person',
  fits: mayBeGapped,
  order: 7,
  detour: true,
  from: ['intake', 'notified', 'asking'],
  by: ['teller'],
  grounds: ['visit'],
  endsDraft: true,
  guards: gapGuards,
  record: (desk, work) => {
    const facts = desk.facts();
    const { item, calendar, at, closesAt } = facts;
    const form = shownValues(item, work.form);
    const given = { ticks: work.ticks, form };
    const missing = missingWith(facts, given);
    const workingDays = workingDaysOf(missing);
    const due = followDeadline(calendar, workingDays, at, closesAt);
    const endsAt = deadlineEnd(due, closesAt);
    return {
      link: desk.link,
      ...given,
      ...ifAny(changesOf(item, form, facts.known)),
      missing: missing.map(({ code }) => code),
      due,
      ...(endsAt === null ? {} : { endsAt }),
      identity: recordedIdentity(facts),
      issued: desk.issue(
        {
          kind: 'RQ',
          received: receivedMaterials(facts, given),
          ...urgentOnPaper(facts, form),
          missing: missing.map((material) => ({ name: material.name, guidance: whatToBring(material) })),
          workingDays,
          dueOn: due,
        },
        form,
      ),
      ...(item.approvalRoute === 'special'
        ? { reviewBy: urgentReviewBy(facts, form) ?? nodeDeadline(facts, 'review') }
        : {}),
    };
  },
  apply: (before, { at, actor, payload }) => {
    const { ticks, form, changes, missing, due, endsAt, identity, issued, reviewBy } = payload;
    const { number: slipNumber, caseNumber } = issued.slip;
    return {
      ...(reviewBy ? movedTo(before, 'reviewing', { at, actor, due: reviewBy }) : { phase: 'accepted' }),
      flags: [...before.flags, 'gapped'],
      caseNumber,
      ticks,
      form,
      ...withFiling(before, changes, { at, actor }),
      identity,
      acceptance: { promised: { unknown: 'paused' }, at },
      gap: { missing, promised: missing, due, slipNumber, at, ...(endsAt === undefined ? {} : { endsAt }) },
      pauses: [
        ...before.pauses,
        {
          reason: 'supplement',
          note: '容缺材料待补',
          from: at,
          until: null,
          plannedUntil: deadlineDay(due),
          document: slipNumber,
        },
      ],
    };
  },
  line: ({ missing, issued }) => `容缺受理，待补 ${missing.length} 项（${issued.slip.number}）`,
});
