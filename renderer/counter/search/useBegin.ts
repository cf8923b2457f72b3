import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CaseSummary } from '../../../main/contract/case.ts';
import type { ItemHit } from '../../../main/contract/item.ts';
import { lately, stillOpen } from '../../../main/domain/case/again.ts';
import { useLive } from '../../app/core.ts';
import { useToday } from '../../app/hallClock.ts';
import { useAct } from '../../app/useAct.ts';

const NO_CASES: readonly CaseSummary[] = [];

/** What was chosen although the citizen has had it just now. */
interface Asked {
  readonly hit: ItemHit;
  readonly earlier: CaseSummary;
}

/**
 * Begins a case of an item and goes to it. Where one is open the core answers with that one; where one was accepted or
 * completed lately the teller is asked first: `asked`, to be answered by `show`, `beginAnyway` or `leave`.
 */
export function useBegin() {
  const navigate = useNavigate();
  const cases = useLive((live) => live.visit?.cases) ?? NO_CASES;
  const today = useToday();
  const [asked, setAsked] = useState<Asked | null>(null);
  const show = (caseId: string) => void navigate(`/case/${caseId}`);
  const open = useAct(
    (core, itemCode: string, requestId) => core.case.open({ requestId, itemCode }),
    ({ caseId }) => show(caseId),
    () => setAsked(null),
  );
  const begin = (hit: ItemHit) => {
    const mayRepeat = hit.severalAtOnce || stillOpen(cases, hit.code) !== undefined;
    const earlier = mayRepeat ? undefined : lately(cases, hit.code, today);
    if (earlier) setAsked({ hit, earlier });
    else open.run(hit.code);
  };
  return { begin, open, asked, show, leave: () => setAsked(null) };
}
