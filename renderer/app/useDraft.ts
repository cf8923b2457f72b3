import { createContext, use, useEffect, useSyncExternalStore } from 'react';
import type { CaseView } from '../../main/contract/case.ts';
import type { Draft, DraftKeeper, DraftState } from './drafts.ts';

const DraftContext = createContext<DraftKeeper | null>(null);

/** Gives the keeper of drafts to everything below. */
export const DraftProvider = DraftContext;

/** The keeper of drafts. */
export function useDrafts(): DraftKeeper {
  const keeper = use(DraftContext);
  if (!keeper) throw new Error('no draft keeper provided');
  return keeper;
}

/** What is ticked and typed on this case: the teller's unsaved hand over what the core has. Saved when the screen is left. */
export function useDraft(view: CaseView): [Draft, (draft: Draft) => void] {
  const keeper = useDrafts();
  const typed = useSyncExternalStore(keeper.subscribe, () => keeper.get(view.caseId));
  useEffect(() => () => void keeper.flush(), [keeper]);
  const draft = typed ?? { ticks: view.ticks, form: view.form };
  return [draft, (next) => keeper.change(view.caseId, next)];
}

/** Whether what is typed on this case is with the core. */
export function useDraftState(caseId: string): DraftState {
  const keeper = useDrafts();
  return useSyncExternalStore(keeper.subscribe, () => keeper.state(caseId));
}
