import { openGap } from '../domain/case/gap.ts';
import type { SystemActor } from '../domain/staff/actor.ts';
import { lapsedCases } from '../store/gaps.ts';
import { recordAct } from './act.ts';
import { seenFor } from './caseAccess.ts';
import type { Context } from './context.ts';

const CLOCK = { kind: 'system', part: 'clock' } as const satisfies SystemActor;

/** Records of every case held here whose time to hand in papers is over that it is. A case that cannot be read stays as it is. */
export function recordLapses(context: Context): void {
  const now = context.clock.wall().toISOString();
  for (const caseId of lapsedCases(context.store.read, context.store.workstation, now)) recordLapse(context, caseId);
}

function recordLapse(context: Context, caseId: string): void {
  const { store, storage } = context;
  try {
    store.transact((transaction) => {
      const seen = seenFor(context, caseId, 'system');
      if (!seen) return;
      const what = openGap(seen.case) ? 'gap' : 'supplement';
      recordAct(context, transaction, CLOCK, seen, { kind: 'lapse', caseId, input: { what } });
    });
  } catch (error) {
    // What the disk does not take now is recorded later: nothing depends on it but what is shown.
    if (!storage.noteError(error)) throw error;
  }
}
