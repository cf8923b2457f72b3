import { z } from 'zod';
import { deadlineEnd, deadlineSchema, supplementDeadline, type Deadline } from '../../calendar/deadline.ts';
import { isFromSystem, materialsFor } from '../../catalogue/materialList.ts';
import { staffActor } from '../../staff/actor.ts';
import { issuedSlipSchema } from '../../slip/issued.ts';
import type { SlipBody } from '../../slip/slip.ts';
import { defineAct, linkSchema, type ActDesk, type ActFacts, type Recorded } from '../act.ts';
import type { Case } from '../case.ts';
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

/** What a notice is asked with. */
export const noticeInput = workSchema.extend({ missing: toldSchema });

/** What a notice records. */
export const noticeSchema = z.object({
  link: linkSchema,
  ticks: materialTicksSchema,
  form: formValuesSchema,
  missing: z.array(missingMaterialSchema).readonly(),
  due: deadlineSchema,
  /** From when on the time to supplement is over. */
  endsAt: z.string().exactOptional(),
  issued: issuedSlipSchema,
});

type Notice = z.infer<typeof noticeSchema>;

/** What must hold before a notice goes out, whichever it is. */
export const noticeGuards = [ticksAllowed, toldAllowed, somethingToBring, noticeWhole] as const;

/** The notice as its act records it. */
export function recordNotice(desk: ActDesk, input: z.infer<typeof noticeInput>): Notice {
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
}

/** The case with the notice that holds from now on. */
export function withNotice(
  before: Case,
  flags: Case['flags'],
  { at, actor, payload }: Recorded<Notice>,
): Partial<Case> {
  const { ticks, form, missing, due, endsAt, issued } = payload;
  const { number, name } = staffActor(actor);
  return {
    phase: 'notified',
    flags,
    formerNotices: before.notice ? [...before.formerNotices, before.notice] : before.formerNotices,
    caseNumber: issued.slip.caseNumber,
    ticks,
    form,
    notice: {
      missing,
      due,
      ...(endsAt === undefined ? {} : { endsAt }),
      slipNumber: issued.slip.number,
      by: { number, name },
      at,
    },
  };
}

/** 一次性告知: everything missing is told at once, once, in writing. */
export const notify = defineAct({
  kind: 'notify',
  version: 1,
  schema: noticeSchema,
  input: noticeInput,
  askedBy: 'person',
  order: 3,
  from: ['intake'],
  none: ['noticed'],
  by: ['teller'],
  grounds: ['visit'],
  endsDraft: true,
  notFrom: { notified: '已经一次性告知过，补齐后直接受理' },
  guards: noticeGuards,
  record: recordNotice,
  apply: (before, act) => withNotice(before, [...before.flags, 'noticed'], act),
  line: ({ missing, issued }) => `一次性告知，缺 ${missing.length} 项（${issued.slip.number}）`,
});
