import { failure, type Failure } from '../contract/failures.ts';
import type { SheetOf, SheetView } from '../contract/sheet.ts';
import { maskIdNumber } from '../domain/identity/mask.ts';
import { ok } from '../domain/result.ts';
import { applicationSheet } from '../domain/sheet/applicationSheet.ts';
import type { Sheet } from '../domain/sheet/sheet.ts';
import { slipSheet } from '../domain/sheet/slipSheet.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { findSlip } from '../store/slips.ts';
import type { Cases } from './cases.ts';
import type { Context } from './context.ts';
import { once, type Answer, type Request } from './once.ts';
import { issuedSlip } from './slipContent.ts';

/** What A4 sheets need: the cases at the counter, and the printer the technician has set up (null = none). */
export interface SheetSources {
  readonly context: Context;
  readonly cases: Cases;
  readonly a4Printer: () => { readonly printer: string; readonly copies: number } | null;
}

/** A4 sheets of what the citizen at the counter has in hand. */
export function createSheets({ context, cases, a4Printer }: SheetSources) {
  const { database } = context.store;

  const find = (
    teller: StaffActor,
    of: SheetOf,
    whole: boolean,
  ): { readonly ok: true; readonly value: Sheet } | Failure => {
    if (of.kind === 'slip') {
      const row = findSlip(database, of.slipNumber);
      return row && cases.inHand(row.caseId).ok
        ? ok(slipSheet(issuedSlip(database, row).slip))
        : failure('SLIP_UNKNOWN');
    }
    const found = cases.inHand(of.caseId);
    if (!found.ok) return found;
    const { history, item, person } = found.value;
    const open = history.state === 'intake' || history.state === 'notified';
    return ok(
      applicationSheet({
        item,
        form: open ? of.form : history.form,
        citizen: { name: person.name, idNumber: whole ? person.idNumber : maskIdNumber(person.idNumber) },
        caseNumber: history.caseNumber ?? '',
        hall: context.facts.hall,
        teller,
        at: context.clock.wall().toISOString(),
      }),
    );
  };

  return {
    view: (teller: StaffActor, of: SheetOf): { readonly ok: true; readonly value: SheetView } | Failure => {
      const found = find(teller, of, false);
      if (!found.ok) return found;
      // Without an A4 printer of its own the counter uses what the system prints on.
      return ok({ sheet: found.value, ...(a4Printer() ?? { printer: '', copies: 1 }) });
    },

    handOut: (
      teller: StaffActor,
      request: Request,
      of: SheetOf,
      how: 'printer' | 'dialogue' | 'pdf',
    ): Answer<{ readonly sheet: Sheet }> => {
      const recorded = once(context, request, (transaction, refuse) => {
        const found = find(teller, of, true);
        if (!found.ok) return refuse(found);
        transaction.append({
          kind: 'sheet.handed-out',
          subject: of.kind === 'slip' ? of.slipNumber : of.caseId,
          actor: teller,
          payload: { sheet: of.kind, how },
        });
        return {};
      });
      if (!recorded.ok) return recorded;
      // Made anew also for a repeated request: what is remembered of an answer holds no citizen's number.
      const found = find(teller, of, true);
      return found.ok ? ok({ sheet: found.value }) : found;
    },
  };
}

/** A4 sheets of what the citizen at the counter has in hand. */
export type Sheets = ReturnType<typeof createSheets>;
