import type { Scanner } from '../../native/scanner/port.ts';
import { failure, type FailureCode } from '../contract/failures.ts';
import { checkDocument, CITIZEN_ID, type ChoosableDocumentType } from '../domain/identity/documentTypes.ts';
import { ok } from '../domain/result.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import type { Cancel } from '../domain/time.ts';
import type { ReaderKind } from '../domain/visit/arrival.ts';
import type { OtherDecision, VisitEvent } from '../domain/visit/event.ts';
import { visitOf, type NoticeKind, type Reception, type Visit } from '../domain/visit/visit.ts';
import { numberRules, type Context } from './context.ts';
import type { Answer, Request } from './once.ts';
import { revealOf, type Revealing } from './revealing.ts';
import { knownPeople, type KnownPeople } from './visit/known.ts';
import { followReaders, type Readers } from './visit/readers.ts';
import { viewPhoto } from './visit/photo.ts';
import { keepReception, type ReceptionKeeper } from './visit/reception.ts';
import { followScanner, type ScanNotice } from './visit/scans.ts';
import { shownNumber } from './visit/shown.ts';

type Done = Record<string, never>;

/** By what a citizen arrives at the counter, beside a number that is typed. */
export interface ArrivalDevices extends Readers {
  readonly scanner: Scanner;
}

/** What a teller does with the visit before them. Failures: VISIT_NONE, VISIT_CHANGED, VISIT_OF_OTHER_TELLER. */
interface VisitActs {
  /** The original document was compared with the person. Failures also: PERSON_UNKNOWN. */
  checkIdentity(teller: StaffActor, request: Request, visitId: string): Answer<Done>;
  /** What somebody else's card or code means. Failures also: AGENT_UNKNOWN, PERSON_UNKNOWN. */
  decideOther(teller: StaffActor, request: Request, visitId: string, decision: OtherDecision): Promise<Answer<Done>>;
  /** Lets the citizen wait, everything kept. Failures also: PERSON_UNKNOWN. */
  park(teller: StaffActor, request: Request, visitId: string): Answer<Done>;
  /** Serves a waiting citizen on; whoever is present waits in turn. */
  resume(teller: StaffActor, request: Request, visitId: string): Promise<Answer<Done>>;
  /** Goes on with a visit that another teller began. */
  takeOver(teller: StaffActor, request: Request, visitId: string): Promise<Answer<Done>>;
  /** Also a visit that another teller began. */
  end(teller: StaffActor, request: Request, visitId: string): Answer<Done>;
}

/** The visits at this counter: one present, others waiting. */
export interface Visits extends VisitActs {
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
  /** Says who is at the counter; answers when the central system has. Failures: ID_NUMBER_INVALID, VISIT_OF_OTHER_TELLER. */
  openByIdNumber(
    teller: StaffActor,
    request: Request,
    idNumber: string,
    documentType?: ChoosableDocumentType,
  ): Promise<Answer<{ readonly visitId: string | null }>>;
  /** A code from a scanner that types. Failures: CODE_NOT_UNDERSTOOD, CASE_UNKNOWN, VISIT_OF_OTHER_TELLER. */
  scanned(teller: StaffActor, request: Request, code: string): Promise<Answer<Done>>;
  /** Reads the social-security card now. */
  readCard(): Answer<Done>;
  /** What was left lying on a reader is looked at as if it had just been laid there. */
  takeUp(teller: StaffActor, request: Request, reader: ReaderKind): Promise<Answer<Done>>;
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
export function createVisits(context: Context, devices: ArrivalDevices): Visits {
  const people = knownPeople(context);
  const keeper = keepReception(context, people);
  const scans = followScanner(context, keeper, people, devices.scanner);
  const readers = followReaders(context, keeper, people, devices);

  const act = (request: Request, event: VisitEvent): Answer<Done> => done(keeper.act(request, event).answer);
  /** As `act`, and answers when the central system has. */
  const actAndAsk = async (request: Request, event: VisitEvent): Promise<Answer<Done>> => {
    const { answer, lookedUp } = keeper.act(request, event);
    await lookedUp;
    return done(answer);
  };
  const happened = (event: VisitEvent): void => {
    keeper.happen(event).catch(context.reportBug);
  };
  const presentOf = (teller: Pick<StaffActor, 'number'>): Visit | null => visitOf(keeper.state(), teller);

  return {
    reception: () => keeper.state(),
    present: () => {
      const { teller } = keeper.state();
      return teller && presentOf(teller);
    },
    presentOf,
    scanNotice: () => scans.notice() ?? receptionNotice(keeper.state()),
    tellerChanged: (teller) => happened({ kind: 'teller-changed', teller }),
    lookAgain: () => readers.tellAgain(),
    centralRecovered: () => happened({ kind: 'central-recovered' }),

    openByIdNumber: (by, request, ...typed) => openByIdNumber({ context, keeper, people }, by, request, ...typed),
    scanned: (by, request, code) => scans.scan(by, request, code),
    readCard: () => {
      devices.cardReader.reread();
      return ok({});
    },
    takeUp: (by, request, reader) => actAndAsk(request, { kind: 'lying-taken-up', by, reader }),
    lookUpAgain: (by) => lookUpAgain(keeper, by),

    checkIdentity: (by, request, visitId) => act(request, { kind: 'identity-checked', by, visitId }),
    decideOther: (by, request, visitId, decision) =>
      actAndAsk(request, { kind: 'other-decided', by, visitId, decision }),
    park: (by, request, visitId) => act(request, { kind: 'parked', by, visitId }),
    resume: (by, request, visitId) => actAndAsk(request, { kind: 'resumed', by, visitId }),
    takeOver: (by, request, visitId) => actAndAsk(request, { kind: 'taken-over', by, visitId }),
    end: (by, request, visitId) => act(request, { kind: 'ended', by, visitId }),
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

async function openByIdNumber(
  {
    context,
    keeper,
    people,
  }: { readonly context: Context; readonly keeper: ReceptionKeeper; readonly people: KnownPeople },
  by: StaffActor,
  request: Request,
  idNumber: string,
  chosen: ChoosableDocumentType = CITIZEN_ID,
): ReturnType<Visits['openByIdNumber']> {
  const checked = checkDocument(chosen, idNumber, numberRules(context));
  if (!checked.ok) return failure('ID_NUMBER_INVALID', checked.message);
  const shown = shownNumber(people, checked.value);
  const { answer, lookedUp } = keeper.act(request, { kind: 'shown', by, shown });
  await lookedUp;
  return answer;
}

async function lookUpAgain(keeper: ReceptionKeeper, by: StaffActor): Promise<Answer<Done>> {
  const visit = keeper.state().present;
  if (!visit) return failure('VISIT_NONE');
  // A visit restored before anybody was identified: what was read, scanned or typed then is gone with the old process.
  if (!visit.question) return failure('PERSON_UNKNOWN', '程序重启前没有确认身份，请重新刷卡、扫码或输入证件号码');
  if (visit.teller.number !== by.number) return failure('VISIT_OF_OTHER_TELLER');
  await keeper.happen({ kind: 'look-up-wanted', by });
  return ok({});
}

function done(answer: Answer<unknown>): Answer<Done> {
  return answer.ok ? ok({}) : answer;
}

const noticeFailures = {
  'not-recognised': 'CODE_NOT_RECOGNISED',
  'pulled-while-reading': 'CARD_PULLED',
} as const satisfies Record<NoticeKind, FailureCode>;

function receptionNotice({ notice }: Reception): ScanNotice | null {
  return notice && { noticeId: String(notice.serial), failure: failure(noticeFailures[notice.kind]) };
}
