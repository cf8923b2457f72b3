import { z } from 'zod';
import { isFailureCode } from '../shared/exitCode.ts';

/** Parent → child. The secrets travel over the pipe between them, never in arguments or the environment, which others can read. */
export const orderSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('start'),
    home: z.string(),
    appRoot: z.string(),
    demo: z.boolean(),
    /** How far the core's clock is ahead of the machine's, ms; the same after a restart, so that time runs on. */
    clockAheadMs: z.number(),
    databaseKey: z.string(),
    port: z.number().int(),
    /** HMAC key of the sessions, hexadecimal. */
    sessionSecret: z.string(),
    launch: z.object({ token: z.string(), lifeMs: z.number() }).nullable(),
  }),
  z.object({ kind: z.literal('stop') }),
]);

/** Child → parent. */
export const reportSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), port: z.number().int() }),
  z.object({ kind: z.literal('launch-spent') }),
  z.object({ kind: z.literal('failed'), code: z.string().refine(isFailureCode), message: z.string() }),
]);

/** See {@link orderSchema}. */
export type Order = z.infer<typeof orderSchema>;
/** The order that starts a child. */
export type StartOrder = Extract<Order, { kind: 'start' }>;
/** See {@link reportSchema}. */
export type Report = z.infer<typeof reportSchema>;
