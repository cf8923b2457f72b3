import { z } from 'zod';

/*
 * What a window may send over its line, one JSON text a frame (@orpc/standard-server-peer, `serializeRequestMessage`):
 *   { i: id, p: { u: "/case/accept", b: body } }    a request
 *   { i: id, t: 4 }                                 no further interest in the answer to it
 * The same library knows frames of other kinds (streams and files toward the core); the contract has neither.
 */

/** Ids count up from 0 in each window, written in base 36. */
const id = z.string().regex(/^[0-9a-z]{1,16}$/i);
/** `/` and the names of a procedure. */
const procedure = z.string().regex(/^(?:\/[A-Za-z]{1,40}){1,4}$/);
/** `meta` says which values JSON has no form for. */
const body = z.strictObject({ json: z.unknown().optional(), meta: z.array(z.unknown()).optional() });

const requestFrameSchema = z.union([
  z.strictObject({ i: id, t: z.literal(1).optional(), p: z.strictObject({ u: procedure, b: body.optional() }) }),
  z.strictObject({ i: id, t: z.literal(4), p: z.undefined().optional() }),
]);

/** A frame of a window. */
export type RequestFrame = z.infer<typeof requestFrameSchema>;

/** The frame in what came over the line of a window; undefined for anything else, of which nothing is told: it may hold a password. */
export function readRequestFrame(data: unknown): RequestFrame | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    return requestFrameSchema.safeParse(JSON.parse(data)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
