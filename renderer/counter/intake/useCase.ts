import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { CaseView } from '../../../main/contract/case.ts';
import type { ItemView } from '../../../main/contract/item.ts';
import { useClient, useLive } from '../../app/core.ts';
import { troubleOfQuery, valueOf, type Trouble } from '../../app/useAct.ts';

/** A case with the version of its item: what a page of a case is drawn from. */
export type CaseWithItem = Omit<CaseView, 'item'> & { readonly item: ItemView };

/** So often a case is read again that the live state says nothing of: its citizen is not at the counter. */
const REREAD_MS = 3_000;

/** A case as the core has it; read again whenever the live state says it changed. The former view stays meanwhile. */
export function useCase(caseId: string): { view: CaseWithItem | undefined; trouble: Trouble | null } {
  const client = useClient();
  const revision = useLive((live) => live.visit?.cases.find((row) => row.caseId === caseId)?.revision ?? null);
  const query = useQuery({
    queryKey: ['case', caseId, revision],
    queryFn: async () => valueOf(await client.case.view({ caseId })),
    placeholderData: (former: CaseView | undefined) => (former?.caseId === caseId ? former : undefined),
    staleTime: 0,
    refetchInterval: revision === null ? REREAD_MS : false,
  });
  const { item, error } = useItem(query.data?.item);
  const view = query.data && item ? { ...query.data, item } : undefined;
  return { view, trouble: troubleOfQuery(query.error ?? error) };
}

/** A version of an item; asked for once in a session, because what a version holds never changes. Nothing is asked without one. */
export function useItem(named: Pick<ItemView, 'code' | 'version'> | undefined): {
  readonly item: ItemView | undefined;
  readonly error: Error | null;
} {
  const client = useClient();
  const { data, error } = useQuery({
    queryKey: ['item', named?.code, named?.version],
    queryFn: async () =>
      valueOf(await client.catalogue.item({ code: named?.code ?? '', version: named?.version ?? 0 })),
    enabled: named !== undefined,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  return { item: data, error };
}

/** Reads the case again now: after a press whose effect must be seen before the live state brings it. */
export function useReread(caseId: string): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: ['case', caseId] });
}
