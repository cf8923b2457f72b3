import { z } from 'zod';
import { isFailureCode } from '../shared/exitCode.ts';

/** Main → core process. */
export const orderSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('start'),
    home: z.string(),
    appRoot: z.string(),
    demo: z.boolean(),
    /** How far the core's clock is ahead of the machine's, ms; the same after a restart, so that time runs on. */
    clockAheadMs: z.number(),
    databaseKey: z.string(),
  }),
  /** Carries one port: the core's end of the channel to this window. */
  z.object({ kind: z.literal('window'), windowId: z.string() }),
  z.object({ kind: z.literal('stop') }),
]);

/** Core process → main. */
export const reportSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('failed'), code: z.string().refine(isFailureCode), message: z.string() }),
]);

/** See {@link orderSchema}. */
export type Order = z.infer<typeof orderSchema>;
/** The order that starts a core. */
export type StartOrder = Extract<Order, { kind: 'start' }>;
/** See {@link reportSchema}. */
export type Report = z.infer<typeof reportSchema>;
