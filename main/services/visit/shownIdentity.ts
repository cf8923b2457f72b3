import type { Identity } from '../../contract/identity.ts';
import type { IdentityState } from '../../domain/visit/proof.ts';

/** The identity as the window shows it: whoever checked the document is named, not numbered. */
export function shownIdentity({ identifiedBy, checkedBy, gap }: IdentityState): Identity {
  return { identifiedBy, gap, checkedBy: checkedBy && { name: checkedBy.name, at: checkedBy.at } };
}
