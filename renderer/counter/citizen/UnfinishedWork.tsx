import type { CaseSummary } from '../../../main/contract/case.ts';
import type { PrintJob } from '../../../main/contract/slip.ts';
import { useLive } from '../../app/core.ts';
import type { DraftKeeper } from '../../app/drafts.ts';
import { useDrafts } from '../../app/useDraft.ts';
import { counterTexts } from '../texts.ts';

const words = counterTexts.unfinishedWork;
const named = (cases: readonly CaseSummary[]): string => cases.map(({ itemName }) => itemName).join('、');

/** What the end of the visit leaves undone: what was accepted first, for the citizen holds its receipt. */
export function UnfinishedWork({ cases }: { readonly cases: readonly CaseSummary[] }) {
  const drafts = useDrafts();
  const unprinted = useUnprinted(cases);
  const left = workLeft(cases, drafts);
  const accepted = left.filter(mayBeCompleted);
  const intakes = left.filter(({ phase }) => phase === 'intake');
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

/**
 * The cases that the end of the visit closes or leaves with work in them. One that was only opened is none of them: nothing
 * would be lost. What was typed in this moment counts before the core has it.
 */
export function workLeft(cases: readonly CaseSummary[], drafts: Pick<DraftKeeper, 'get'>): readonly CaseSummary[] {
  return cases.filter(
    (one) => mayBeCompleted(one) || (one.phase === 'intake' && (one.touched || drafts.get(one.caseId) !== undefined)),
  );
}

/** Whether a case is accepted and nothing more is waited for. */
export const mayBeCompleted = ({ phase, awaitsPapers }: CaseSummary): boolean => phase === 'accepted' && !awaitsPapers;

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
