import { failure } from '../contract/failures.ts';
import type { SheetOf, SheetView } from '../contract/sheet.ts';
import { printedMinute } from '../domain/calendar/printedDate.ts';
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
import { withMasked } from '../domain/sheet/withMasked.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import type { ReadDatabase } from '../store/database.ts';
import { findDocument, timesHandedOut, type DocumentRow } from '../store/resultDocuments.ts';
import { findSlip } from '../store/slips.ts';
import type { CaseAccess, SeenCase } from './caseAccess.ts';
import { itemOfCase } from './caseFacts.ts';
import type { Context } from './context.ts';
import { once, type Answer, type Request } from './once.ts';
import { issuedDocument, issuedSlip } from './slipContent.ts';

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
    const caseId = caseOf(context, of);
    if (caseId === null) return failure('SLIP_UNKNOWN');
    const seen = access.see(teller, caseId);
    if (!seen.ok) return seen;
    if (seen.value.shows !== 'full') return failure('CASE_CITIZEN_AWAY');
    return sheetOf(context, seen.value, of, teller, numbers);
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
        if (of.kind === 'document' && findDocument(transaction.write, of.number)?.voidedWhy != null)
          return refuse(failure('SLIP_VOID'));
        const copy = copyOf(transaction.write, of);
        transaction.append(handingOut(context, teller, of, { how, ...(copy > 0 ? { copy } : {}) }));
        return copy > 0 ? { mark: copyMark(copy, transaction.at, teller) } : {};
      });
      if (!answer.ok) return answer;
      // Made afterwards: what is kept of a request holds no document number.
      const found = find(teller, of, 'full');
      return found.ok ? ok({ sheet: { ...found.value, ...answer.value } }) : found;
    },
  };
}

/** How often this paper has gone out before: a form and a card are printed as often as they are needed. */
function copyOf(database: ReadDatabase, of: SheetOf): number {
  if (of.kind === 'document') return timesHandedOut(database, of.number);
  return of.kind === 'slip' ? timesHandedOut(database, of.slipNumber) : 0;
}

/** The mark of a further copy, with who made it and when, so that two papers of one number can be told apart. */
function copyMark(copy: number, at: string, { name }: StaffActor): string {
  return `补打 ${copy}　${printedMinute(at)}　${name}`;
}

/** The entry that a sheet goes out: of a card its subject is the version of the item, as everywhere. */
function handingOut(
  context: Context,
  actor: StaffActor,
  of: SheetOf,
  { how, ...copy }: { readonly how: SheetWay; readonly copy?: number },
): NewEntry {
  switch (of.kind) {
    case 'slip':
      return { kind: 'sheet.handed-out', subject: of.slipNumber, actor, payload: { sheet: 'slip', how, ...copy } };
    case 'document':
      return { kind: 'sheet.handed-out', subject: of.number, actor, payload: { sheet: 'document', how, ...copy } };
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

/** What a sheet of a case is of. */
type OfCase = Exclude<SheetOf, { kind: 'guide' }>;

/** The case a sheet belongs to; null for a paper that is not there. */
function caseOf({ store: { read } }: Pick<Context, 'store'>, of: OfCase): string | null {
  switch (of.kind) {
    case 'application':
      return of.caseId;
    case 'slip':
      return findSlip(read, of.slipNumber)?.caseId ?? null;
    case 'document':
      return findDocument(read, of.number)?.caseId ?? null;
    default:
      return unreachable(of, 'sheet of a case');
  }
}

/** The sheet itself, of a case that is seen in full. */
function sheetOf(
  context: Context,
  seen: SeenCase,
  of: OfCase,
  teller: StaffActor,
  numbers: 'masked' | 'full',
): Answer<Sheet> {
  const { read } = context.store;
  switch (of.kind) {
    case 'application':
      return application(context, seen, of.form, teller, numbers);
    case 'slip': {
      const row = findSlip(read, of.slipNumber);
      return row ? ok(slipSheet(issuedSlip(read, row).slip)) : failure('SLIP_UNKNOWN');
    }
    case 'document': {
      const row = findDocument(read, of.number);
      return row ? ok(documentSheet(context, row, seen.person.idNumber, numbers)) : failure('SLIP_UNKNOWN');
    }
    default:
      return unreachable(of, 'sheet of a case');
  }
}

/** The document as it went out; looked at, with the number of its holder masked, and with what took its force away. */
function documentSheet(
  { store: { read } }: Pick<Context, 'store'>,
  row: DocumentRow,
  idNumber: string,
  numbers: 'masked' | 'full',
): Sheet {
  const { sheet } = issuedDocument(read, row);
  const shown = numbers === 'full' ? sheet : withMasked(sheet, idNumber);
  return row.voidedWhy === null ? shown : { ...shown, mark: `作废：${row.voidedWhy}` };
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
