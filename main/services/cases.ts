import { failure, type Failure } from '../contract/failures.ts';
import type { SlipPreview } from '../contract/slip.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { noticeBody } from '../domain/case/acts/notify.ts';
import { unsettledMaterials } from '../domain/case/guards.ts';
import type { MissingMaterial, ObtainedMaterial, Work } from '../domain/case/papers.ts';
import { phases } from '../domain/case/phase.ts';
import { caseProcess, type ActKind } from '../domain/case/process.ts';
import { notForPerson } from '../domain/catalogue/eligibility.ts';
import { prefill } from '../domain/catalogue/form.ts';
import type { ItemMaterial } from '../domain/catalogue/item.ts';
import { materialsFor } from '../domain/catalogue/materialList.ts';
import { itemOn } from '../domain/catalogue/versions.ts';
import { GENESIS_HASH } from '../domain/journal/entry.ts';
import { ok } from '../domain/result.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { identityState } from '../domain/visit/proof.ts';
import type { Visit } from '../domain/visit/visit.ts';
import { openCaseOfItem } from '../store/cases.ts';
import { findDraft, findRepeated, putDraft } from '../store/workingState.ts';
import { actFacts, performAct, recordAct, slipHead, type ActAnswer } from './act.ts';
import type { CaseAccess, SeenCase } from './caseAccess.ts';
import type { Context } from './context.ts';
import { itemOfCase } from './caseFacts.ts';
import { previewSlip } from './issuing.ts';
import { atFirstSight, obtainMaterials } from './obtaining.ts';
import { once, type Answer, type Request } from './once.ts';
import { personForFacts } from './visit/known.ts';
import type { Visits } from './visits.ts';

type Done = Record<string, never>;

/** What the use cases of a case work with. */
interface Parts {
  readonly context: Context;
  readonly visits: Pick<Visits, 'presentOf'>;
  readonly access: CaseAccess;
  /** What the systems are being asked about now: the case and the material. */
  readonly asking: Set<string>;
}

/** The use cases of a case at the counter. */
export interface Cases {
  /**
   * Begins a case and asks the systems for what they supply; goes on with the one of this item that is open for the citizen,
   * unless the item may be open several times. Failures: VISIT_NONE, PERSON_UNKNOWN, ITEM_UNKNOWN, ITEM_NOT_FOR_PERSON.
   */
  open(teller: StaffActor, request: Request, itemCode: string): Promise<Answer<{ caseId: string }>>;
  /** Any act a person asks for; `input` is checked by the act itself. Failures: those of the act and of access. */
  act(actor: StaffActor, request: Request, asked: AskedByPerson): Answer<ActAnswer>;
  /** Asks the systems again for what they have not confirmed. Failures also: CASE_MOVED_ON, NOTHING_TO_ASK. */
  obtainAgain(teller: StaffActor, request: Request, caseId: string): Promise<Answer<Done>>;
  /** Keeps what is ticked and typed so far. Failures also: CASE_MOVED_ON. */
  saveDraft(teller: StaffActor, caseId: string, work: Work): Answer<Done>;
  /** The one-time notice as it would be printed now. */
  previewNotice(
    teller: StaffActor,
    caseId: string,
    told: Work & { readonly missing: readonly MissingMaterial[] },
  ): Answer<SlipPreview>;
}

/** An act as a person asks for it. */
export interface AskedByPerson {
  readonly kind: ActKind;
  readonly caseId: string;
  readonly input: unknown;
}

/** The use cases over their parts. */
export function createCases(given: Omit<Parts, 'asking'>): Cases {
  const parts: Parts = { ...given, asking: new Set() };
  return {
    open: (teller, request, itemCode) => openCase(parts, teller, request, itemCode),
    act: (actor, request, asked) => actAsAsked(parts, actor, request, asked),
    obtainAgain: (teller, request, caseId) => obtainAgain(parts, teller, request, caseId),
    saveDraft: (teller, caseId, work) => saveDraft(parts, teller, caseId, work),
    previewNotice: (teller, caseId, told) => previewNotice(parts, teller, caseId, told),
  };
}

const OUT_OF_BOUNDS = '有内容过长、缺少或格式不对';

