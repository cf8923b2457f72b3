import { caseProcess, type ActKind } from '../../../main/domain/case/process.ts';
import { useDrafts } from '../../app/useDraft.ts';
import { useAct, type Act } from '../../app/useAct.ts';
import { useReread } from './useCase.ts';

/** An act as it is asked for; its input is checked by the act itself, in the core. */
export interface Ask {
  readonly kind: ActKind;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Takes acts on a case. `done` is told of one that was taken. */
export function useTakeAct(caseId: string, done?: (kind: ActKind) => void): Act<Ask> {
  const drafts = useDrafts();
  const reread = useReread(caseId);
  return useAct(
    (client, { kind, input }: Ask, requestId) => client.case.act({ requestId, caseId, kind, input: { ...input } }),
    (_value, { kind }) => {
      // What was typed is part of the history now, or of none.
      if (caseProcess[kind].endsDraft) drafts.drop(caseId);
      reread();
      done?.(kind);
    },
  );
}
