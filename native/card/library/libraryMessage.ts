import { z } from 'zod';

/** Methods of the helper kinds `ss-card-driver`, `hea-sec-read-info` and `ss-card-dll`. */
export const LIBRARY_METHODS = {
  /** Loads and initialises. Parameters: the schema of the kind. Answer: a call. */
  open: 'open',
  /** Reads the card. Parameters: `readSchema`. Answer: a call; its output is the text of the card. */
  read: 'read',
  /** First HSM step. Parameters: `readSchema`. Answer: a call; its output goes to the HSM service. */
  hsmStep1: 'hsm-step-1',
  /** Second HSM step. Parameters: `keySchema`. Answer: a call; its output is the text of the card. */
  hsmStep2: 'hsm-step-2',
} as const satisfies Record<string, string>;

/** Parameters of `open` by kind. */
export const openSchemas = {
  'ss-card-driver': z.strictObject({ library: z.string(), hsm: z.boolean() }),
  'hea-sec-read-info': z.strictObject({ library: z.string(), initialization: z.string() }),
  'ss-card-dll': z.strictObject({ library: z.string(), url: z.string(), user: z.string() }),
} as const;

/** Parameters of `read` and `hsm-step-1`: iType (1 contact, 2 contactless, 3 and 4 search). */
export const readSchema = z.strictObject({ cardType: z.int().min(1).max(4) });

/** Parameters of `hsm-step-2`: pKey, base64. */
export const keySchema = z.strictObject({ key: z.base64() });

/** Answer of every method: the return code, and the bytes of the output, base64. */
export const callSchema = z.strictObject({ code: z.int(), output: z.base64() });

/** Answer of every method. */
export type LibraryCall = z.infer<typeof callSchema>;
