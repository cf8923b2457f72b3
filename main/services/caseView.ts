import type { AcceptedCase, CaseSummary, CaseView } from '../contract/case.ts';
import { failure, type Failure } from '../contract/failures.ts';
import type { PrintJob } from '../contract/slip.ts';
import { deadlineDay } from '../domain/calendar/deadline.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { endingTexts, type Case } from '../domain/case/case.ts';
import { phases } from '../domain/case/phase.ts';
import { actsOf, actsWithoutItem, caseProcess, whyNot, type Acting } from '../domain/case/process.ts';
import { lineOf } from '../domain/case/replay.ts';
import { performerOf, type ActFacts } from '../domain/case/act.ts';
import { prefill } from '../domain/catalogue/form.ts';
import { maskIdNumber, maskName, maskPhone } from '../domain/identity/mask.ts';
import { readable } from '../domain/identity/told.ts';
import { printCauseText } from '../domain/print/cause.ts';
import { ok } from '../domain/result.ts';
import { slipKindRules } from '../domain/slip/kinds/table.ts';
import { isCaseEntry, type CaseEntry, type MessageEntry } from '../domain/journal/entry.ts';
import { messageLine } from '../domain/delivery/messageLine.ts';
import { actorName, type StaffActor } from '../domain/staff/actor.ts';
import { acceptedCases, findCase, findCaseRow, type CaseRow } from '../store/cases.ts';
import { caseHistory, messageHistory } from '../store/journal.ts';
import { jobsOfSlip, slipsOfCase, type PrintJobRow } from '../store/slips.ts';
import { findDraft } from '../store/workingState.ts';
import { actFacts } from './act.ts';
import type { CaseAccess, SeenCase } from './caseAccess.ts';
import { itemOfCase } from './caseFacts.ts';
import { masked } from './caseMask.ts';
import type { Context } from './context.ts';
import type { Answer } from './once.ts';
import { shownIdentity } from './visit/shownIdentity.ts';

/** A print job as the window shows it. */
export function shownJob(context: Context, row: PrintJobRow, held: boolean): PrintJob {
  return {
    jobId: row.jobId,
    slipNumber: row.slipNumber,
    slipKind: row.slipKind,
    caseId: row.caseId,
    maskedName: maskName(row.personName, 'list'),
    itemName: context.catalogue.nameOf(row.itemCode, row.itemVersion),
    copy: row.copy,
    state: row.state,
    held,
    printer: row.printerName ?? '',
    detail: printCauseText(row.cause),
    at: row.changedAt,
  };
}

function deliveryOf(row: CaseRow): CaseView['delivery'] {
  // What is not sent again has no way to tell of any more.
  const state = row.delivery === null || row.delivery === 'dropped' ? 'none' : row.delivery;
  return { state, detail: row.deliveryNote ?? '', at: row.settledAt };
}

/** A case in the citizen's list. */
export function caseSummary(context: Context, row: CaseRow): CaseSummary {
  return {
    caseId: row.caseId,
    revision: row.revision,
    caseNumber: row.caseNumber,
    itemCode: row.itemCode,
    itemName: context.catalogue.nameOf(row.itemCode, row.itemVersion),
    phase: row.phase,
    touched: isTouched(context, row),
    delivery: deliveryOf(row),
    tellerName: row.handlerName,
    openedAt: row.openedAt,
    changedAt: row.changedAt,
    dueOn: row.dueOn,
  };
}

/** Whether somebody has done anything on it but open it. What systems were asked by the opening is nobody's work. */
function isTouched({ store: { read } }: Context, { phase, caseId }: CaseRow): boolean {
  if (phase !== 'intake' || findDraft(read, caseId)) return true;
  const one = findCase(read, caseId);
  return !one.ok || one.value.notes.length > 0;
}

/** What was accepted at this workstation and is not completed, the most urgent first. */
export function listAccepted(context: Context): AcceptedCase[] {
  const { read, workstation } = context.store;
  const today = hallDate(context.clock.wall().toISOString());
  return acceptedCases(read, workstation).map((row) => ({
    caseId: row.caseId,
    caseNumber: row.caseNumber ?? '',
    itemName: context.catalogue.nameOf(row.itemCode, row.itemVersion),
    maskedName: maskName(row.personName, 'list'),
    tellerName: row.handlerName,
    acceptedAt: row.changedAt,
    dueOn: row.dueOn,
    due: dueFrom(today, row.dueOn),
  }));
}

function dueFrom(today: string, dueOn: string | null): AcceptedCase['due'] {
  if (dueOn === null || dueOn > today) return 'later';
  return dueOn === today ? 'today' : 'overdue';
}

