import type { CaseView } from '../../../main/contract/case.ts';
import { processAllows, type CaseActionKind } from '../../../main/domain/case/actions.ts';
import type { ItemMaterial } from '../../../main/domain/catalogue/item.ts';
import type { Role } from '../../../main/domain/staff/role.ts';
import { intakeTexts } from './texts.ts';

const words = intakeTexts.whyNot;

/** What decides which buttons can be pressed. */
export interface Standing {
  readonly state: CaseView['state'];
  readonly role: Role;
  readonly missing: readonly ItemMaterial[];
  readonly blockedBy: readonly string[];
  /** Who is at the counter is proved, or was checked. */
  readonly identityProved: boolean;
}

/** Why an action can not be taken now, in Chinese; null when it can. The process itself is the domain's table. */
export function whyNot(action: Exclude<CaseActionKind, 'obtain'>, standing: Standing): string | null {
  const { state, role, missing, blockedBy, identityProved } = standing;
  if (!processAllows(state, action, role)) return whyNotInState(action, standing);
  switch (action) {
    case 'notify':
      return missing.length > 0 ? null : words.nothingMissing;
    case 'accept':
      if (!identityProved) return words.identity;
      if (blockedBy.length > 0) return words.blocked(blockedBy);
      return missing.length > 0 ? words.missing(missing.map(({ name }) => name)) : null;
    case 'complete':
      return identityProved ? null : words.identity;
    case 'abandon':
      return null;
  }
}

function whyNotInState(action: Exclude<CaseActionKind, 'obtain'>, { state }: Standing): string {
  switch (state) {
    case 'completed':
      return words.done;
    case 'abandoned':
      return words.closed;
    case 'accepted':
      return action === 'complete' ? words.post : words.acceptedAlready;
    case 'notified':
      if (action === 'notify') return words.notifiedAlready;
      return action === 'complete' ? words.notAccepted : words.post;
    case 'intake':
      return action === 'complete' ? words.notAccepted : words.post;
  }
}
