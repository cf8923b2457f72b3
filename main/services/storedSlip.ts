import { slipSchema, type Slip } from '../domain/slip/slip.ts';
import type { SlipRow } from '../store/slips.ts';

/** The model of a stored slip. */
export function storedSlip(row: Pick<SlipRow, 'model'>): Slip {
  return slipSchema.parse(JSON.parse(row.model));
}