function actAsAsked(
  { context, access }: Parts,
  actor: StaffActor,
  request: Request,
  { kind, caseId, input }: AskedByPerson,
): Answer<ActAnswer> {
  const act = caseProcess[kind];
  const parsed = act.input.safeParse(input);
  if (!parsed.success || act.askedBy !== 'person') return failure('INPUT_INVALID', OUT_OF_BOUNDS);
  return performAct(context, access, actor, request, { kind, caseId, input: parsed.data });
}

async function openCase(
  parts: Parts,
  teller: StaffActor,
  request: Request,
  itemCode: string,
): Promise<Answer<{ caseId: string }>> {
  const { context, visits, access } = parts;
  const beginning = toBegin(context, visits.presentOf(teller), itemCode);
  if (!beginning.ok) return beginning;
  const { visit, item, personId, identity } = beginning.value;
  const answer = once(context, request, (transaction) => {
    const begun = item.severalAtOnce
      ? null
      : openCaseOfItem(transaction.write, { personId, itemCode, workstation: context.store.workstation });
    if (begun !== null) return { caseId: begun, isNew: false };
    const caseId = context.newId();
    transaction.append({
      kind: 'case.open',
      subject: caseId,
      actor: teller,
      payload: {
        link: { n: 1, turn: 1, previous: GENESIS_HASH },
        itemCode,
        itemVersion: item.version,
        personId,
        visitId: visit.visitId,
        channel: 'window',
        identity,
      },
    });
    return { caseId, isNew: true };
  });
  if (!answer.ok) return answer;
  const { caseId, isNew } = answer.value;
  const seen = access.see(teller, caseId);
  // Also when the systems cannot be asked the case is open: what is missing can be asked for again.
  if (isNew && seen.ok) await atFirstSight(context, obtainNow(parts, teller, seen.value));
  return ok({ caseId });
}

/** Asks the systems for what they supply, or for these materials alone, and records what they said. */
async function obtainNow(
  parts: Parts,
  teller: StaffActor,
  seen: SeenCase,
  materials?: readonly ItemMaterial[],
): Promise<void> {
  const answers = await askSystems(parts, teller, seen, materials);
  // The answer may come when the counter has ended: it is asked for again.
  if (!answers.ok || answers.value.length === 0 || !parts.context.store.isOpen()) return;
  recordObtained(parts, teller, seen.caseId, answers.value);
}

/** Records what the systems said, unless the citizen has gone or the case has moved on meanwhile: then it stays as it is. */
function recordObtained(
  { context, access }: Parts,
  teller: StaffActor,
  caseId: string,
  materials: readonly ObtainedMaterial[],
): void {
  try {
    context.store.transact((transaction) => {
      const seen = access.see(teller, caseId);
      if (seen.ok)
        recordAct(context, transaction, teller, seen.value, { kind: 'obtain', caseId, input: { materials } });
    });
  } catch (error) {
    // The case is there; what the disk does not take now is asked for again.
    if (!context.storage.noteError(error)) throw error;
  }
}

function toBegin(context: Context, visit: Visit | null, itemCode: string) {
  if (!visit) return failure('VISIT_NONE');
  const today = hallDate(context.clock.wall().toISOString());
  const identity = identityState(visit, today);
  if (!visit.person || !identity) return failure('PERSON_UNKNOWN', '没有读到或查到身份信息');
  const item = itemOn(context.catalogue.items, itemCode, today);
  if (!item) return failure('ITEM_UNKNOWN');
  const { personId, central } = visit.person;
  const reason = central ? notForPerson(item, central.person.insurances) : null;
  if (reason !== null) return failure('ITEM_NOT_FOR_PERSON', reason);
  const { identifiedBy, checkedBy } = identity;
  return ok({ visit, item, personId, identity: { identifiedBy, checkedBy } });
}

/**
 * What the systems have not confirmed and the form asks for. No department is asked about what this case does not need: who
 * comes in person has no guardian to be looked up. What is being asked about already is not asked about once more.
 */
function wantedOf({ context, asking }: Parts, seen: SeenCase): Answer<readonly ItemMaterial[]> {
  const { case: one, caseId } = seen;
  const facts = actFacts(context, seen, context.clock.wall().toISOString());
  if (!facts.ok) return facts;
  const { item, known } = facts.value;
  const filed = one.phase === 'intake' ? prefill(item, known).values : one.form;
  const form = findDraft(context.store.read, caseId)?.form ?? filed;
  const needed = materialsFor(item, form);
  return ok(
    unsettledMaterials({ item, case: one }).filter(
      (material) => needed.includes(material) && !asking.has(askedAs(caseId, material)),
    ),
  );
}

