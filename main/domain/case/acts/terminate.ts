import { z } from 'zod';
import { deadlineDay, type Deadline } from '../../calendar/deadline.ts';
import { printedDay } from '../../calendar/printedDate.ts';
import type { ItemMaterial } from '../../catalogue/item.ts';
import { issuedSlipSchema } from '../../slip/issued.ts';
import { typedText } from '../../typedText.ts';
import { defineAct, linkSchema, NOTE_LENGTH, type ActFacts } from '../act.ts';
import { endingTexts } from '../case.ts';

const reasons = {
  expired: '告知补正的材料逾期没有补齐',
  lapsed: '容缺承诺的材料逾期没有补齐',
} as const satisfies Record<string, string>;

const inTime = (due: Deadline | undefined): string => {
  const day = due ? deadlineDay(due) : null;
  return day === null ? '在期限内' : `在 ${printedDay(day)} 前`;
};

const named = (materials: readonly ItemMaterial[], codes: readonly string[]): string =>
  materials
    .filter(({ code }) => codes.includes(code))
    .map(({ name }) => name)
    .join('、');

/** What was to be handed in until when, by which paper. */
function explained({ case: { phase, notice, gap }, item: { materials } }: ActFacts): string {
  return phase === 'lapsed'
    ? `按承诺书 ${gap?.slipNumber ?? ''}，${named(materials, gap?.missing ?? [])}应${inTime(gap?.due)}补齐。`
    : `按告知书 ${notice?.slipNumber ?? ''}，${named(
        materials,
        (notice?.missing ?? []).map(({ materialCode }) => materialCode),
      )}应${inTime(notice?.due)}补齐。`;
}

/** 终止办理: a case whose time to hand in papers is over ends, and only with a notice that says so. What was handed in stays good for a new one. */
export const terminate = defineAct({
  kind: 'terminate',
  version: 1,
  schema: z.object({
    link: linkSchema,
    why: z.enum(['expired', 'lapsed']),
    note: z.string().exactOptional(),
    issued: issuedSlipSchema,
  }),
  input: z.object({ note: typedText(NOTE_LENGTH).exactOptional() }),
  askedBy: 'person',
  order: 2,
  detour: true,
  assigns: 'task',
  from: ['expired', 'lapsed'],
  by: ['teller'],
  grounds: ['visit', 'task'],
  question: { title: '终止办理？将打印终止办理通知书，已交的材料可用于重新申请', note: 'optional', ends: true },
  guards: [],
  record: (desk, { note }) => {
    const facts = desk.facts();
    const why: keyof typeof reasons = facts.case.phase === 'lapsed' ? 'lapsed' : 'expired';
    const explanation = [explained(facts), note].filter(Boolean).join('');
    return {
      link: desk.link,
      why,
      ...(note === undefined ? {} : { note }),
      issued: desk.issue({ kind: 'ZZ', reason: reasons[why], explanation }, facts.case.form),
    };
  },
  apply: (_before, { payload: { why, note } }) => ({
    phase: 'closed',
    ending: { why, ...(note === undefined ? {} : { note }) },
  }),
  line: ({ why, issued }) => `${endingTexts[why]}（${issued.slip.number}）`,
});
