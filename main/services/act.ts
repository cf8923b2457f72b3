import { failure, type Failure, type FailureCode } from '../contract/failures.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import type { ActDesk, ActFacts, Link } from '../domain/case/act.ts';
import type { Case } from '../domain/case/case.ts';
import { isOverdue } from '../domain/case/chain.ts';
import { gapBarText } from '../domain/case/gap.ts';
import { caseNodes } from '../domain/case/node.ts';
import type { FormValues } from '../domain/case/papers.ts';
import {
  caseProcess,
  guardProblem,
  notTheirs,
  whyNot,
  type Acting,
  type ActKind,
  type InputOf,
  type PayloadOf,
  type WhyNot,
} from '../domain/case/process.ts';
import { slipAgent } from '../domain/case/slipAgent.ts';
import { actingAloneProblem, ageOf } from '../domain/catalogue/applicant.ts';
import { maskIdNumber } from '../domain/identity/mask.ts';
import { ok } from '../domain/result.ts';
import type { Slip, SlipHead } from '../domain/slip/slip.ts';
import { staffActor, type Actor, type StaffActor, type StaffName } from '../domain/staff/actor.ts';
import { queueAttempt } from '../store/outbox.ts';
import { findCase } from '../store/cases.ts';
import { brokenGapOf } from '../store/gaps.ts';
import type { Transaction } from '../store/store.ts';
import { deleteDraft } from '../store/workingState.ts';
import { agentToVouch } from './agentOften.ts';
import type { CaseAccess, SeenCase } from './caseAccess.ts';
import { paperFacts } from './caseFacts.ts';
import { numberRules, type Context } from './context.ts';
import { issueDocument, issueSlip, writeMessage, type Unnumbered } from './issuing.ts';
import { benefitMessageId, recordBenefitStep } from './benefits.ts';
import { once, type Answer, type Request } from './once.ts';
import { recordCertificateStep } from './certificates/certificateStep.ts';
import { cardForbids, recordCardStep } from './cards/cardStep.ts';
import { precheck } from './prechecks.ts';
import { assignTask, standsInFor } from './tasks.ts';
import { personForFacts } from './visit/known.ts';

/** What an act has given: the numbers of its slip; null for an act without one. */
export interface ActAnswer {
  readonly slipNumber: string | null;
  readonly caseNumber: string | null;
}

/** An act as a person asks for it: `input` is checked by the act itself. */
export interface AskedByPerson {
  readonly kind: ActKind;
  readonly caseId: string;
  readonly input: unknown;
}

/** One act asked for on one case. */
interface AskedAct<Kind extends ActKind> {
  readonly kind: Kind;
  readonly caseId: string;
  readonly input: InputOf<Kind>;
}

const OUT_OF_BOUNDS = '有内容过长、缺少或格式不对';

/**
 * The one pipeline of every act a person asks for: its input, the request once, access on a ground the act allows, the process,
 * the guards, numbers and slip, one journal entry with its consequences, the draft, the answer. All of it in one transaction, or
 * nothing. Failures: those of the act and of access.
 */
export function performAct(
  context: Context,
  access: CaseAccess,
  actor: StaffActor,
  request: Request,
  { kind, caseId, input }: AskedByPerson,
): Answer<ActAnswer> {
  const act = caseProcess[kind];
  const parsed = act.input.safeParse(input);
  if (!parsed.success || act.askedBy !== 'person') return failure('INPUT_INVALID', OUT_OF_BOUNDS);
  const asked = { kind, caseId, input: parsed.data };
  // Taken before the transaction: an id that is not used is no loss, a transaction inside another is.
  const messageId = act.sends ? context.nextMessageId() : null;
  const benefitMessage = benefitMessageId(context, asked.caseId);
  const worked: SeenCase[] = [];
  const answer = once(context, request, (transaction, refuse) => {
    const seen = access.see(actor, asked.caseId);
    if (!seen.ok) return refuse(lawAgainst(context, actor, asked) ?? seen);
    const taken = recordAct(context, transaction, actor, seen.value, asked, messageId);
    if (!taken.ok) return refuse(taken);
    recordBenefitStep(
      { context, transaction, actor, seen: seen.value, factsOf: (now) => actFacts(context, now, transaction.at) },
      kind,
      benefitMessage,
    );
    worked.push(seen.value);
    return taken.value;
  });
  for (const seen of worked) access.worked(actor, seen);
  return answer;
}

