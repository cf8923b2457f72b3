import { z } from 'zod';
import { defineKind } from '../kind.ts';

/** What happens to a message on its way; the subject is the id it was queued with. */
export const messageKinds = [
  /** Its id stands for somebody else's content at the central system: it goes on under another. */
  defineKind({ name: 'message.renumbered', version: 1, schema: z.object({ sentAs: z.string() }) }),
  /** The central system has taken the transaction. */
  defineKind({
    name: 'message.delivered',
    version: 1,
    schema: z.object({ reference: z.string(), declarationSerial: z.string().exactOptional() }),
  }),
  defineKind({ name: 'message.refused', version: 1, schema: z.object({ message: z.string() }) }),
  /** A person decided that a refused transaction goes out again. */
  defineKind({ name: 'message.requeued', version: 1, schema: z.object({}) }),
] as const;
