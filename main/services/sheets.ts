import { failure } from '../contract/failures.ts';
import type { SheetOf, SheetView } from '../contract/sheet.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import type { Case } from '../domain/case/case.ts';
import { phases } from '../domain/case/phase.ts';
import { maskIdNumber } from '../domain/identity/mask.ts';
import { ok, unreachable } from '../domain/result.ts';
import { itemOn } from '../domain/catalogue/versions.ts';
import type { ServiceItem } from '../domain/catalogue/item.ts';
import type { NewEntry } from '../domain/journal/entry.ts';
import { applicationSheet } from '../domain/sheet/applicationSheet.ts';
import { guideSheet } from '../domain/sheet/guideSheet.ts';
import type { Sheet, SheetWay } from '../domain/sheet/sheet.ts';
import { slipSheet } from '../domain/sheet/slipSheet.ts';
import type { Slip } from '../domain/slip/slip.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { findSlip } from '../store/slips.ts';
import type { CaseAccess, SeenCase } from './caseAccess.ts';
import { itemOfCase } from './caseFacts.ts';
import type { Context } from './context.ts';
import { once, type Answer, type Request } from './once.ts';
import { issuedSlip } from './slipContent.ts';

/** What A4 sheets need: who may see which case, and the printer the technician has set up (null = none). */
export interface SheetSources {
  readonly context: Context;
  readonly access: CaseAccess;
  readonly a4Printer: () => { readonly printer: string; readonly copies: number } | null;
}

/** A4 sheets of a case that may be seen in full, and the notification cards of items, which are about nobody. */
export interface Sheets {
  /** The sheet to look at, its document number masked: looking leaves no trace, so it shows no more than the screen does. */
  view(teller: StaffActor, of: SheetOf): Answer<SheetView>;
  /** The sheet as it goes to paper or into a file, once that is recorded. */
  handOut(teller: StaffActor, request: Request, of: SheetOf, how: SheetWay): Answer<{ sheet: Sheet }>;
}

/** Sheets over their sources. */
export function createSheets({ context, access, a4Printer }: SheetSources): Sheets {
  const find = (teller: StaffActor, of: SheetOf, numbers: 'masked' | 'full'): Answer<Sheet> => {
    if (of.kind === 'guide') return guide(context, teller, of.itemCode);
    const found = sheetSource(context, of);
    if (!found) return failure('SLIP_UNKNOWN');
    const seen = access.see(teller, found.caseId);
    if (!seen.ok) return seen;
    if (seen.value.shows !== 'full') return failure('CASE_CITIZEN_AWAY');
    return found.slip ? ok(slipSheet(found.slip)) : application(context, seen.value, found.form, teller, numbers);
  };

  return {
    view: (teller, of) => {
      const found = find(teller, of, 'masked');
      if (!found.ok) return found;
      // Without an A4 printer of its own the counter uses what the system prints on.
      return ok({ sheet: found.value, ...(a4Printer() ?? { printer: '', copies: 1 }) });
    },

    handOut: (teller, request, of, how) => {
      const answer = once(context, request, (transaction, refuse) => {
        const found = find(teller, of, 'masked');
        if (!found.ok) return refuse(found);
        transaction.append(handingOut(context, teller, of, how));
        return {};
      });
      if (!answer.ok) return answer;
      // Made afterwards: what is kept of a request holds no document number.
      const found = find(teller, of, 'full');
      return found.ok ? ok({ sheet: found.value }) : found;
    },
  };
}

/** The entry that a sheet goes out: of a card its subject is the version of the item, as everywhere. */
function handingOut(context: Context, actor: StaffActor, of: SheetOf, how: SheetWay): NewEntry {
  switch (of.kind) {
    case 'slip':
      return { kind: 'sheet.handed-out', subject: of.slipNumber, actor, payload: { sheet: 'slip', how } };
    case 'application':
      return { kind: 'sheet.handed-out', subject: of.caseId, actor, payload: { sheet: 'application', how } };
    case 'guide': {
      const version = itemNow(context, of.itemCode)?.version ?? '';
      return { kind: 'guide.handed-out', subject: `${of.itemCode}.${version}`, actor, payload: { how } };
    }
    default:
      return unreachable(of, 'sheet');
  }
}

function itemNow({ catalogue, clock }: Context, itemCode: string): ServiceItem | undefined {
  return itemOn(catalogue.items, itemCode, hallDate(clock.wall().toISOString()));
}

/** The notification card of an item as it is in force today. */
function guide(context: Context, teller: StaffActor, itemCode: string): Answer<Sheet> {
  const item = itemNow(context, itemCode);
  if (!item) return failure('ITEM_UNKNOWN');
  return ok(guideSheet({ item, hall: context.facts.hall, teller, at: context.clock.wall().toISOString() }));
}

/** Where a sheet comes from; null for a slip that is not there. */
function sheetSource(
  context: Context,
  of: Exclude<SheetOf, { kind: 'guide' }>,
): { readonly caseId: string; readonly slip: Slip | null; readonly form: Case['form'] } | null {
  if (of.kind === 'application') return { caseId: of.caseId, slip: null, form: of.form };
  const row = findSlip(context.store.read, of.slipNumber);
  return row ? { caseId: row.caseId, slip: issuedSlip(context.store.read, row).slip, form: {} } : null;
}

/** The application form: of an open case as it stands on the screen, of any other as filed. */
function application(
  context: Context,
  { case: one, person }: SeenCase,
  typed: Case['form'],
  teller: StaffActor,
  numbers: 'masked' | 'full',
): Answer<Sheet> {
  const item = itemOfCase(context, one);
  if (!item.ok) return item;
  const sheet = applicationSheet({
    item: item.value,
    form: phases[one.phase].open ? typed : one.form,
    citizen: { name: person.name, idNumber: numbers === 'full' ? person.idNumber : maskIdNumber(person.idNumber) },
    caseNumber: one.caseNumber ?? '',
    hall: context.facts.hall,
    teller,
    at: context.clock.wall().toISOString(),
  });
  return ok(sheet);
}
