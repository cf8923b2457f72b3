import { useState } from 'react';
import type { CaseView } from '../../../main/contract/case.ts';
import type { CaseActionKind } from '../../../main/domain/case/actions.ts';
import { validateForm, type FieldProblem } from '../../../main/domain/catalogue/form.ts';
import type { ItemMaterial } from '../../../main/domain/catalogue/item.ts';
import { materialsFor, missingMaterials } from '../../../main/domain/catalogue/materialList.ts';
import { useLive } from '../../app/core.ts';
import type { Draft } from '../../app/drafts.ts';
import { useDraft, useDrafts } from '../../app/useDraft.ts';
import { usePress, type Press, type Trouble } from '../../app/useAct.ts';
import { whyNot } from './possible.ts';
import { useNumberRules } from '../../form/useNumberRules.ts';
import { useReread } from './useCase.ts';
import { useIdentityProved } from './useIdentity.ts';

/** A case in hand: what is on the table, what is wrong, what can be done. */
export interface CaseWork {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  readonly list: readonly ItemMaterial[];
  readonly missing: readonly ItemMaterial[];
  readonly problems: readonly FieldProblem[];
  readonly accept: Press;
  readonly complete: Press;
  /** Why an action can not be taken now; null when it can. */
  readonly whyNot: (action: Exclude<CaseActionKind, 'obtain'>) => string | null;
  /** The case has moved on: what was typed is part of its history now. */
  readonly moved: () => void;
  readonly trouble: Trouble | null;
  /** The form is to say everything that is wrong, not only what was touched. */
  readonly showAll: boolean;
  readonly setShowAll: (show: boolean) => void;
}

/** Everything one case needs to be worked on; the rules are the domain's. */
export function useCaseWork(view: CaseView): CaseWork {
  const { caseId, item } = view;
  const role = useLive((live) => live.session?.role ?? 'teller');
  const rules = useNumberRules();
  const [draft, setDraft] = useDraft(view);
  const drafts = useDrafts();
  const reread = useReread(caseId);
  const [showAll, setShowAll] = useState(false);

  const identityProved = useIdentityProved();

  const list = materialsFor(item, draft.form);
  const missing = missingMaterials(list, { ticks: draft.ticks, obtained: view.obtained, identityProved });
  const moved = () => {
    drafts.drop(caseId);
    setShowAll(false);
    reread();
  };
  const accept = usePress(
    (client, requestId) =>
      client.case.accept({ requestId, caseId, ticks: { ...draft.ticks }, form: { ...draft.form } }),
    moved,
  );
  const complete = usePress((client, requestId) => client.case.complete({ requestId, caseId }), moved);

  return {
    draft,
    setDraft,
    list,
    missing,
    problems: validateForm(item, draft.form, rules),
    accept,
    complete,
    whyNot: (action) => whyNot(action, { state: view.state, role, missing, blockedBy: view.blockedBy, identityProved }),
    moved,
    trouble: accept.trouble ?? complete.trouble,
    showAll,
    setShowAll,
  };
}
