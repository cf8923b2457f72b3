import type { PrinterFault } from './port.ts';
import type { PrinterSession } from './session.ts';
import { answerConditions, faultOf, type PrinterCondition, type StatusQuery } from './status.ts';

/** What the printer said when asked. `no-answer` says nothing about it: only several in a row do. */
export type CheckResult =
  | { readonly kind: 'ready'; readonly paper: 'ok' | 'near-end' }
  | { readonly kind: 'fault'; readonly fault: PrinterFault }
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'ended' };

/** Unanswered checks in a row after which the printer counts as silent: one can be lost to noise, or to cutting. */
export const MISSES_TO_CONCLUDE = 3;

const QUERIES: readonly StatusQuery[] = [1, 2, 4];

/** What conditions mean for printing. */
export function checkResult(conditions: readonly PrinterCondition[]): CheckResult {
  const fault = faultOf(conditions);
  if (fault !== null) return { kind: 'fault', fault };
  return { kind: 'ready', paper: conditions.includes('paper-near-end') ? 'near-end' : 'ok' };
}

/** Asks once for printer, cause and paper; for the cause of an error only when there is one. */
export async function checkPrinter(session: PrinterSession): Promise<CheckResult> {
  const conditions: PrinterCondition[] = [];
  for (const query of QUERIES) {
    const answer = await session.ask(query);
    if (answer === 'timeout') return { kind: 'no-answer' };
    if (answer === 'ended') return { kind: 'ended' };
    conditions.push(...answerConditions(query, answer.byte));
  }
  if (conditions.includes('error')) {
    const answer = await session.ask(3);
    if (answer === 'ended') return { kind: 'ended' };
    if (answer !== 'timeout') conditions.push(...answerConditions(3, answer.byte));
  }
  return checkResult(conditions);
}

/** Asks until there is an answer or the printer counts as silent. */
export async function checkPersistently(session: PrinterSession): Promise<CheckResult> {
  for (let tries = 1; ; tries += 1) {
    const result = await checkPrinter(session);
    if (result.kind !== 'no-answer' || tries === MISSES_TO_CONCLUDE) return result;
  }
}
