import type { StaffActor } from '../../domain/staff/actor.ts';
import type { Context } from '../context.ts';
import type { Request } from '../once.ts';
import { receiveBatch, sendBatch, settleRejected, type AboutRejected } from './batches.ts';
import { viewBatch, viewCardDesk } from './cardView.ts';

/** The card business beside the cases: batches, stock, and what the producer sent back. */
export function createCardDesk(context: Context) {
  return {
    view: () => viewCardDesk(context),
    batch: (batch: string) => viewBatch(context, batch),
    send: (actor: StaffActor, request: Request, batch: string) => sendBatch(context, actor, request, batch),
    receive: (actor: StaffActor, request: Request, input: Parameters<typeof receiveBatch>[3]) =>
      receiveBatch(context, actor, request, input),
    settleRejected: (actor: StaffActor, request: Request, input: AboutRejected) =>
      settleRejected(context, actor, request, input),
  };
}
