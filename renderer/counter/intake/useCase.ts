import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { CaseView } from '../../../main/contract/case.ts';
import { useClient, useLive } from '../../app/core.ts';
import { troubleOfQuery, valueOf, type Trouble } from '../../app/useAct.ts';

/** So often a case is read again that the live state says nothing of: its citizen is not at the counter. */
const REREAD_MS = 3_000;

/** A case as the core has it; read again whenever the live state says it changed. The former view stays meanwhile. */
export function useCase(caseId: string): { view: CaseView | undefined; trouble: Trouble | null } {
  const client = useClient();
  const revision = useLive((live) => live.visit?.cases.find((row) => row.caseId === caseId)?.revision ?? null);
  const query = useQuery({
    queryKey: ['case', caseId, revision],
    queryFn: async () => valueOf(await client.case.view({ caseId })),
    placeholderData: (former: CaseView | undefined) => (former?.caseId === caseId ? former : undefined),
    staleTime: 0,
    refetchInterval: revision === null ? REREAD_MS : false,
  });
  return { view: query.data, trouble: troubleOfQuery(query.error) };
}

/** Reads the case again now: after a press whose effect must be seen before the live state brings it. */
export function useReread(caseId: string): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: ['case', caseId] });
}
