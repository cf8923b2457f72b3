import { z } from 'zod';
import { deadlineSchema } from '../domain/calendar/deadline.ts';
import type { Slip } from '../domain/slip/slip.ts';
import type { SlipRow } from '../store/slips.ts';

const head = {
  number: z.string(),
  caseNumber: z.string(),
  issuedAt: z.string(),
  teller: z.strictObject({ number: z.string(), name: z.string() }),
  hall: z.strictObject({
    organ: z.string(),
    hall: z.string(),
    address: z.string(),
    window: z.string(),
    phone: z.string(),
    supervisionPhone: z.string(),
    openingHours: z.string(),
  }),
  citizen: z.strictObject({ name: z.string(), maskedIdNumber: z.string() }),
  item: z.strictObject({ code: z.string(), name: z.string() }),
};
const received = z.array(
  z.strictObject({
    name: z.string(),
    how: z.enum(['original', 'copy', 'card', 'system', 'system-pending']),
    source: z.string().exactOptional(),
  }),
);

/** A stored slip model, checked again when it is read back. */
const slipSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...head,
    kind: z.literal('BZ'),
    missing: z.array(
      z.strictObject({
        name: z.string(),
        reason: z.string(),
        guidance: z.string().exactOptional(),
        copies: z.string().exactOptional(),
      }),
    ),
    received,
    systemSupplied: z.array(z.string()),
    workingDays: z.int(),
    dueOn: deadlineSchema,
  }),
  z.strictObject({
    ...head,
    kind: z.literal('SL'),
    received,
    handling: z.enum(['instant', 'timed']),
    promisedOn: deadlineSchema,
  }),
  z.strictObject({
    ...head,
    kind: z.literal('BJ'),
    result: z.array(z.strictObject({ label: z.string(), value: z.string() })),
    effectiveOn: z.string(),
  }),
]) satisfies z.ZodType<Slip>;

/** The model of a stored slip. */
export function storedSlip(row: Pick<SlipRow, 'model'>): Slip {
  return slipSchema.parse(JSON.parse(row.model));
}
