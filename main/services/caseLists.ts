import type { CaseSummary, CaseTask, CaseView, DayCase } from '../contract/case.ts';
import type { Light } from '../domain/calendar/light.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { caseLight } from '../domain/case/running.ts';
import { waitingPhases } from '../domain/case/process.ts';
import { maskName } from '../domain/identity/mask.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { casesOfDay, findCase, waitingCases, type CaseRow, type WaitingRow } from '../store/cases.ts';
import { openTasks, type TaskRow } from '../store/duty.ts';
import { findDraft } from '../store/workingState.ts';
import type { CaseAccess } from './caseAccess.ts';
import type { Context } from './context.ts';

/** What became of the transaction of a case. */
export function deliveryOf(row: CaseRow): CaseView['delivery'] {
  // What is not sent again has no way to tell of any more.
  const state = row.delivery === null || row.delivery === 'dropped' ? 'none' : row.delivery;
  return { state, detail: row.deliveryNote ?? '', at: row.settledAt };
}

/** A case in the citizen's list. */
export function caseSummary(context: Pick<Context, 'store' | 'catalogue'>, row: CaseRow): CaseSummary {
  return {
    caseId: row.caseId,
    revision: row.revision,
    caseNumber: row.caseNumber,
    itemCode: row.itemCode,
    itemName: context.catalogue.nameOf(row.itemCode, row.itemVersion),
    phase: row.phase,
    touched: isTouched(context, row),
    awaitsPapers: row.gapOpen === 1,
    delivery: deliveryOf(row),
    tellerName: row.handlerName,
    openedAt: row.openedAt,
    changedAt: row.changedAt,
    dueOn: row.dueOn,
  };
}

/** Whether somebody has done anything on it but open it. What systems were asked by the opening is nobody's work. */
function isTouched({ store: { read } }: Pick<Context, 'store'>, { phase, caseId }: CaseRow): boolean {
  if (phase !== 'intake' || findDraft(read, caseId)) return true;
  const one = findCase(read, caseId);
  return !one.ok || one.value.notes.length > 0;
}

/** What waits at this workstation for an act of this post, the most urgent first. */
export function listTasks(
  context: Pick<Context, 'store' | 'clock' | 'catalogue' | 'calendar' | 'facts'>,
  { number, role }: StaffActor,
): CaseTask[] {
  const { store, catalogue } = context;
  const { read, workstation } = store;
  const tasks = new Map(openTasks(read).map((task) => [task.caseId, task]));
  return waitingCases(read, workstation, waitingPhases(role), number).map((row) => ({
    caseId: row.caseId,
    caseNumber: row.caseNumber ?? '',
    itemName: catalogue.nameOf(row.itemCode, row.itemVersion),
    maskedName: maskName(row.personName, 'list'),
    phase: row.phase,
    tellerName: row.handlerName,
    since: row.changedAt,
    dueOn: row.dueOn,
    light: lightOf(context, row),
    ...ownerOf(tasks.get(row.caseId), number),
  }));
}

/** Who has a task, as the list of a post says it. */
function ownerOf(task: TaskRow | undefined, viewer: string): Pick<CaseTask, 'owner' | 'inPlaceOf' | 'mine'> {
  return {
    owner: task?.owner?.name ?? null,
    inPlaceOf: task?.owner ? (task.inPlaceOf?.name ?? '') : '',
    mine: task?.owner?.number === viewer,
  };
}

/** What this counter has issued a slip of today, the last changed first. */
export function listToday(context: Context, access: Pick<CaseAccess, 'see'>, viewer: StaffActor): DayCase[] {
  const day = hallDate(context.clock.wall().toISOString());
  return casesOfDay(context.store.read, day).map((row) => ({
    caseId: row.caseId,
    caseNumber: row.caseNumber ?? '',
    itemName: context.catalogue.nameOf(row.itemCode, row.itemVersion),
    maskedName: maskName(row.personName, 'list'),
    phase: row.phase,
    delivery: deliveryOf(row).state,
    tellerName: row.handlerName,
    mine: row.handlerNumber === viewer.number,
    changedAt: row.changedAt,
    opens: access.see(viewer, row.caseId).ok,
  }));
}

/** The light of the limit that runs in a case; none where this release has no such version of the item. */
export function lightOf(
  { catalogue, calendar, clock, facts }: Pick<Context, 'catalogue' | 'calendar' | 'clock' | 'facts'>,
  row: Pick<WaitingRow, 'itemCode' | 'itemVersion' | 'phase' | 'dueOn' | 'extension'>,
): Light | null {
  const item = catalogue.versionOf(row.itemCode, row.itemVersion);
  const asked = { calendar, at: clock.wall().toISOString(), closesAt: facts.closesAt };
  return item ? caseLight(asked, { ...row, item }) : null;
}