const askedAs = (caseId: string, { code }: ItemMaterial): string => `${caseId} ${code}`;

/** What the systems say now of {@link wantedOf}, or of these materials alone; empty when there is nothing to ask. */
async function askSystems(
  parts: Parts,
  teller: StaffActor,
  seen: SeenCase,
  materials?: readonly ItemMaterial[],
): Promise<Answer<readonly ObtainedMaterial[]>> {
  const { context, asking } = parts;
  const { case: one, caseId } = seen;
  const item = itemOfCase(context, one);
  if (!item.ok) return item;
  const wanted = materials ? ok(materials) : wantedOf(parts, seen);
  if (!wanted.ok || wanted.value.length === 0) return wanted.ok ? ok([]) : wanted;
  const names = wanted.value.map((material) => askedAs(caseId, material));
  for (const name of names) asking.add(name);
  try {
    return ok(await obtainMaterials(context, item.value, wanted.value, personForFacts(seen.person), teller));
  } finally {
    for (const name of names) asking.delete(name);
  }
}

async function obtainAgain(parts: Parts, teller: StaffActor, request: Request, caseId: string): Promise<Answer<Done>> {
  const { context, access } = parts;
  // A repeated press has its answer already: the systems are not asked twice.
  if (findRepeated(context.store.read, request.requestId)) return once(context, request, () => ({}));
  const seen = access.see(teller, caseId);
  if (!seen.ok) return seen;
  const answers = await askSystems(parts, teller, seen.value);
  if (!answers.ok) return answers;
  const { value: materials } = answers;
  return once(context, request, (transaction, refuse) => {
    // Asking takes time: the citizen may have gone since, and the case may have moved on.
    const now = access.see(teller, caseId);
    if (!now.ok) return refuse(now);
    const answer = recordAct(context, transaction, teller, now.value, { kind: 'obtain', caseId, input: { materials } });
    return answer.ok ? {} : refuse(answer);
  });
}

function saveDraft(parts: Parts, teller: StaffActor, caseId: string, work: Work): Answer<Done> {
  const { context, access } = parts;
  const seen = access.see(teller, caseId);
  if (!seen.ok) return seen;
  const problem = notInHand(seen.value) ?? unreadableItem(context, seen.value);
  if (problem) return problem;
  context.store.transact(({ write }) => putDraft(write, caseId, { ticks: work.ticks, form: work.form }));
  // What the form makes necessary only now is asked about without a key; whoever types on does not wait for it.
  askLate(parts, teller, seen.value).catch(context.reportBug);
  return ok({});
}

/** Asks about what the form needs and nobody has been asked about yet. */
async function askLate(parts: Parts, teller: StaffActor, seen: SeenCase): Promise<void> {
  const wanted = wantedOf(parts, seen);
  if (!wanted.ok) return;
  const { obtained } = seen.case;
  const unasked = wanted.value.filter(({ code }) => obtained[code] === undefined);
  if (unasked.length > 0) await obtainNow(parts, teller, seen, unasked);
}

function previewNotice(
  { context, access }: Parts,
  teller: StaffActor,
  caseId: string,
  told: Work & { readonly missing: readonly MissingMaterial[] },
): Answer<SlipPreview> {
  const seen = access.see(teller, caseId);
  if (!seen.ok) return seen;
  const problem = notInHand(seen.value);
  if (problem) return problem;
  const facts = actFacts(context, seen.value, context.clock.wall().toISOString());
  if (!facts.ok) return facts;
  const head = slipHead(context, facts.value, teller, seen.value.person);
  const { columns, lines } = previewSlip(context, head, noticeBody(facts.value, told), seen.value.case.caseNumber);
  return ok({ columns, lines });
}

/** What is ticked and typed has no place where the list and the form cannot be shown. */
function unreadableItem(context: Context, { case: one }: SeenCase): Failure | null {
  const item = itemOfCase(context, one);
  return item.ok ? null : item;
}

/** Papers are worked on only while their citizen is there and the case is open. */
function notInHand({ ground, case: { phase } }: SeenCase): Failure | null {
  if (ground !== 'visit') return failure('CASE_CITIZEN_AWAY');
  return phases[phase].open ? null : failure('CASE_MOVED_ON', phases[phase].elsewhere);
}
