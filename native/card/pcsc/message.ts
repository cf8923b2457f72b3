import { z } from 'zod';

/*
 * What driver and helper process tell each other; bytes as hexadecimal text. The requests are
 *   watch               begins to watch the readers; what was watched before is given up
 *   list                the names of the readers, once
 *   open {reader}       connects to the card, shared, and keeps other programs off it while it is read
 *   transmit {command}  one command to that card
 *   close {reset}       gives the card back
 *   end                 ends the watching, so that the process can go in peace
 * A request that PC/SC refuses has the name of the return code as reason.
 */

/** Reason of a refusal when the system has no PC/SC library at all. */
export const LIBRARY_ABSENT = 'library-absent';

/** Answer to `watch`: the number its events carry, so that those of an earlier watch are told from them. */
export const watchAnswer = z.strictObject({ watch: z.int() });

/** Parameters of `open`. */
export const openParameters = z.strictObject({ reader: z.string() });

/** Answer to `open`. */
export const openAnswer = z.strictObject({ protocol: z.enum(['T=0', 'T=1']), atr: z.string() });

/** Parameters of `transmit`. */
export const transmitParameters = z.strictObject({ command: z.string() });

/** Answer to `transmit`. */
export const transmitAnswer = z.strictObject({ answer: z.string() });

/** Parameters of `close`. */
export const closeParameters = z.strictObject({ reset: z.boolean() });

/** Answer to `list`. */
export const listAnswer = z.strictObject({ readers: z.array(z.string()) });

/** A reader and its state as PC/SC gives it (SCARD_STATE bits, event counter in the high half). */
export const listedReader = z.strictObject({ name: z.string(), state: z.int() });

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
]);

/** What the helper tells by itself. */
export type PcscEvent = z.infer<typeof pcscEvent>;
