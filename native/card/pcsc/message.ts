import { z } from 'zod';
import { socialSecurityCardSchema } from '../../../main/domain/identity/socialSecurityCardSchema.ts';
import type { ReadCardResult } from '../readCard.ts';

/*
 * What driver and helper process tell each other; bytes as hexadecimal text. The requests are
 *   watch                  begins to watch the readers; what was watched before is given up
 *   list                   the names of the readers, once
 *   read {reader, traced}  connects to the card, shared, keeps other programs off it while it is read, and gives it back;
 *                          one request, because each way between the processes costs as much as some commands
 *   end                    ends the watching, so that the process can go in peace
 * A request that PC/SC refuses has the name of the return code as reason.
 */

/** Reason of a refusal when the system has no PC/SC library at all. */
export const LIBRARY_ABSENT = 'library-absent';

/** Answer to `watch`: the number its events carry, so that those of an earlier watch are told from them. */
export const watchAnswer = z.strictObject({ watch: z.int() });

/** Parameters of `read`. `traced`: an event for each command and each answer. */
export const readParameters = z.strictObject({ reader: z.string(), traced: z.boolean() });

/** Answer to `read`: the card, or what it refused. */
export type ReadAnswer = Exclude<ReadCardResult<never>, { readonly kind: 'interrupted' }>;

/** Answer to `read`. */
export const readAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('card'), card: socialSecurityCardSchema }),
  z.strictObject({
    kind: z.literal('refused'),
    refusal: z.strictObject({
      fault: z.enum(['not-a-social-security-card', 'blocked', 'unreadable']),
      /** Command and status word; no personal data. */
      detail: z.string(),
    }),
  }),
]) satisfies z.ZodType<ReadAnswer>;

/** Answer to `list`. */
export const listAnswer = z.strictObject({ readers: z.array(z.string()) });

/** A reader and its state as PC/SC gives it (SCARD_STATE bits, event counter in the high half). */
const listedReader = z.strictObject({ name: z.string(), state: z.int() });

/** A reader and its state. */
export type ListedReader = z.infer<typeof listedReader>;

/** What the helper tells by itself. */
export const pcscEvent = z.discriminatedUnion('event', [
  /** The readers there are now. */
  z.strictObject({ event: z.literal('readers'), watch: z.int(), readers: z.array(listedReader) }),
  /** The service is no more; nothing is watched until asked again. */
  z.strictObject({ event: z.literal('lost'), watch: z.int(), reason: z.string(), detail: z.string() }),
  /** The program that had the card to itself let it go. */
  z.strictObject({ event: z.literal('released') }),
  /** A command before it is sent, or an answer. */
  z.strictObject({ event: z.literal('apdu'), direction: z.enum(['to-device', 'from-device']), bytes: z.string() }),
]);

/** What the helper tells by itself. */
export type PcscEvent = z.infer<typeof pcscEvent>;
