import { hallDate } from '../domain/calendar/hallTime.ts';
import { serialAfter } from '../domain/case/life.ts';
import { caseNumber, slipNumber, type TakenNumber } from '../domain/case/numbers.ts';
import type { IssuedSlip } from '../domain/slip/issued.ts';
import { layoutSlip } from '../domain/slip/layout.ts';
import type { Slip, SlipBody, SlipHead } from '../domain/slip/slip.ts';
import { lastSerial, numberingOf } from '../store/cases.ts';
import type { Transaction } from '../store/store.ts';
import type { Context } from './context.ts';

/** What a slip says of itself before it has its numbers. */
export type Unnumbered = Omit<SlipHead, 'number' | 'caseNumber'>;

/**
 * Numbers a slip and gives it its print job, inside the transaction of its act, so that an act that fails leaves no gap.
 * The case gets its own number with its first slip and keeps it.
 */
export function issueSlip(
  context: Context,
  transaction: Transaction,
  head: Unnumbered,
  body: SlipBody,
  knownCaseNumber: string | undefined,
): IssuedSlip {
  const { region } = context.facts;
  const day = hallDate(transaction.at);
  const numbering = numberingOf(transaction.write, transaction.workstation, day);
  const window = numbering?.window ?? context.facts.window;
  const take = (series: TakenNumber['kind']): number =>
    serialAfter(lastSerial(transaction.write, transaction.workstation, day, series), transaction.life, numbering?.from);
  return layOut(context, {
    ...head,
    number: slipNumber(body.kind, day, window, take(body.kind)),
    caseNumber: knownCaseNumber ?? caseNumber(region, day, window, take('case')),
    ...body,
  });
}

/** Stands where a number will be once the slip is printed. */
const NOT_YET = '（打印时编号）';

/** A slip as it would be printed now: nothing is recorded or numbered. */
export function previewSlip(
  context: Context,
  head: Unnumbered,
  body: SlipBody,
  knownCaseNumber: string | undefined,
): IssuedSlip {
  return layOut(context, { ...head, number: NOT_YET, caseNumber: knownCaseNumber ?? NOT_YET, ...body });
}

/** Lays a slip out for the printer that new slips go to. */
function layOut(context: Context, slip: Slip): IssuedSlip {
  const target = context.printTarget();
  return { slip, ...target, lines: layoutSlip(slip, target), jobId: context.newId() };
}
