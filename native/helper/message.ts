import { z } from 'zod';

/** What the parent writes, one JSON text per line, to the helper's standard input. The end of that input ends the helper. */
export const requestSchema = z.strictObject({
  id: z.int().min(1),
  method: z.string(),
  parameters: z.unknown(),
});

/** What the parent writes. */
export type HelperRequest = z.infer<typeof requestSchema>;

/** Longest words of a refusal, in characters: they go to the log as they are. */
export const LONGEST_DETAIL = 1_000;

/** What a helper writes, one JSON text per line, to the file descriptor `HELPER_OUTPUT`. The first one is `hello`. */
export const helperMessageSchema = z.discriminatedUnion('message', [
  z.strictObject({
    message: z.literal('hello'),
    kind: z.string().max(64),
    /** `process.arch` of the helper. */
    arch: z.string().max(64),
    /** Width of its addresses. */
    bits: z.union([z.literal(32), z.literal(64)]),
    /** Version of its Node. */
    node: z.string().max(64),
  }),
  z.strictObject({ message: z.literal('answer'), id: z.int(), value: z.unknown() }),
  z.strictObject({
    message: z.literal('refused'),
    id: z.int(),
    reason: z.string().max(64),
    detail: z.string().max(LONGEST_DETAIL),
  }),
  z.strictObject({ message: z.literal('event'), event: z.unknown() }),
]);

/** What a helper writes. */
export type HelperMessage = z.infer<typeof helperMessageSchema>;

/**
 * File descriptor of the helper's messages. Not the standard output: vendors' libraries print there what they like, also the
 * holder's data, in the middle of our lines.
 */
export const HELPER_OUTPUT = 3;

/** Longest message in characters; a picture for a printer is some hundred thousand. */
export const LONGEST_MESSAGE = 4 * 1024 * 1024;

/** Width of addresses of a `process.arch`, in bits. */
export function bitsOf(arch: string): 32 | 64 {
  return ['ia32', 'arm', 'mips', 'mipsel', 'ppc', 's390'].includes(arch) ? 32 : 64;
}
