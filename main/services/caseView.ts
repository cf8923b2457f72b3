import type { CaseSummary, CaseView } from '../contract/case.ts';
import { failure, type Failure } from '../contract/failures.ts';
import type { ItemView } from '../contract/item.ts';
import type { PrintJob } from '../contract/slip.ts';
import { withAgent } from './visit/known.ts';
import { shownIdentity } from './visit/shownIdentity.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import type { CaseAction } from '../domain/case/actions.ts';
import { blockingAlerts } from '../domain/catalogue/eligibility.ts';
import { prefill } from '../domain/catalogue/form.ts';
import type { ServiceItem } from '../domain/catalogue/item.ts';
import { limitText } from '../domain/catalogue/limit.ts';
import { printCauseText } from '../domain/print/cause.ts';
import { maskName } from '../domain/identity/mask.ts';
import { ok, unreachable } from '../domain/result.ts';
import { slipKindRules } from '../domain/slip/kinds/table.ts';
import { actorName } from '../domain/staff/actor.ts';
import { findCase, type CaseRow } from '../store/cases.ts';
import { caseActions } from '../store/journal.ts';
import { jobsOfSlip, slipsOfCase, type PrintJobRow } from '../store/slips.ts';
import { findDraft } from '../store/workingState.ts';
import { caseFacts, itemVersion } from './caseInHand.ts';
import type { Cases } from './cases.ts';
import type { Context } from './context.ts';

/** A print job as the window shows it. */
export function shownJob(context: Context, row: PrintJobRow, held: boolean): PrintJob {
  const item = context.catalogue.items.find(
    ({ code, version }) => code === row.itemCode && version === row.itemVersion,
  );
  return {
    jobId: row.jobId,
    slipNumber: row.slipNumber,
    slipKind: row.slipKind,
    caseId: row.caseId,
    maskedName: maskName(row.personName, 'list'),
    itemName: item?.name ?? row.itemCode,
    copy: row.copy,
    state: row.state,
    held,
    printer: row.printerName ?? '',
    detail: printCauseText(row.cause),
    at: row.changedAt,
  };
}

/** What the window needs of an item. */
function itemView({ code, name, handlingMode, conditions, materials, fields }: ServiceItem): ItemView {
  return { code, name, handlingMode, conditions, materials, fields };
}

/** A case in the citizen's list. */
export function caseSummary(context: Context, row: CaseRow): CaseSummary {
  return {
    caseId: row.caseId,
    revision: row.revision,
    caseNumber: row.caseNumber,
    itemName: itemVersion(context, row.itemCode, row.itemVersion).name,
    state: row.state,
    delivery: {
      state: row.deliveryState,
      detail: row.deliveryNote,
      at: row.deliveryState === 'delivered' || row.deliveryState === 'refused' ? row.changedAt : null,
    },
    tellerName: row.ownerName,
    openedAt: row.openedAt,
    changedAt: row.changedAt,
    dueOn: row.dueOn,
  };
}

/** A case as the intake screen shows it. */
export function viewCase(
  context: Context,
  cases: Cases,
  caseId: string,
): { readonly ok: true; readonly value: CaseView } | Failure {
  const found = cases.inHand(caseId);
  if (!found.ok) return found;
  const { history, item, person, identity, visit } = found.value;
  const today = hallDate(context.clock.wall().toISOString());
  const open = history.state === 'intake' || history.state === 'notified';
  const { database } = context.store;
  const recorded = caseActions(database, caseId);
  if (!recorded.ok) return failure('CASE_UNREADABLE');
  const row = findCase(database, caseId);
  if (!row) throw new Error(`case ${caseId} has a history but no row`);
  const summary = caseSummary(context, row);
  const first = prefill(item, withAgent(caseFacts(item, person, today), visit.agent));
  const draft = findDraft(database, caseId);
  const untouched = history.state === 'intake' && !draft;
  return ok({
    caseId,
    revision: row.revision,
    caseNumber: row.caseNumber,
    state: history.state,
    item: itemView(item),
    limitText: limitText(item),
    identity: shownIdentity(open ? identity : { ...history.identity, gap: null }),
    obtained: Object.values(history.obtained),
    ticks: { ...(draft?.ticks ?? history.ticks) },
    form: untouched ? { ...first.values } : { ...(draft?.form ?? history.form) },
    prefilled: { ...first.origins },
    blockedBy: person.central ? [...blockingAlerts(item, person.central.person.alerts)] : [],
    missing: [...(history.notice?.missing ?? [])],
    dueOn: history.notice?.dueOn ?? null,
    promisedOn: history.acceptance?.promisedOn ?? null,
    slips: slipsOfCase(database, caseId).map(({ slipNumber, kind, issuedAt }) => ({
      slipNumber,
      kind,
      title: slipKindRules[kind].title,
      issuedAt,
      prints: jobsOfSlip(database, slipNumber).map((job) => shownJob(context, job, false)),
    })),
    delivery: summary.delivery,
    history: recorded.actions.map((action) => ({
      at: action.at,
      who: actorName(action.actor),
      text: historyText(action),
    })),
  });
}

function historyText(action: CaseAction): string {
  switch (action.kind) {
    case 'open':
      return '接件';
    case 'obtain': {
      const pending = action.payload.materials.filter(({ result }) => result === 'pending').length;
      return pending > 0 ? `系统获取材料，${pending} 项待核验` : '系统获取材料';
    }
    case 'notify':
      return `一次性告知，缺 ${action.payload.missing.length} 项（${action.payload.slipNumber}）`;
    case 'accept':
      return `受理（${action.payload.slipNumber}）`;
    case 'complete':
      return `办结（${action.payload.slipNumber}），待传中心系统`;
    case 'abandon':
      return { left: '群众离开，未办理', withdrawn: '群众撤回', 'not-eligible': '不符合条件，未办理' }[
        action.payload.reason
      ];
    case 'deliver':
      return `已传中心系统，回执 ${action.payload.reference}`;
    case 'delivery-refused':
      return `中心系统退回：${action.payload.message}`;
    case 'requeue':
      return '重新传送中心系统';
    default:
      return unreachable(action, 'case action');
  }
}
