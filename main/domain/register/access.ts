import type { Role } from '../staff/role.ts';

/** Posts that read what was tried and refused: those who supervise the hall, and who grants the posts. */
export const triesViewers = [
  'auditor',
  'duty-leader',
  'branch-leader',
  'bureau-head',
  'administrator',
] as const satisfies readonly Role[];

/** Posts that read what was tried a second time (参保异常): who serves and checks, and who supervises. */
export const irregularityViewers = ['teller', 'reviewer', ...triesViewers] as const satisfies readonly Role[];
