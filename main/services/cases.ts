import { failure, type Failure } from '../contract/failures.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { deadlineDay, promisedDeadline, supplementDeadline } from '../domain/calendar/deadline.ts';
import { processAllows, type CaseActionKind, type MissingMaterial } from '../domain/case/actions.ts';
import { replay } from '../domain/case/replay.ts';
import { notForPerson } from '../domain/catalogue/eligibility.ts';
import { shownValues } from '../domain/catalogue/form.ts';
import { materialsFor } from '../domain/catalogue/materialList.ts';
import { resultLines } from '../domain/catalogue/outcome.ts';
import { itemOn } from '../domain/catalogue/versions.ts';
import { ok } from '../domain/result.ts';
import type { NoticeSlip } from '../domain/slip/slip.ts';
import { identityState } from '../domain/visit/proof.ts';
import type { Visit } from '../domain/visit/visit.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { caseActions } from '../store/journal.ts';
import { queueAttempt } from '../store/outbox.ts';
import { deleteDraft, putDraft } from '../store/workingState.ts';
import {
  acceptanceProblem,
  caseFacts,
  itemVersion,
  missingNow,
  ticksProblem,
  wholeNoticeProblem,
  type CaseInHand,
  type CaseWork,
} from './caseInHand.ts';
import type { Context } from './context.ts';
import { personForFacts } from './visit/known.ts';
import { atFirstSight, obtainMaterials, unsettledMaterials } from './obtaining.ts';
import { numberRules } from './numberRules.ts';
import { once, type Answer, type Request } from './once.ts';
import { issueSlip, noticeLine, receivedMaterials, slipHead, takeNumbers, type SlipSubject } from './slips.ts';
import { queuedTransaction } from './transactions.ts';
import type { Visits } from './visits.ts';

type Done = Record<string, never>;

