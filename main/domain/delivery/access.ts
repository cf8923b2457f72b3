import type { Role } from '../staff/role.ts';

/** Posts that see what is on its way to the central system. */
export const deliveryViewers: readonly Role[] = ['teller', 'technician', 'administrator', 'auditor'];

/** Posts that may have it sent again. */
export const deliverySenders: readonly Role[] = ['teller', 'technician'];
