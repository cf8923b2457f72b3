import { deadlineDay } from '../calendar/deadline.ts';
import type { Case } from './case.ts';
import { phases, type Phase } from './phase.ts';

/** A case as a list shows and a search finds it. */
export interface Summary {
  readonly phase: Phase;
  readonly caseNumber: string | null;
  readonly itemCode: string;
  readonly itemVersion: number;
  readonly personId: string;
  readonly visitId: string;
  readonly handlerNumber: string;
  readonly handlerName: string;
  readonly openedAt: string;
  readonly changedAt: string;
  /** Hall date: until when the citizen may supplement, by when the node it stands at is to act, or for when the result is promised; null when nothing is due. */
  readonly dueOn: string | null;
  /** Id of the workstation that holds it. */
  readonly holder: string;
  /** Its transaction on the way to the central system; null before it is completed. */
  readonly messageId: string | null;
}

/** The row of a case. */
export function summary(one: Case): Summary {
  const { phase, itemCode, itemVersion, personId, visitId, handler, openedAt, changedAt, custody } = one;
  return {
    phase,
    caseNumber: one.caseNumber ?? null,
    itemCode,
    itemVersion,
    personId,
    visitId,
    handlerNumber: handler.number,
    handlerName: handler.name,
    openedAt,
    changedAt,
    dueOn: dueDay(one),
    holder: custody.holder,
    messageId: one.completion?.messageId ?? null,
  };
}

function dueDay({ phase, flags, notice, acceptance, chain }: Case): string | null {
  if (phase === 'notified') return notice ? deadlineDay(notice.due) : null;
  if (phases[phase].ended || !acceptance) return null;
  // While the clock stands still nothing is due but the answer of the bureau that it stands for.
  if (flags.includes('paused') && phases[phase].node !== 'bureau') return null;
  // Whoever it waits for is to act by the limit of the node; the window answers for the whole of it.
  return deadlineDay(chain && phases[phase].node !== 'completion' ? chain.due : acceptance.promised);
}