/** A case as its page shows it to this viewer. */
export function viewCase(context: Context, access: CaseAccess, viewer: StaffActor, caseId: string): Answer<CaseView> {
  const seen = access.see(viewer, caseId);
  if (!seen.ok) return seen;
  const row = findCaseRow(context.store.read, caseId);
  if (!row) throw new Error(`case ${caseId} has a history but no row`);
  const history = wholeHistory(context, row);
  if (!history) return failure('CASE_UNREADABLE');
  const acting = { actor: viewer, workstation: context.store.workstation };
  const view = {
    ...standing(seen.value, row),
    ...papers(context, seen.value),
    ...record(context, row, history, seen.value.case),
    acts: offeredActs(context, seen.value, acting),
  };
  const item = context.catalogue.versionOf(view.item.code, view.item.version);
  return ok(masked(view, seen.value.shows, item?.fields ?? []));
}

/** How far it has come, and who sees it why. */
function standing({ ground, shows, person, case: one }: SeenCase, row: CaseRow) {
  const { phase, ending, notice, acceptance } = one;
  const due = phases[phase].open ? notice?.due : acceptance?.promised;
  return {
    caseId: row.caseId,
    revision: row.revision,
    caseNumber: row.caseNumber,
    item: { code: one.itemCode, version: one.itemVersion },
    phase,
    ground,
    shows,
    citizen: {
      name: person.name,
      idNumber: maskIdNumber(person.idNumber),
      phone: maskPhone(readable(person.central?.person.phone) ?? ''),
    },
    missing: [...(notice?.missing ?? [])],
    dueOn: due ? deadlineDay(due) : null,
    ending: ending ? [endingTexts[ending.why], ending.note].filter(Boolean).join('：') : null,
  };
}

/** What lies on the table, by the item the case was begun with. */
function papers(context: Context, seen: SeenCase) {
  const { case: one, identity } = seen;
  const facts = actFacts(context, seen, context.clock.wall().toISOString());
  return {
    identity: shownIdentity(phases[one.phase].open ? identity : { ...one.identity, gap: null }),
    obtained: Object.values(one.obtained),
    ...(facts.ok ? paperwork(context, seen, facts.value) : withoutItem(one, facts)),
  };
}

/** As filed, or as it is being worked on. */
function paperwork(context: Context, seen: SeenCase, { item, known, blockedBy }: ActFacts) {
  const { case: one } = seen;
  const first = prefill(item, known);
  const draft = findDraft(context.store.read, seen.caseId);
  const untouched = one.phase === 'intake' && !draft;
  return {
    itemProblem: null,
    ticks: draft?.ticks ?? one.ticks,
    form: untouched ? first.values : (draft?.form ?? one.form),
    prefilled: { ...first.origins },
    blockedBy: [...blockedBy],
  };
}

/** What is left to show where the item cannot be read: why, and what was filed. */
function withoutItem({ ticks, form }: Case, { happened, next }: Failure) {
  return {
    itemProblem: `${happened}${next}`,
    ticks,
    form,
    prefilled: {},
    blockedBy: [],
  };
}

/** What has become of it: slips, message, history. */
function record(
  context: Context,
  row: CaseRow,
  history: readonly (CaseEntry | MessageEntry)[],
  { voided }: Pick<Case, 'voided'>,
) {
  const { read } = context.store;
  return {
    slips: slipsOfCase(read, row.caseId).map(({ slipNumber, kind, issuedAt }) => ({
      slipNumber,
      kind,
      title: slipKindRules[kind].title,
      issuedAt,
      voided: voided.includes(slipNumber),
      prints: jobsOfSlip(read, slipNumber).map((job) => shownJob(context, job, false)),
    })),
    delivery: deliveryOf(row),
    history: history.map((entry) => ({
      at: entry.at,
      who: actorName(entry.actor),
      text: isCaseEntry(entry) ? lineOf(entry) : messageLine(entry),
    })),
  };
}

/** The acts of the case and what became of its message, in their order; null when one of them cannot be read. */
function wholeHistory({ store: { read } }: Context, row: CaseRow): readonly (CaseEntry | MessageEntry)[] | null {
  const acts = caseHistory(read, row.caseId);
  if (!acts.ok) return null;
  // More than one when a refused transaction was corrected.
  const sent = acts.entries.flatMap(({ payload }) => ('message' in payload ? [payload.message.messageId] : []));
  const messages = messageHistory(read, sent);
  if (!messages.ok) return null;
  return [...acts.entries, ...messages.entries].toSorted((one, other) => one.sequence - other.sequence);
}

const HERE = '群众就在窗口';
const AWAY = '群众不在窗口';

/** The acts this viewer's post may take at all on a case of its item; where that cannot be read, those that ask nothing of it. */
function offeredActs(context: Context, { case: one, ground }: SeenCase, acting: Acting): CaseView['acts'] {
  const item = itemOfCase(context, one);
  return (item.ok ? actsOf(item.value) : actsWithoutItem)
    .filter((kind) => caseProcess[kind].by.includes(performerOf(acting.actor)))
    .map((kind) => ({
      kind,
      whyNot:
        whyNot(one, kind, acting)?.text ??
        (caseProcess[kind].grounds.includes(ground) ? null : ground === 'visit' ? HERE : AWAY),
    }));
}
