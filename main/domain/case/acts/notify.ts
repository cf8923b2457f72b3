import { z } from 'zod';
import { deadlineEnd, deadlineSchema, supplementDeadline, type Deadline } from '../../calendar/deadline.ts';
import { isFromSystem, materialsFor } from '../../catalogue/materialList.ts';
import { issuedSlipSchema } from '../../slip/issued.ts';
import type { SlipBody } from '../../slip/slip.ts';
import { defineAct, linkSchema, type ActFacts } from '../act.ts';
import { missingWith, noticeWhole, somethingToBring, ticksAllowed, toldAllowed } from '../guards.ts';
import {
  formValuesSchema,
  materialTicksSchema,
  missingMaterialSchema,
  toldSchema,
  workSchema,
  type MissingMaterial,
  type Work,
} from '../papers.ts';
import { noticeLine, receivedMaterials } from '../slipContents.ts';

const dueDay = ({ calendar, item, at, closesAt }: ActFacts): Deadline =>
  supplementDeadline(calendar, item, at, closesAt);

/** What the notice says: everything the citizen has to bring, told at once. */
export function noticeBody(
  facts: ActFacts,
  { missing, ...work }: Work & { readonly missing: readonly MissingMaterial[] },
): SlipBody {
  return {
    kind: 'BZ',
    missing: missingWith(facts, work).flatMap((material) => {
      const told = missing.find(({ materialCode }) => materialCode === material.code);
      return told ? [noticeLine(material, told)] : [];
    }),
    received: receivedMaterials(facts, work).filter(({ how }) => how !== 'system' && how !== 'system-pending'),
    systemSupplied: materialsFor(facts.item, work.form)
      .filter(isFromSystem)
      .map(({ name }) => name),
    workingDays: facts.item.supplementDays,
    dueOn: dueDay(facts),
  };
}

/** 一次性告知: everything missing is told at once, once, in writing. */
export const notify = defineAct({
  kind: 'notify',
  version: 1,
  schema: z.object({
    link: linkSchema,
    ticks: materialTicksSchema,
    form: formValuesSchema,
    missing: z.array(missingMaterialSchema).readonly(),
    due: deadlineSchema,
    /** From when on the time to supplement is over. */
    endsAt: z.string().exactOptional(),
    issued: issuedSlipSchema,
  }),
  input: workSchema.extend({ missing: toldSchema }),
  askedBy: 'person',
  order: 3,
  from: ['intake'],
  none: ['noticed'],
  by: ['teller'],
  grounds: ['visit'],
  endsDraft: true,
  notFrom: { notified: '已经一次性告知过，补齐后直接受理' },
  guards: [ticksAllowed, toldAllowed, somethingToBring, noticeWhole],
  record: (desk, input) => {
    const due = dueDay(desk.facts());
    const endsAt = deadlineEnd(due, desk.facts().closesAt);
    return {
      link: desk.link,
      ticks: input.ticks,
      form: input.form,
      missing: input.missing,
      due,
      ...(endsAt === null ? {} : { endsAt }),
      issued: desk.issue(noticeBody(desk.facts(), input), input.form),
    };
  },
  apply: (before, { at, payload: { ticks, form, missing, due, endsAt, issued } }) => ({
    phase: 'notified',
    flags: [...before.flags, 'noticed'],
    caseNumber: issued.slip.caseNumber,
    ticks,
    form,
    notice: { missing, due, slipNumber: issued.slip.number, at, ...(endsAt === undefined ? {} : { endsAt }) },
  }),
  line: ({ missing, issued }) => `一次性告知，缺 ${missing.length} 项（${issued.slip.number}）`,
});
