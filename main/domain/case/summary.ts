import { deadlineDay } from '../calendar/deadline.ts';
import type { Case, gapOutcomes } from './case.ts';
import { openGap } from './gap.ts';
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
  /** UTC instant from which the time to hand in papers is over; null when none are waited for. */
  readonly lapsesAt: string | null;
  /** What was left out of its acceptance: number of the letter, until when, what became of it. Null where nothing was. */
  readonly gapSlip: string | null;
  readonly gapAt: string | null;
  readonly gapDueOn: string | null;
  readonly gapEndsAt: string | null;
  readonly gapOutcome: keyof typeof gapOutcomes | null;
  readonly gapSettledAt: string | null;
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
    lapsesAt: lapsesAt(one),
    ...gapRow(one),
    holder: custody.holder,
    messageId: one.completion?.messageId ?? null,
  };
}

function gapRow({ gap }: Pick<Case, 'gap'>) {
  return {
    gapSlip: gap?.slipNumber ?? null,
    gapAt: gap?.at ?? null,
    gapDueOn: gap ? deadlineDay(gap.due) : null,
    gapEndsAt: gap?.endsAt ?? null,
    gapOutcome: gap?.outcome ?? null,
    gapSettledAt: gap?.settledAt ?? null,
  };
}

function lapsesAt(one: Case): string | null {
  if (one.phase === 'notified' || one.phase === 'asking') return one.notice?.endsAt ?? null;
  return openGap(one)?.endsAt ?? null;
}

function dueDay(one: Case): string | null {
  const { phase, notice, acceptance, gap } = one;
  if (phase === 'notified' || phase === 'asking' || phase === 'expired') return notice ? deadlineDay(notice.due) : null;
  if (phase === 'lapsed') return gap ? deadlineDay(gap.due) : null;
  return phases[phase].ended || !acceptance ? null : dueAfterAcceptance(one, acceptance);
}

function dueAfterAcceptance(one: Case, { promised }: NonNullable<Case['acceptance']>): string | null {
  const { flags, chain } = one;
  const { node } = phases[one.phase];
  // While the clock stands still nothing is due but the answer of the bureau that it stands for.
  if (flags.includes('paused') && node !== 'bureau') return null;
  // Whoever it waits for is to act by the limit of the node; the window answers for the whole of it, once all papers are there.
  if (chain && node !== 'completion') return deadlineDay(chain.due);
  return deadlineDay(openGap(one)?.due ?? promised);
}
