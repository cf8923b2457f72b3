import type { CaseSummary } from '../../../main/contract/case.ts';
import type { PrintJob } from '../../../main/contract/slip.ts';
import { useLive } from '../../app/core.ts';
import { counterTexts } from '../texts.ts';

const words = counterTexts.unfinishedWork;
const named = (cases: readonly CaseSummary[]): string => cases.map(({ itemName }) => itemName).join('、');

/** What the end of the visit leaves undone: what was accepted first, for the citizen holds its receipt. */
export function UnfinishedWork({ cases }: { readonly cases: readonly CaseSummary[] }) {
  const unprinted = useUnprinted(cases);
  const accepted = cases.filter(({ phase }) => phase === 'accepted');
  const intakes = cases.filter(({ phase }) => phase === 'intake');
  return (
    <>
      {accepted.length > 0 ? <p className="undone undone-accepted">{words.accepted(named(accepted))}</p> : null}
      {unprinted.length > 0 ? (
        <p className="undone undone-accepted">{words.unprinted(unprinted.map(slipInWords))}</p>
      ) : null}
      {intakes.length > 0 ? <p className="undone">{words.intakes(named(intakes))}</p> : null}
    </>
  );
}

/** Whether the end of the visit closes or leaves anything. */
export function leavesWork(cases: readonly CaseSummary[]): boolean {
  return cases.some(({ phase }) => phase === 'intake' || phase === 'accepted');
}

const slipInWords = ({ itemName, slipNumber, detail }: PrintJob): string =>
  `${itemName} ${slipNumber}${detail ? `（${detail}）` : ''}`;

/**
 * Slips of these cases that will not come out by themselves in the next moment: they wait for a printer that is not ready, or
 * for the teller's word. What a ready printer has or gets next is no reason to stop.
 */
export function useUnprinted(cases: readonly Pick<CaseSummary, 'caseId'>[]): readonly PrintJob[] {
  const printing = useLive((live) => live.printing);
  const printers = useLive((live) => live.printers);
  const own = new Set(cases.map(({ caseId }) => caseId));
  const ready = new Set(printers.filter((one) => one.ready).map(({ name }) => name));
  return printing.filter(
    ({ caseId, state, printer }) =>
      own.has(caseId) && (state === 'failed' || state === 'unknown' || (state === 'queued' && !ready.has(printer))),
  );
}
