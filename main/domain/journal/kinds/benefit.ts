import { z } from 'zod';
import { lockEndings } from '../../benefit/lock.ts';
import { queuedTransactionSchema } from '../../delivery/delivery.ts';
import { keysOf } from '../../keysOf.ts';
import { defineKind } from '../kind.ts';

/** What happens to somebody's benefits; the subject is the person. Reason and basis are in the words of the form. */
export const benefitKinds = [
  defineKind({
    name: 'benefit.locked',
    version: 1,
    schema: z.object({
      caseId: z.string(),
      urgent: z.boolean(),
      reason: z.string(),
      basis: z.string(),
      /** Hall date until which it is meant to last; null where nobody said. */
      plannedUntil: z.string().nullable(),
      /** UTC instant by which an urgent one is to be reviewed; absent of others, and where no day can be named. */
      reviewEndsAt: z.string().exactOptional(),
      /** An urgent one leaves at once; any other with its case. */
      message: queuedTransactionSchema.exactOptional(),
    }),
  }),
  /** The case of an urgent lock was completed: all three parties have agreed. */
  defineKind({ name: 'benefit.lock-confirmed', version: 1, schema: z.object({ caseId: z.string() }) }),
  defineKind({
    name: 'benefit.unlocked',
    version: 1,
    schema: z.object({
      /** The case by which it ended. */
      caseId: z.string(),
      ending: z.enum(keysOf(lockEndings)),
      reason: z.string(),
      basis: z.string(),
      /** The cases whose locks ended with it. */
      locks: z.array(z.string()),
      /** The central system's word on a lock that none of these is. */
      told: z.object({ reason: z.string(), since: z.string() }).exactOptional(),
      /** Of a lock that has already been told to the central system and was not let stand. */
      message: queuedTransactionSchema.exactOptional(),
    }),
  }),
  /** The central system would not take the end, so that the case of it was annulled: the locks hold on. */
  defineKind({ name: 'benefit.unlock-annulled', version: 1, schema: z.object({ caseId: z.string() }) }),
] as const;
