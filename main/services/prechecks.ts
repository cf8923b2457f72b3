import { lockBefore } from '../domain/benefit/lock.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import type { FormValues } from '../domain/case/papers.ts';
import type { ServiceItem } from '../domain/catalogue/item.ts';
import { renewableFrom } from '../domain/certificate/certificate.ts';
import { claimSame, findingsOf, receiptsIn, type EarlierCase, type PrecheckFinding } from '../domain/precheck/rules.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { locksOf } from '../store/benefitLocks.ts';
import { windowOf } from '../store/journal.ts';
import { blockedOf, casesOfItem, claimsOf, type ClaimRow } from '../store/prechecks.ts';
import { certificateToRenew } from './certificates/certificateStep.ts';
import type { SeenCase } from './caseAccess.ts';
import { itemOfCase } from './caseFacts.ts';
import type { Context } from './context.ts';
import { personForFacts } from './visit/known.ts';

type Of = Pick<Context, 'store' | 'facts' | 'catalogue' | 'clock'>;

/** What forbids that this case is accepted with this form: by the central system's word and by what this counter has. */
export function precheck(context: Of, seen: SeenCase, item: ServiceItem, form: FormValues): readonly PrecheckFinding[] {
  if (item.prechecks.length === 0) return [];
  return findingsOf(item.prechecks, {
    region: context.facts.region,
    insurances: personForFacts(seen.person).insurances,
    claimed: claimedBefore(context, seen, form),
    thisYear: acceptedThisYear(context, seen, form),
    renewal: renewalOf(context, seen, form),
    today: hallDate(context.clock.wall().toISOString()),
    lock: lockBefore(locksOf(context.store.read, seen.case.personId), seen.person.central, seen.caseId),
    lockUnknown: seen.person.central === null,
  });
}

function renewalOf(context: Of, seen: SeenCase, form: FormValues) {
  const found = certificateToRenew(context, seen, form);
  return found && { number: found.number, until: found.until, renewableFrom: renewableFrom(found) };
}

function claimedBefore(context: Of, { caseId }: SeenCase, form: FormValues): EarlierCase | null {
  const claim = receiptsIn(form);
  if (!claim) return null;
  const claiming = context.catalogue.items.filter(({ prechecks }) => prechecks.includes('same-receipt'));
  const codes = [...new Set(claiming.map(({ code }) => code))];
  const found = claimsOf(context.store.read, codes, caseId).find(({ receipts, hospital }) => {
    const other = receiptsIn({ 'receipt-number': receipts ?? '', 'hospital-name': hospital ?? '' });
    return other !== null && claimSame(claim, other);
  });
  return found ? earlier(context, found) : null;
}

function acceptedThisYear(
  context: Of,
  { caseId, case: { personId, itemCode } }: SeenCase,
  { year: asked }: FormValues,
): EarlierCase | null {
  // The year the form is about; the calendar's where it is about none.
  const year = asked ?? hallDate(context.clock.wall().toISOString()).slice(0, 4);
  const rows = casesOfItem(context.store.read, { personId, itemCode, butCaseId: caseId });
  const found = rows.find((row) => (row.year ?? hallDate(row.acceptedAt).slice(0, 4)) === year);
  return found ? earlier(context, found) : null;
}

function earlier({ store, facts }: Of, { caseNumber, holder, acceptedAt }: ClaimRow): EarlierCase {
  const window = windowOf(store.read, holder) ?? facts.window;
  return { caseNumber, acceptedOn: hallDate(acceptedAt), where: `${window}号窗口` };
}

/** Puts what has just blocked an acceptance into the register, each matter once for a case. */
export function registerBlocked(context: Context, actor: StaffActor, seen: SeenCase, form: FormValues): void {
  const item = itemOfCase(context, seen.case);
  if (!item.ok) return;
  const { caseId } = seen;
  const before = blockedOf(context.store.read, caseId).map(({ payload }) => `${payload.rule} ${payload.earlier}`);
  const fresh = precheck(context, seen, item.value, form).filter(
    ({ rule, earlier: other }) => !before.includes(`${rule} ${other}`),
  );
  if (fresh.length === 0) return;
  try {
    context.store.transact((transaction) => {
      for (const { rule, where, since, earlier: other } of fresh) {
        const payload = { rule, where, since, earlier: other };
        transaction.append({ kind: 'precheck.blocked', subject: caseId, actor, payload });
      }
    });
  } catch (error) {
    // The acceptance is refused all the same; the next try is registered.
    if (!context.storage.noteError(error)) throw error;
  }
}
