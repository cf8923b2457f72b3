import type { CaseView } from '../../../main/contract/case.ts';
import { phases } from '../../../main/domain/case/phase.ts';
import type { Identity } from '../../../main/contract/identity.ts';
import { useLive } from '../../app/core.ts';

/** By what the citizen's identity is shown for this case: now, while it can still be accepted; else as it was then. */
export function useIdentity({ phase, identity, ground }: Pick<CaseView, 'phase' | 'identity' | 'ground'>): Identity {
  const now = useLive((live) => live.visit?.identity ?? null);
  return ground === 'visit' && phases[phase].open ? (now ?? identity) : identity;
}
