import type { CaseView } from '../contract/case.ts';
import type { Identity } from '../contract/identity.ts';
import { failure, type Failure } from '../contract/failures.ts';
import type { PrintJob } from '../contract/slip.ts';
import { benefitLine, isBenefitEntry, type BenefitEntry } from '../domain/benefit/line.ts';
import { deadlineDay } from '../domain/calendar/deadline.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { workingDaysBetween } from '../domain/calendar/workingDays.ts';
import { endingTexts, pauseReasons, type Case } from '../domain/case/case.ts';
import { gapBarText } from '../domain/case/gap.ts';
import { isOverdue } from '../domain/case/chain.ts';
import { caseNodes } from '../domain/case/node.ts';
import { phases } from '../domain/case/phase.ts';
import { actsOf, actsWithoutItem, caseProcess, whyNot, type Acting } from '../domain/case/process.ts';
import { lineOf } from '../domain/case/replay.ts';
import { performerOf } from '../domain/case/act.ts';
import { prefill } from '../domain/catalogue/form.ts';
import type { ServiceItem } from '../domain/catalogue/item.ts';
import { maskIdNumber, maskName, maskPhone } from '../domain/identity/mask.ts';
import { readable } from '../domain/identity/told.ts';
import { printCauseText } from '../domain/print/cause.ts';
import { ok } from '../domain/result.ts';
import { slipKindRules } from '../domain/slip/kinds/table.ts';
import { isCaseEntry, type CaseEntry, type MessageEntry } from '../domain/journal/entry.ts';
import { messageLine } from '../domain/delivery/messageLine.ts';
import { actorName, performerText, type StaffActor } from '../domain/staff/actor.ts';
import { roleTitles } from '../domain/staff/role.ts';
import type { IdentityState } from '../domain/visit/proof.ts';
import { findCaseRow, type CaseRow } from '../store/cases.ts';
import { brokenGapOf } from '../store/gaps.ts';
import { benefitHistory, caseHistory, messageHistory } from '../store/journal.ts';
import { documentsOfCase, timesHandedOut } from '../store/resultDocuments.ts';
import { jobsOfSlip, slipsOfCase, type PrintJobRow } from '../store/slips.ts';
import { findDraft } from '../store/workingState.ts';
import { agentToVouch } from './agentOften.ts';
import { deliveryOf, lightOf } from './caseLists.ts';
import type { CaseAccess, SeenCase } from './caseAccess.ts';
import { paperFacts, type PaperFacts } from './caseFacts.ts';
import { masked } from './caseMask.ts';
import type { Context } from './context.ts';
import type { Answer } from './once.ts';
import { documentStanding } from './verifyDocument.ts';

/** A print job as the window shows it. */
export function shownJob({ catalogue }: Pick<Context, 'catalogue'>, row: PrintJobRow, held: boolean): PrintJob {
  return {
    jobId: row.jobId,
    slipNumber: row.slipNumber,
    slipKind: row.slipKind,
    caseId: row.caseId,
    maskedName: maskName(row.personName, 'list'),
    itemName: catalogue.nameOf(row.itemCode, row.itemVersion),
    copy: row.copy,
    state: row.state,
    held,
    printer: row.printerName ?? '',
    detail: printCauseText(row.cause),
    at: row.changedAt,
  };
}

/** The identity as the window shows it: whoever checked the document is named, not numbered. */
export function shownIdentity({ identifiedBy, checkedBy, gap }: IdentityState): Identity {
  return { identifiedBy, gap, checkedBy: checkedBy && { name: checkedBy.name, at: checkedBy.at } };
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
  const facts = paperFacts(context, seen.value, hallDate(context.clock.wall().toISOString()));
  const item = facts.ok ? facts.value.item : null;
  const limited = limits(context, seen.value, row);
  const view = {
    ...standing(seen.value, row),
    ...limited,
    ...papers(context, seen.value, facts),
    ...gapOf(context, seen.value),
    ...record(context, row, history, seen.value.case),
    // Only an agent who acts for many is vouched for.
    acts: offeredActs(seen.value, item, acting).filter(({ kind }) => kind !== 'vouch' || limited.agentOften !== null),
  };
  return ok(masked(view, seen.value.shows, item?.fields ?? []));
}

/** How far it has come, and who sees it why. */
function standing({ ground, shows, person, case: one }: SeenCase, row: CaseRow) {
  const { phase, ending, notice, acceptance, opinions, chain, filings } = one;
  const due = acceptance?.promised ?? notice?.due;
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
    asked: askedWords(one),
    dueOn: due ? deadlineDay(due) : null,
    filings: filings.toReversed(),
    opinions: opinions.map(({ node, verdict, by, inPlaceOf, text, reason, document, arrivedAt, due: nodeDue, at }) => ({
      node: caseNodes[node].title,
      verdict,
      who: performerText(by.name, inPlaceOf),
      post: roleTitles[by.role],
      text: [reason, document, text].filter(Boolean).join('：'),
      arrivedAt,
      dueOn: deadlineDay(nodeDue),
      at,
    })),
    node: chain ? { arrivedAt: chain.arrivedAt, dueOn: deadlineDay(chain.due) } : null,
    paused: pausedWords(one),
    ending: ending ? [endingTexts[ending.why], ending.note].filter(Boolean).join('：') : null,
  };
}

