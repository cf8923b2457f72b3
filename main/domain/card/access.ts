import type { Role } from '../staff/role.ts';

/** Posts that see the card business; only tellers work in it. */
export const cardDeskViewers = [
  'teller',
  'reviewer',
  'branch-leader',
  'duty-leader',
  'auditor',
] as const satisfies readonly Role[];
