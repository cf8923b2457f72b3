import type { Scanner } from '../../native/scanner/port.ts';
import { failure, type FailureCode } from '../contract/failures.ts';
import type { Credential } from '../domain/identity/credential.ts';
import {
  canonicalDocument,
  checkDocument,
  CITIZEN_ID,
  type ChoosableDocumentType,
} from '../domain/identity/documentTypes.ts';
import { ok } from '../domain/result.ts';
import { createSignal } from '../domain/signal.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import type { Cancel } from '../domain/time.ts';
import type { Shown } from '../domain/visit/arrival.ts';
import type { Step, VisitEffect } from '../domain/visit/effect.ts';
import type { LookUpAnswer, VisitEvent } from '../domain/visit/event.ts';
import { step } from '../domain/visit/step.ts';
import { personInHand, visitOf, type NoticeKind, type Reception, type Visit } from '../domain/visit/visit.ts';
import { openIntakesOfVisit } from '../store/cases.ts';
import type { Transaction } from '../store/store.ts';
import { deleteDraftsOf } from '../store/workingState.ts';
import { recordAct } from './act.ts';
import { seenFor } from './caseAccess.ts';
import { numberRules, type Context } from './context.ts';
import { once, type Answer, type Request } from './once.ts';
import type { RefusedTries } from './refusedTries.ts';
import { revealOf, type Revealing } from './revealing.ts';
import { untilStored } from './storage.ts';
import { momentAt, noteAvoided } from './visit/avoided.ts';
import { knownPeople, type KnownPeople } from './visit/known.ts';
import { viewPhoto } from './visit/photo.ts';
import { followReaders, type Readers } from './visit/readers.ts';
import { restoreReception } from './visit/restore.ts';
import { followScanner, shownNumber, type ScanNotice } from './visit/scans.ts';

type Done = Record<string, never>;

/** By what a citizen arrives at the counter, beside a number that is typed. */
export interface ArrivalDevices extends Readers {
  readonly scanner: Scanner;
}

/** What a teller does, without who it is. */
type ActIn<Event> = Event extends { readonly by: StaffActor } ? Omit<Event, 'by'> : never;

/** What was answered, and when every question to the central system that followed from it has its answer. */
export interface Acted {
  /** The visit before the teller then; null when none. */
  readonly answer: Answer<{ readonly visitId: string | null }>;
  readonly lookedUp: Promise<void>;
}

/** The visits at this counter: one present, others waiting. */
export interface Visits {
  /**
   * A teller's act. Repeated with the same request it has no second effect. Failures: VISIT_NONE, VISIT_CHANGED,
   * VISIT_OF_OTHER_TELLER, PERSON_UNKNOWN, AGENT_UNKNOWN.
   */
  act(by: StaffActor, request: Request, act: ActIn<VisitEvent>): Acted;
  /** All there is to know, for showing it. */
  reception(): Reception;
  /** The visit of the teller who is at this counter now. */
  present(): Visit | null;
  /** The visit this teller conducts now. */
  presentOf(teller: Pick<StaffActor, 'number'>): Visit | null;
  /** Why what was scanned or laid did nothing; null when it did something. */
  scanNotice(): ScanNotice | null;
  /** Who is at this counter now: what lies on the readers already is looked at again. */
  tellerChanged(teller: StaffActor | null): void;
  /** What could not be recorded when it happened is looked at again: what lies on the readers. */
  lookAgain(): void;
  /** The central system can be reached again: what it could not be asked is asked. */
  centralRecovered(): void;
  /** Says who is at the counter. Failures: ID_NUMBER_INVALID, VISIT_OF_OTHER_TELLER. */
  openByIdNumber(
    teller: StaffActor,
    request: Request,
    idNumber: string,
    documentType?: ChoosableDocumentType,
  ): Promise<Answer<{ readonly visitId: string | null }>>;
  /** A code from a scanner that types. Failures: CODE_NOT_UNDERSTOOD, CASE_UNKNOWN, VISIT_OF_OTHER_TELLER. */
  scanned(teller: StaffActor, request: Request, code: string): Promise<Answer<Done>>;
  /** Asks the central system once more. Failures: VISIT_NONE, VISIT_OF_OTHER_TELLER, PERSON_UNKNOWN. */
  lookUpAgain(teller: StaffActor): Promise<Answer<Done>>;
  /** A masked value in full, with the reason in the journal. Failures: VISIT_NONE, NOTHING_TO_REVEAL. */
  reveal(teller: StaffActor, revealing: Revealing): Answer<{ value: string }>;
  /** The photo of the visit before this teller. Failures: VISIT_NONE, VISIT_CHANGED, VISIT_OF_OTHER_TELLER. */
  photo(
    teller: StaffActor,
    asked: { readonly visitId: string; readonly photo: string },
  ): Answer<{ readonly picture: string }>;
  onChange(listener: () => void): Cancel;
  stop(): void;
}