/** The use cases of a case at the counter. Each takes one action, in one transaction. */
export function createCases(context: Context, visits: Visits) {
  const { store, catalogue, calendar, facts, clock, newId } = context;

  const identityNow = (visit: Visit) => identityState(visit, hallDate(clock.wall().toISOString()));

  const inHand = (caseId: string): { readonly ok: true; readonly value: CaseInHand } | Failure => {
    const visit = visits.present();
    if (!visit?.person) return failure('VISIT_NONE');
    const read = caseActions(store.database, caseId);
    if (!read.ok) return failure('CASE_UNREADABLE');
    if (read.actions.length === 0) return failure('CASE_UNKNOWN');
    const history = replay(read.actions);
    // Only cases of the citizen at the counter: nobody looks into another citizen's papers from here.
    if (history.personId !== visit.person.personId) return failure('CASE_UNKNOWN');
    const item = itemVersion(context, history.itemCode, history.itemVersion);
    const identity = identityNow(visit);
    if (!identity) return failure('VISIT_NONE');
    return ok({ caseId, history, item, person: visit.person, visit, identity });
  };

  /** Where one act on a case begins: the case as it is now, and whether the process allows the act. */
  const toAct = (teller: StaffActor, caseId: string, action: CaseActionKind) => {
    const found = inHand(caseId);
    if (!found.ok) return found;
    return processAllows(found.value.history.state, action, teller.role) ? found : failure('CASE_MOVED_ON');
  };

  const noticeOf = (
    subject: SlipSubject,
    found: CaseInHand,
    work: Omit<CaseWork, 'caseId'>,
    missing: readonly MissingMaterial[],
    numbers: { readonly slipNumber: string; readonly caseNumber: string },
  ): NoticeSlip => ({
    kind: 'BZ',
    ...slipHead(context, subject, numbers),
    missing: missingNow(found, work).map((material) =>
      noticeLine(
        material,
        missing.find(({ materialCode }) => materialCode === material.code),
        found.history.obtained[material.code],
      ),
    ),
    received: receivedMaterials(found.item, work.form, work.ticks, found.history, found.identity).filter(
      ({ how }) => how !== 'system' && how !== 'system-pending',
    ),
    systemSupplied: materialsFor(found.item, work.form)
      .filter(({ source }) => source.kind === 'system' || source.kind === 'shared')
      .map(({ name }) => name),
    workingDays: found.item.supplementDays,
    dueOn: supplementDeadline(calendar, found.item, subject.at),
  });

  const obtain = async (teller: StaffActor, found: CaseInHand): Promise<void> => {
    const wanted = unsettledMaterials(found.item, found.history);
    if (wanted.length === 0) return;
    const materials = await obtainMaterials(context, found.item, wanted, personForFacts(found.person), teller);
    // The answer may come when the counter has ended: it is asked for again.
    if (!store.database.open) return;
    try {
      store.transact((transaction) => {
        // Asking takes time: the citizen may have gone since, and a case that is closed stays as it is.
        const read = caseActions(transaction.database, found.caseId);
        if (!read.ok || !processAllows(replay(read.actions).state, 'obtain', teller.role)) return;
        transaction.append({ kind: 'case.obtain', subject: found.caseId, actor: teller, payload: { materials } });
      });
    } catch (error) {
      // The case is there; what the disk does not take now is asked for again.
      if (!context.storage.noteError(error)) throw error;
    }
  };

  return {
    inHand,

    open: async (teller: StaffActor, request: Request, itemCode: string): Promise<Answer<{ caseId: string }>> => {
      const visit = visits.present();
      if (!visit) return failure('VISIT_NONE');
      const { person } = visit;
      if (!person) return failure('PERSON_UNKNOWN', '没有读到或查到身份信息');
      const item = itemOn(catalogue.items, itemCode, hallDate(clock.wall().toISOString()));
      if (!item) return failure('ITEM_UNKNOWN');
      const reason = person.central ? notForPerson(item, person.central.person.insurances) : null;
      if (reason !== null) return failure('ITEM_NOT_FOR_PERSON', reason);
      const identity = identityNow(visit);
      if (!identity) return failure('PERSON_UNKNOWN', '没有读到或查到身份信息');
      const answer = once(context, request, (transaction) => {
        const caseId = newId();
        transaction.append({
          kind: 'case.open',
          subject: caseId,
          actor: teller,
          payload: {
            itemCode,
            itemVersion: item.version,
            personId: person.personId,
            visitId: visit.visitId,
            channel: 'window',
            identifiedBy: identity.identifiedBy,
            checkedBy: identity.checkedBy,
          },
        });
        return { caseId };
      });
      if (!answer.ok) return answer;
      const found = inHand(answer.value.caseId);
      if (found.ok) await atFirstSight(context, obtain(teller, found.value));
      return answer;
    },

    obtainAgain: async (teller: StaffActor, caseId: string): Promise<Answer<Done>> => {
      const found = toAct(teller, caseId, 'obtain');
      if (!found.ok) return found;
      await obtain(teller, found.value);
      return ok({});
    },

    saveDraft: (work: CaseWork): Answer<Done> => {
      const found = inHand(work.caseId);
      if (!found.ok) return found;
      if (!['intake', 'notified'].includes(found.value.history.state)) return failure('CASE_MOVED_ON');
      store.transact(({ database }) => putDraft(database, work.caseId, { ticks: work.ticks, form: work.form }));
      return ok({});
    },

    previewNotice: (teller: StaffActor, work: CaseWork, missing: readonly MissingMaterial[]) => {
      const found = inHand(work.caseId);
      if (!found.ok) return found;
      const { item, person, history } = found.value;
      const subject = { item, person, teller, at: clock.wall().toISOString() };
      const numbers = { slipNumber: '（打印时编号）', caseNumber: history.caseNumber ?? '（打印时编号）' };
      const { columns, lines } = issueSlip(context, noticeOf(subject, found.value, work, missing, numbers));
      return ok({ columns, lines });
    },

    notify: (teller: StaffActor, request: Request, work: CaseWork, missing: readonly MissingMaterial[]) =>
      once(context, request, (transaction, refuse) => {
        const found = toAct(teller, work.caseId, 'notify');
        if (!found.ok) return refuse(found);
        const problem = ticksProblem(found.value, work) ?? wholeNoticeProblem(missingNow(found.value, work), missing);
        if (problem) return refuse(problem);
        const { item, person, history } = found.value;
        const numbers = takeNumbers(context, transaction, 'BZ', history.caseNumber);
        const subject = { item, person, teller, at: transaction.at };
        const slip = noticeOf(subject, found.value, work, missing, numbers);
        transaction.append({
          kind: 'case.notify',
          subject: work.caseId,
          actor: teller,
          payload: {
            slipNumber: numbers.slipNumber,
            caseNumber: numbers.caseNumber,
            ticks: work.ticks,
            form: work.form,
            missing,
            dueOn: deadlineDay(slip.dueOn),
            numbers: numbers.taken,
            issued: issueSlip(context, slip),
          },
        });
        deleteDraft(transaction.database, work.caseId);
        return { slipNumber: numbers.slipNumber, caseNumber: numbers.caseNumber };
      }),

    accept: (teller: StaffActor, request: Request, work: CaseWork) =>
      once(context, request, (transaction, refuse) => {
        const found = toAct(teller, work.caseId, 'accept');
        if (!found.ok) return refuse(found);
        const problem = acceptanceProblem(found.value, work, numberRules(context));
        if (problem) return refuse(problem);
        const { item, person, history, identity } = found.value;
        const numbers = takeNumbers(context, transaction, 'SL', history.caseNumber);
        const form = shownValues(item, work.form);
        const promisedOn = promisedDeadline(calendar, item, transaction.at, facts.closesAt);
        transaction.append({
          kind: 'case.accept',
          subject: work.caseId,
          actor: teller,
          payload: {
            slipNumber: numbers.slipNumber,
            caseNumber: numbers.caseNumber,
            ticks: work.ticks,
            form,
            promisedOn: deadlineDay(promisedOn),
            identifiedBy: identity.identifiedBy,
            checkedBy: identity.checkedBy,
            numbers: numbers.taken,
            issued: issueSlip(context, {
              kind: 'SL',
              ...slipHead(context, { item, person, teller, at: transaction.at }, numbers),
              received: receivedMaterials(item, form, work.ticks, history, identity),
              handling: item.handlingMode,
              promisedOn,
            }),
          },
        });
        deleteDraft(transaction.database, work.caseId);
        return { slipNumber: numbers.slipNumber, caseNumber: numbers.caseNumber };
      }),

    complete: (teller: StaffActor, request: Request, caseId: string) => {
      // Taken before the transaction: an id that is not used is no loss, a transaction inside another is.
      const messageId = context.nextMessageId();
      return once(context, request, (transaction, refuse) => {
        const found = toAct(teller, caseId, 'complete');
        if (!found.ok) return refuse(found);
        const { item, person, history, identity } = found.value;
        if (identity.gap !== null) return refuse(failure('IDENTITY_TO_CHECK'));
        const numbers = takeNumbers(context, transaction, 'BJ', history.caseNumber);
        const known = caseFacts(item, person, hallDate(transaction.at));
        const result = resultLines(item, history.form, known);
        transaction.append({
          kind: 'case.complete',
          subject: caseId,
          actor: teller,
          payload: {
            slipNumber: numbers.slipNumber,
            result,
            effectiveOn: known.today,
            messageId,
            numbers: numbers.taken,
            issued: issueSlip(context, {
              kind: 'BJ',
              ...slipHead(context, { item, person, teller, at: transaction.at }, numbers),
              result,
              effectiveOn: known.today,
            }),
            message: queuedTransaction({
              context,
              found: found.value,
              known,
              messageId,
              caseNumber: numbers.caseNumber,
              at: transaction.at,
              head: transaction.head(),
            }),
          },
        });
        queueAttempt(transaction, messageId);
        return { slipNumber: numbers.slipNumber };
      });
    },

    abandon: (
      teller: StaffActor,
      request: Request,
      caseId: string,
      why: { readonly reason: 'left' | 'withdrawn' | 'not-eligible'; readonly note?: string },
    ): Answer<Done> =>
      once(context, request, (transaction, refuse) => {
        const found = toAct(teller, caseId, 'abandon');
        if (!found.ok) return refuse(found);
        transaction.append({ kind: 'case.abandon', subject: caseId, actor: teller, payload: why });
        deleteDraft(transaction.database, caseId);
        return {};
      }),
  };
}

/** The use cases of a case at the counter. */
export type Cases = ReturnType<typeof createCases>;
