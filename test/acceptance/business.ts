import { z } from 'zod';
import { isValidOn, validUntil } from '../../main/domain/calendar/validity.ts';
import { compareList } from '../../main/domain/list/compare.ts';
import { followUp } from '../../main/domain/list/followUp.ts';
import { cardReport } from '../../main/domain/report/cards.ts';
import { coverageOf } from '../../main/domain/report/coverage.ts';
import { instantShare } from '../../main/domain/report/instantShare.ts';
import { NotBuilt, operation, type Operation } from './given.ts';

const count = z.int().nonnegative();
const byInsurance = z.record(z.string(), count);

const certificateSchema = z.object({ issuedOn: z.iso.date(), years: z.int(), on: z.array(z.iso.date()) });
const listSchema = z.object({
  marks: z.record(z.string(), z.tuple([z.string(), z.string()])),
  list: z.array(z.tuple([z.string(), z.string(), z.string()])),
});
const followUpSchema = z.object({ uninsured: count, paidByCountyAndMarked: count });
const coverageSchema = z.object({ all: count, exempt: z.record(z.string(), count), insured: count });
const cardsSchema = z.object({ 二代卡累计: byInsurance, 参保: byInsurance }).catchall(byInsurance);

/** The examples are of synthetic people, whatever day it is. */
const numberRules = { today: '9999-12-31', trainingPeople: true };

function compared({ marks, list }: z.infer<typeof listSchema>) {
  const { added, removed, changed, unchanged, rejected } = compareList(
    new Map(Object.entries(marks).map(([idNumber, [category, since]]) => [idNumber, { category, since }])),
    list.map(([idNumber, category, since]) => ({ idNumber, category, since })),
    numberRules,
  );
  const parts = [
    `${added.length} added`,
    `${changed.length} changed`,
    `${unchanged.length} unchanged`,
    `${rejected.size} rejected`,
  ];
  const sum = added.length + changed.length + unchanged.length + rejected.size;
  return {
    added,
    removed,
    changed,
    unchanged: unchanged.length,
    rejected: Object.fromEntries(rejected),
    rows: list.length,
    rowsAddUp: `${parts.join(' + ')} = ${sum}`,
  };
}

function followed({ uninsured, paidByCountyAndMarked: settled }: z.infer<typeof followUpSchema>) {
  const people = Array.from({ length: uninsured }, (_, n) => ({ idNumber: String(n), settled: n < settled }));
  const { open, share } = followUp(people, '1001');
  return { open: open.length, share, openHaveOwner: open.every(({ owner }) => owner !== '') };
}

function covered(counts: z.infer<typeof coverageSchema>) {
  const answer = coverageOf(counts);
  return answer.ok ? answer.value : { refused: answer.code };
}

function cards({ 二代卡累计: issued, 参保: insured, ...business }: z.infer<typeof cardsSchema>) {
  const { byKind, byInsurance: of, all, issueRate } = cardReport({ business, issued, insured });
  return { ...byKind, ...of, all, issueRate };
}

/** What of the hall's business is counted and compared. */
export const businessOperations: Readonly<Record<string, Operation>> = {
  'certificate.validity': operation(certificateSchema, ({ issuedOn, years, on }) => {
    const validTo = validUntil(issuedOn, years);
    return { validTo, valid: on.map((day) => isValidOn({ from: issuedOn, until: validTo }, day)) };
  }),
  'list.compare': operation(listSchema, compared),
  'list.followUp': operation(followUpSchema, followed),
  'report.cards': operation(cardsSchema, cards),
  // The same name stands for printed coverages of reports, which the product does not check yet.
  'report.coverage': operation(z.union([coverageSchema, z.object({ covered: z.unknown() })]), (given) => {
    if ('covered' in given) throw new NotBuilt('report.coverage of printed figures');
    return covered(given);
  }),
  'report.instantShare': operation(
    z.object({ completed: z.object({ instant: count, timed: count }) }),
    ({ completed }) => ({ share: instantShare(completed) }),
  ),
};
