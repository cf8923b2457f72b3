import { z } from 'zod';
import { defineKind } from '../kind.ts';

/** What happens to a message on its way; the subject is the id it was queued with. */
export const messageKinds = [
  /** Its id stands for somebody else's content at the central system: it goes on under another. */
  defineKind({ name: 'message.renumbered', version: 1, schema: z.object({ sentAs: z.string() }) }),
] as const;