/** Whom the law of the hall keeps from an act may have no ground on the case; they are told of the law, not of a case they cannot see. */
function lawAgainst(
  { store }: Pick<Context, 'store'>,
  actor: StaffActor,
  { kind, caseId }: Pick<AskedAct<ActKind>, 'kind' | 'caseId'>,
): Failure | null {
  const found = findCase(store.read, caseId);
  const why = found.ok ? notTheirs(found.value, kind, actor) : null;
  return why && failure(failureOf[why.code], why.text);
}

/** The part of {@link performAct} inside a transaction, for acts that a larger act brings with it. */
export function recordAct<Kind extends ActKind>(
  context: Context,
  transaction: Transaction,
  actor: Actor,
  seen: SeenCase,
  { kind, caseId, input }: AskedAct<Kind>,
  messageId: string | null = null,
): Answer<ActAnswer> {
  const facts = factsToTake({ context, transaction, actor, seen }, kind, input);
  if (!facts.ok) return facts;
  const desk = layDesk({ context, transaction, actor, seen, facts: facts.value, messageId });
  const payload: PayloadOf<Kind> = caseProcess[kind].record(desk, input);
  const { sequence } = transaction.append({ ...caseProcess[kind].entry(payload), subject: caseId, actor });
  assignTask(transaction, caseId, seen.case);
  recordCardStep(context, transaction, actor, { seen, kind });
  recordCertificateStep(context, transaction, actor, { seen, kind });
  if (caseProcess[kind].endsDraft) deleteDraft(transaction.write, caseId);
  if (messageId !== null) queueAttempt(transaction, { queueId: sequence, orderKey: seen.case.personId });
  const slip = desk.issued();
  return ok({ slipNumber: slip?.number ?? null, caseNumber: slip?.caseNumber ?? seen.case.caseNumber ?? null });
}

/** What an act is taken with, null for one that asks nothing of the item; or why it is not taken. */
function factsToTake<Kind extends ActKind>(
  { context, transaction, actor, seen }: ActPlace,
  kind: Kind,
  input: InputOf<Kind>,
): Answer<ActFacts | null> {
  const forbidden = forbiddenAct(seen, kind, { actor, workstation: transaction.workstation });
  if (forbidden) return forbidden;
  if (caseProcess[kind].withoutItem) return ok(null);
  const facts = actFacts(context, seen, transaction.at);
  return facts.ok ? (unfitAct(kind, facts.value, input) ?? facts) : facts;
}

/** Who acts on which case, in which transaction. */
interface ActPlace {
  readonly context: Context;
  readonly transaction: Transaction;
  readonly actor: Actor;
  readonly seen: SeenCase;
}

/** The desk at which an act is recorded, inside its transaction; null facts for an act that is taken without its item. */
function layDesk(
  on: ActPlace & { readonly facts: ActFacts | null; readonly messageId: string | null },
): ActDesk & { readonly issued: () => Slip | null } {
  const { context, transaction, actor, messageId } = on;
  const { case: one, person } = on.seen;
  let issued: Slip | null = null;
  const inPlaceOf = standsInFor(transaction.write, on.seen.caseId, actor);
  const facts = (): ActFacts => {
    if (!on.facts) throw new Error('an act that is taken without its item asks for it');
    return on.facts;
  };
  return {
    facts,
    link: linkAfter(one, inPlaceOf),
    issue: (body, form) => {
      const made = issueSlip(
        context,
        transaction,
        { ...slipHead(context, facts(), actor, on.seen, form), ...standIns(one, actor, inPlaceOf) },
        body,
        one.caseNumber,
      );
      issued = made.slip;
      return made;
    },
    document: (result) => {
      if (!issued) throw new Error('a document is issued by a case without a number');
      const { item, known } = facts();
      const head = { ...slipHead(context, facts(), actor, on.seen, result.form), caseNumber: issued.caseNumber };
      return issueDocument(context, transaction, head, {
        ...result,
        item,
        known,
        citizenNumber: on.seen.person.idNumber,
      });
    },
    queue: (completed) => {
      if (messageId === null || !issued) throw new Error('an act sends what is not numbered');
      const { caseNumber } = issued;
      return writeMessage(context, facts(), person, {
        ...completed,
        messageId,
        caseNumber,
        journalHead: transaction.head(),
      });
    },
    issued: () => issued,
  };
}

