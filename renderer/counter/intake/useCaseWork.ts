import { useState } from 'react';
import { missingWith } from '../../../main/domain/case/guards.ts';
import type { ActKind } from '../../../main/domain/case/process.ts';
import { validateForm, type FieldProblem } from '../../../main/domain/catalogue/form.ts';
import type { ItemMaterial } from '../../../main/domain/catalogue/item.ts';
import { materialsFor, ticksNeeded } from '../../../main/domain/catalogue/materialList.ts';
import type { Draft } from '../../app/drafts.ts';
import { useDraft } from '../../app/useDraft.ts';
import type { Act } from '../../app/useAct.ts';
import { useNumberRules } from '../../form/useNumberRules.ts';
import { guardFacts, offeredActs, usualNext, type OfferedAct } from './offered.ts';
import { useIdentity } from './useIdentity.ts';
import { useTakeAct, type Ask } from './useTakeAct.ts';
import type { CaseWithItem } from './useCase.ts';

/** A case in hand: what is on the table, what is wrong, what can be done. */
export interface CaseWork {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  /** What of the draft is handed in. */
  readonly papers: Draft;
  readonly list: readonly ItemMaterial[];
  readonly missing: readonly ItemMaterial[];
  readonly problems: readonly FieldProblem[];
  readonly acts: readonly OfferedAct[];
  /** The usual next step. */
  readonly next: ActKind | null;
  /** Takes an act that asks nothing more. */
  readonly take: Act<Ask>;
  /** The form is to say everything that is wrong, not only what was touched. */
  readonly showAll: boolean;
  readonly setShowAll: (show: boolean) => void;
}

/** Everything one case needs to be worked on; the rules are the domain's. */
export function useCaseWork(view: CaseWithItem): CaseWork {
  const [draft, setDraft] = useDraft(view);
  const rules = useNumberRules();
  const [showAll, setShowAll] = useState(false);
  const identity = useIdentity(view);
  const papers = { ...draft, ticks: ticksNeeded(view.item, draft) };
  const acts = offeredActs(view, { identity, rules }, papers);
  const take = useTakeAct(view.caseId, () => setShowAll(false));
  return {
    draft,
    setDraft,
    papers,
    list: materialsFor(view.item, draft.form),
    missing: missingWith(guardFacts(view, { identity, rules }), draft),
    problems: validateForm(view.item, draft.form, rules),
    acts,
    next: usualNext(acts),
    take,
    showAll,
    setShowAll,
  };
}