/** Follows the devices citizens arrive by and keeps the visits. */
export function createVisits(context: Context, devices: ArrivalDevices, tries: RefusedTries): Visits {
  const keeper = keepReception(context, tries);
  const happened = (event: VisitEvent): void => {
    keeper.happen(event).catch(context.reportBug);
  };
  const show = async (by: StaffActor, request: Request, shown: Shown) => {
    const { answer, lookedUp } = keeper.act(by, request, { kind: 'shown', shown });
    await lookedUp;
    return answer;
  };
  const scans = followScanner(context, { ...keeper, show }, devices.scanner);
  const readers = followReaders(keeper.people, devices, happened);
  const presentOf: Visits['presentOf'] = (teller) => visitOf(keeper.state(), teller);

  return {
    act: keeper.act,
    reception: keeper.state,
    present: () => {
      const { teller } = keeper.state();
      return teller && presentOf(teller);
    },
    presentOf,
    scanNotice: () => scans.notice() ?? receptionNotice(keeper.state()),
    tellerChanged: (teller) => happened({ kind: 'teller-changed', teller }),
    lookAgain: () => readers.tellAgain(),
    centralRecovered: () => happened({ kind: 'central-recovered' }),
    openByIdNumber: async (by, request, idNumber, documentType = CITIZEN_ID) => {
      const checked = checkDocument(documentType, idNumber, numberRules(context));
      if (!checked.ok) return failure('ID_NUMBER_INVALID', checked.message);
      return show(by, request, shownNumber(keeper.people, checked.value));
    },
    scanned: (by, request, code) => scans.scan(by, request, code),
    lookUpAgain: (by) => lookUpAgain(keeper, by),
    photo: (teller, asked) => viewPhoto(keeper.state(), teller, asked),
    reveal: (teller, revealing) => {
      const person = presentOf(teller)?.person;
      return person ? revealOf(context, person, teller, revealing) : failure('VISIT_NONE');
    },
    onChange: (listener) => {
      const cancels = [keeper.changes.subscribe(listener), scans.changes.subscribe(listener)];
      return () => cancels.forEach((cancel) => cancel());
    },
    stop: () => {
      readers.stop();
      scans.stop();
      keeper.stop();
    },
  };
}

/**
 * Who is at this counter: keeps the state, beginning with the visits an earlier process left, and does what its steps say. The
 * promise of what happens resolves when the questions that followed are answered; after the end answers are nobody's.
 */
function keepReception(context: Context, tries: RefusedTries) {
  const changes = createSignal(context.reportBug);
  const recorded = knownPeople(context);
  let reception = restoreReception(context, recorded);
  const people: KnownPeople = {
    ...recorded,
    find: (personId) => personInHand(reception, personId) ?? recorded.find(personId),
  };
  const ending = new AbortController();

  const stepNow = (event: VisitEvent, at: string): Step => step(reception, event, momentAt(context, at));

  /** The new state counts; what it asks of the central system is asked. */
  const enter = (stepped: Step): Promise<void> => {
    const changed = stepped.reception !== reception;
    reception = stepped.reception;
    noteAvoided(tries, stepped.effects);
    if (changed) changes.emit();
    return askCentral(context, people, stepped.effects, async (answered) => {
      // Nobody can give an answer a second time: it is kept until the disk takes it.
      if (ending.signal.aborted) return;
      const taken = await untilStored(context, () => ({ asked: enter(take(answered)) }), ending.signal);
      await taken?.asked;
    });
  };

  /** The step is recorded under the instant it was made at: memory and journal carry the same. */
  const take = (event: VisitEvent): Step => {
    const at = context.clock.wall().toISOString();
    const stepped = stepNow(event, at);
    if (stepped.effects.some(({ kind }) => kind === 'record' || kind === 'close-work'))
      context.store.transact((transaction) => carryOut(context, transaction, stepped.effects), at);
    return stepped;
  };

  return {
    state: (): Reception => reception,
    people,
    happen: async (event: VisitEvent): Promise<void> => {
      let asked: Promise<void>;
      try {
        asked = enter(take(event));
      } catch (error) {
        // What the disk does not take has not happened; readers and teller are looked at again when it does.
        if (!context.storage.noteError(error)) throw error;
        return;
      }
      await asked;
    },
    act: (by: StaffActor, request: Request, act: ActIn<VisitEvent>): Acted => {
      // Stays empty when the request is a repeated one: its effect is there already.
      const taken: Step[] = [];
      const answer = once(context, request, (transaction, refuse) => {
        const stepped = stepNow({ ...act, by }, transaction.at);
        if (stepped.refused) return refuse(failure(stepped.refused));
        carryOut(context, transaction, stepped.effects);
        taken.push(stepped);
        return { visitId: stepped.reception.present?.visitId ?? null };
      });
      const [stepped] = taken;
      tries.judge(by, { act: `visit.${act.kind}`, requestId: request.requestId }, answer);
      return { answer, lookedUp: stepped ? enter(stepped) : Promise.resolve() };
    },
    changes,
    stop: () => ending.abort(),
  };
}