/** Why this act cannot be taken on this ground or by this process, as the window is told. */
function forbiddenAct({ case: one, ground }: SeenCase, kind: ActKind, acting: Acting): Failure | null {
  const forbidden = whyNot(one, kind, acting);
  if (forbidden) return failure(failureOf[forbidden.code], forbidden.text);
  // Who sees a case on one ground may still not work on it: nothing is accepted while its citizen is
  // away, nobody is telephoned who stands here.
  if (caseProcess[kind].grounds.includes(ground)) return null;
  return failure(ground === 'visit' ? 'CASE_CITIZEN_HERE' : 'CASE_CITIZEN_AWAY');
}

/** Why this act is none of the item's, or what the papers say against it. */
function unfitAct<Kind extends ActKind>(kind: Kind, facts: ActFacts, input: InputOf<Kind>): Failure | null {
  const { fits } = caseProcess[kind];
  if (fits && !fits(facts.item)) return failure('CASE_MOVED_ON', '此事项不这样办理');
  const problem = guardProblem(kind, facts, input);
  return problem && failure(problem.code, problem.detail);
}

const failureOf = {
  post: 'NOT_ALLOWED',
  elsewhere: 'CASE_ELSEWHERE',
  phase: 'CASE_MOVED_ON',
  flag: 'CASE_MOVED_ON',
  party: 'CASE_SAME_PERSON',
  node: 'CASE_NODE_SKIPPED',
} as const satisfies Record<WhyNot['code'], FailureCode>;

/** What is known when an act is taken at this instant. Failures: ITEM_UNREADABLE. */
export function actFacts(
  context: Pick<Context, 'store' | 'catalogue' | 'clock' | 'facts' | 'calendar'>,
  seen: SeenCase,
  at: string,
): Answer<ActFacts> {
  const { person, identity } = seen;
  const today = hallDate(at);
  const papers = paperFacts(context, seen, today);
  if (!papers.ok) return papers;
  return ok({
    ...papers.value,
    case: seen.case,
    identity,
    rules: numberRules(context),
    notAlone: actingAloneProblem(ageOf({ person: personForFacts(person), today })),
    citizenNumber: person.idNumber,
    at,
    calendar: context.calendar,
    closesAt: context.facts.closesAt,
    gapBar: gapBarText(brokenGapOf(context.store.read, seen.case.personId, at), today),
    cardForbids: (form) => cardForbids(context, seen, papers.value.item, form),
    agentOften: agentToVouch(context, seen, at),
    handledAlready: (form) => precheck(context, seen, papers.value.item, form).map(({ text }) => text),
    overdue: isOverdue(seen.case, at, context.facts.closesAt),
  });
}

/** What a slip made now says of itself. */
export function slipHead(
  { facts: { hall } }: Pick<Context, 'facts'>,
  { item, at }: Pick<ActFacts, 'item' | 'at'>,
  actor: Actor,
  { person, agent: present }: Pick<SeenCase, 'person' | 'agent'>,
  form: FormValues,
): Unnumbered {
  const { number, name } = staffActor(actor);
  const agent = slipAgent(item, form, present);
  return {
    issuedAt: at,
    teller: { number, name },
    hall,
    citizen: { name: person.name, maskedIdNumber: maskIdNumber(person.idNumber) },
    ...(agent ? { agent } : {}),
    item: { code: item.code, name: item.name },
  };
}

/** What was done on the case in the place of somebody absent, this act included, as its papers say it. */
function standIns(one: Case, actor: Actor, inPlaceOf: StaffName | undefined): Pick<SlipHead, 'standIns'> {
  const said = one.opinions.flatMap(({ node, by, inPlaceOf: absent }) =>
    absent ? [{ node: caseNodes[node].title, by: { number: by.number, name: by.name }, inPlaceOf: absent }] : [],
  );
  const { number, name } = staffActor(actor);
  const own = inPlaceOf ? [{ node: '窗口', by: { number, name }, inPlaceOf }] : [];
  const all = [...said, ...own];
  return all.length > 0 ? { standIns: all } : {};
}

function linkAfter({ custody: { n, turn, last } }: Case, inPlaceOf: StaffName | undefined): Link {
  return { n: n + 1, turn, previous: last, ...(inPlaceOf ? { inPlaceOf } : {}) };
}
