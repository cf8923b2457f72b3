import type { CaseSummary } from '../../../main/contract/case.ts';
import { counterTexts } from '../texts.ts';

const words = counterTexts.unfinishedWork;
const named = (cases: readonly CaseSummary[]): string => cases.map(({ itemName }) => itemName).join('、');

/** What the end of the visit leaves undone: what was accepted first, for the citizen holds its receipt. */
export function UnfinishedWork({ cases }: { readonly cases: readonly CaseSummary[] }) {
  const accepted = cases.filter(({ state }) => state === 'accepted');
  const intakes = cases.filter(({ state }) => state === 'intake');
  return (
    <>
      {accepted.length > 0 ? <p className="undone undone-accepted">{words.accepted(named(accepted))}</p> : null}
      {intakes.length > 0 ? <p className="undone">{words.intakes(named(intakes))}</p> : null}
    </>
  );
}

/** Whether the end of the visit closes or leaves anything. */
export function leavesWork(cases: readonly CaseSummary[]): boolean {
  return cases.some(({ state }) => state === 'intake' || state === 'accepted');
}