/** Asks the central system what the effects ask of it; each answer is told when it comes. */
async function askCentral(
  context: Pick<Context, 'central'>,
  people: KnownPeople,
  effects: readonly VisitEffect[],
  tell: (answered: VisitEvent) => Promise<void>,
): Promise<void> {
  const questions = effects.flatMap((effect) => (effect.kind === 'ask-central' ? [effect] : []));
  await Promise.all(
    questions.map(async ({ ticket, credential, operator }) => {
      const answer = await lookUp(context, people, credential, operator);
      await tell({ kind: 'look-up-answered', ticket, answer });
    }),
  );
}

async function lookUp(
  { central }: Pick<Context, 'central'>,
  people: KnownPeople,
  credential: Credential,
  { number, name }: StaffActor,
): Promise<LookUpAnswer> {
  const fetched = await central.lookUpPerson(credential, { number, name });
  if (!fetched.ok) return fetched;
  const { documentType, idNumber } = fetched.value;
  const personId = people.idOf(canonicalDocument(documentType, idNumber));
  const { value: person, reference, at } = fetched;
  return { ok: true, personId, person, reference, at, recorded: people.find(personId) };
}

function carryOut(context: Context, transaction: Transaction, effects: readonly VisitEffect[]): void {
  for (const effect of effects) {
    if (effect.kind === 'record') transaction.append(effect.record);
    if (effect.kind === 'close-work') closeWork(context, transaction, effect);
  }
}

/** Intakes that came to nothing are closed as "left"; drafts of the citizen are gone with the visit. */
function closeWork(
  context: Context,
  transaction: Transaction,
  { actor, visitId, personId }: Extract<VisitEffect, { kind: 'close-work' }>,
): void {
  for (const caseId of openIntakesOfVisit(transaction.write, visitId, transaction.workstation)) {
    const seen = seenFor(context, caseId, 'visit');
    // What this program cannot read stays as it is: the visit ends all the same.
    if (!seen) continue;
    const left = { kind: 'abandon', caseId, input: { reason: 'left' } } as const;
    const closed = recordAct(context, transaction, actor, seen, left);
    if (!closed.ok) throw new Error(`an intake of a visit that ended was not closed: ${closed.code}`);
  }
  if (personId !== null) deleteDraftsOf(transaction.write, personId);
}

async function lookUpAgain(keeper: ReturnType<typeof keepReception>, by: StaffActor): Promise<Answer<Done>> {
  const visit = keeper.state().present;
  if (!visit) return failure('VISIT_NONE');
  // A visit restored before anybody was identified: what was read, scanned or typed then is gone with the old process.
  if (!visit.question) return failure('PERSON_UNKNOWN', '程序重启前没有确认身份，请重新刷卡、扫码或输入证件号码');
  if (visit.teller.number !== by.number) return failure('VISIT_OF_OTHER_TELLER');
  await keeper.happen({ kind: 'look-up-wanted', by });
  return ok({});
}

const noticeFailures = {
  'not-recognised': 'CODE_NOT_RECOGNISED',
  'pulled-while-reading': 'CARD_PULLED',
  avoided: 'PERSON_AVOIDED',
} as const satisfies Record<NoticeKind, FailureCode>;

function receptionNotice({ notice }: Reception): ScanNotice | null {
  return notice && { noticeId: String(notice.serial), told: failure(noticeFailures[notice.kind]) };
}