/** How near the end of what runs is, and how often its agent acts today. */
function limits(context: Context, seen: SeenCase, row: CaseRow): Pick<CaseView, 'light' | 'overdue' | 'agentOften'> {
  const { clock, facts } = context;
  const { case: one } = seen;
  return {
    agentOften: agentToVouch(context, seen, clock.wall().toISOString()),
    light: lightOf(context, { ...row, extension: one.acceptance?.extension ?? 0 }),
    overdue: !phases[one.phase].ended && isOverdue(one, clock.wall().toISOString(), facts.closesAt),
  };
}

/** What was left out of its acceptance, and whether anything may be now. */
function gapOf({ store, clock, calendar }: Pick<Context, 'store' | 'clock' | 'calendar'>, { case: one }: SeenCase) {
  const now = clock.wall().toISOString();
  const today = hallDate(now);
  const { gap } = one;
  const dueOn = gap ? deadlineDay(gap.due) : null;
  return {
    gapBar: gapBarText(brokenGapOf(store.read, one.personId, now), today),
    gap: gap
      ? {
          missing: [...gap.missing],
          dueOn,
          daysLeft: dueOn === null ? null : workingDaysBetween(calendar, today, dueOn),
          outcome: gap.outcome ?? null,
        }
      : null,
  };
}

/** Why a second notice is asked for, and by whom; null when it is not. */
function askedWords({ phase, asked }: Pick<Case, 'phase' | 'asked'>): string | null {
  return phase === 'asking' && asked ? `${asked.by}：${asked.note}` : null;
}

/** Why its clock stands still, in Chinese; null when it goes. */
function pausedWords({ pauses }: Pick<Case, 'pauses'>): string | null {
  const open = pauses.find(({ until }) => until === null);
  return open ? `${pauseReasons[open.reason]}：${open.note}` : null;
}

/** What lies on the table, by the item the case was begun with. */
function papers(context: Pick<Context, 'store' | 'catalogue'>, seen: SeenCase, facts: Answer<PaperFacts>) {
  const { case: one, identity } = seen;
  return {
    identity: shownIdentity(phases[one.phase].open ? identity : { ...one.identity, gap: null }),
    obtained: Object.values(one.obtained),
    ...(facts.ok ? paperwork(context, seen, facts.value) : withoutItem(one, facts)),
  };
}

/** As filed, or as it is being worked on. */
function paperwork({ store }: Pick<Context, 'store'>, seen: SeenCase, { item, known, blockedBy }: PaperFacts) {
  const { case: one } = seen;
  const first = prefill(item, known);
  const draft = findDraft(store.read, seen.caseId);
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
  context: Pick<Context, 'store' | 'catalogue' | 'clock'>,
  row: CaseRow,
  history: readonly HistoryEntry[],
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
    documents: documentsOfCase(read, row.caseId).map((document) => ({
      number: document.number,
      name: document.name,
      issuedAt: document.issuedAt,
      validUntil: document.validUntil,
      standing: documentStanding(context, document),
      handedOut: timesHandedOut(read, document.number),
    })),
    delivery: deliveryOf(row),
    history: history.map((entry) => ({
      at: entry.at,
      who: performerText(actorName(entry.actor), isCaseEntry(entry) ? entry.payload.link.inPlaceOf : undefined),
      post: entry.actor.kind === 'person' ? roleTitles[entry.actor.role] : '',
      text: lineOfHistory(entry),
    })),
  };
}

/** What the history of a case is made of. */
type HistoryEntry = CaseEntry | MessageEntry | BenefitEntry;

function lineOfHistory(entry: HistoryEntry): string {
  if (isCaseEntry(entry)) return lineOf(entry);
  return isBenefitEntry(entry) ? benefitLine(entry) : messageLine(entry);
}

/** The acts of the case, what it made of benefits and what became of its messages, in their order; null when one of them cannot be read. */
function wholeHistory({ store: { read } }: Pick<Context, 'store'>, row: CaseRow): readonly HistoryEntry[] | null {
  const acts = caseHistory(read, row.caseId);
  if (!acts.ok) return null;
  // More than one when a refused transaction was corrected, or a lock was told before its case was completed.
  const benefits = benefitHistory(read, row.personId, row.caseId);
  const sent = [...acts.entries, ...benefits].flatMap(({ payload }) =>
    'message' in payload ? [payload.message.messageId] : [],
  );
  const messages = messageHistory(read, sent);
  if (!messages.ok) return null;
  return [...acts.entries, ...benefits, ...messages.entries].toSorted((one, other) => one.sequence - other.sequence);
}

const HERE = '群众就在窗口';
const AWAY = '群众不在窗口';

/** The acts this viewer's post may take at all on a case of this item; those that ask nothing of it where it cannot be read. */
function offeredActs({ case: one, ground }: SeenCase, item: ServiceItem | null, acting: Acting): CaseView['acts'] {
  return (item ? actsOf(item) : actsWithoutItem)
    .filter((kind) => caseProcess[kind].by.includes(performerOf(acting.actor)))
    .map((kind) => ({
      kind,
      whyNot:
        whyNot(one, kind, acting)?.text ??
        (caseProcess[kind].grounds.includes(ground) ? null : ground === 'visit' ? HERE : AWAY),
    }));
}
