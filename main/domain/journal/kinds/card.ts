import { z } from 'zod';
import { orderKinds } from '../../card/card.ts';
import { keysOf } from '../../keysOf.ts';
import { insuredGroups } from '../../card/insured.ts';
import { defineKind } from '../kind.ts';

const insured = z.enum(insuredGroups);

/** What happens to the social-security cards of the person that is the subject, and to the batches in which they are made. */
export const cardKinds = [
  /** `number`: of the card as it was last read; null when it never was. */
  defineKind({
    name: 'card.reported-lost',
    version: 1,
    schema: z.object({ caseId: z.string(), number: z.string().nullable(), formal: z.boolean(), insured }),
  }),
  defineKind({
    name: 'card.loss-lifted',
    version: 1,
    schema: z.object({ caseId: z.string(), number: z.string().nullable(), insured }),
  }),
  defineKind({
    name: 'card.ordered',
    version: 1,
    schema: z.object({
      orderId: z.string(),
      /** Null for one of a collective application. */
      caseId: z.string().nullable(),
      order: z.enum(keysOf(orderKinds)),
      batch: z.string(),
      /** By when it is promised, hall date; null where nobody can say. */
      dueOn: z.string().nullable(),
      insured,
    }),
  }),
  /** What the producer sent back goes into another batch. */
  defineKind({
    name: 'card.ordered-again',
    version: 1,
    schema: z.object({ orderId: z.string(), batch: z.string(), note: z.string() }),
  }),
  defineKind({
    name: 'card.order-cancelled',
    version: 1,
    schema: z.object({ orderId: z.string(), note: z.string() }),
  }),
  /** Collected against the signature on the slip of the case; `activated`: every other card of the person has ended with it. */
  defineKind({
    name: 'card.handed-out',
    version: 1,
    schema: z.object({ caseId: z.string(), number: z.string(), activated: z.boolean(), insured }),
  }),
  /** The subject is `card-batch.<name>`, as of the next one. */
  defineKind({
    name: 'card.batch-sent',
    version: 1,
    schema: z.object({ batch: z.string(), cards: z.int() }),
  }),
  defineKind({
    name: 'card.batch-received',
    version: 1,
    schema: z.object({
      batch: z.string(),
      stocked: z.array(z.object({ orderId: z.string(), personId: z.string() })),
      rejected: z.array(z.object({ orderId: z.string(), personId: z.string(), reason: z.string() })),
    }),
  }),
] as const;
