import { failure, type Failure } from '../contract/failures.ts';
import type { SlipPreview } from '../contract/slip.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { noticeBody } from '../domain/case/acts/notify.ts';
import { unsettledMaterials } from '../domain/case/guards.ts';
import type { MissingMaterial, ObtainedMaterial, Work } from '../domain/case/papers.ts';
import { phases } from '../domain/case/phase.ts';
import { notForPerson } from '../domain/catalogue/eligibility.ts';
import { prefill } from '../domain/catalogue/form.ts';
import type { ItemMaterial, ServiceItem } from '../domain/catalogue/item.ts';
import { materialsFor } from '../domain/catalogue/materialList.ts';
import { itemOn } from '../domain/catalogue/versions.ts';
import { GENESIS_HASH } from '../domain/journal/entry.ts';
import { ok } from '../domain/result.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { identityState } from '../domain/visit/proof.ts';
import type { Visit } from '../domain/visit/visit.ts';
import { openCaseOfItem } from '../store/cases.ts';
import { findDraft, findRepeated, putDraft } from '../store/workingState.ts';
import { actFacts, recordAct, slipHead } from './act.ts';
import type { CaseAccess, SeenCase } from './caseAccess.ts';
import type { Context } from './context.ts';
import { itemOfCase, paperFacts } from './caseFacts.ts';
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

/** The use cases over their parts. */
export function createCases(given: Omit<Parts, 'asking'>): Cases {
  const parts: Parts = { ...given, asking: new Set() };
  return {
    open: (teller, request, itemCode) => openCase(parts, teller, request, itemCode),
    obtainAgain: (teller, request, caseId) => obtainAgain(parts, teller, request, caseId),
    saveDraft: (teller, caseId, work) => saveDraft(parts, teller, caseId, work),
    previewNotice: (teller, caseId, told) => previewNotice(parts, teller, caseId, told),
  };
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
  const seen = isNew ? access.see(teller, caseId) : null;
  const wanted = seen?.ok === true ? wantedOf(parts, seen.value) : null;
  // Also when the systems cannot be asked the case is open: what is missing can be asked for again.
  if (seen?.ok === true && wanted?.ok === true)
    await atFirstSight(context, obtainNow(parts, teller, seen.value, wanted.value));
  return ok({ caseId });
}

/** Asks the systems for these materials and records what they said. */
async function obtainNow(parts: Parts, teller: StaffActor, seen: SeenCase, wanted: Wanted): Promise<void> {
  const materials = await askSystems(parts, teller, seen, wanted);
  // The answer may come when the counter has ended: it is asked for again.
  if (materials.length > 0 && parts.context.store.isOpen()) recordObtained(parts, teller, seen.caseId, materials);
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

function toBegin({ clock, catalogue }: Pick<Context, 'clock' | 'catalogue'>, visit: Visit | null, itemCode: string) {
  if (!visit) return failure('VISIT_NONE');
  const today = hallDate(clock.wall().toISOString());
  const identity = identityState(visit, today);
  if (!visit.person || !identity) return failure('PERSON_UNKNOWN', '没有读到或查到身份信息');
  const item = itemOn(catalogue.items, itemCode, today);
  if (!item) return failure('ITEM_UNKNOWN');
  const { personId, central } = visit.person;
  const reason = central ? notForPerson(item, central.person.insurances) : null;
  if (reason !== null) return failure('ITEM_NOT_FOR_PERSON', reason);
  const { identifiedBy, checkedBy } = identity;
  return ok({ visit, item, personId, identity: { identifiedBy, checkedBy } });
}

/** Materials to be asked for, of which item. */
interface Wanted {
  readonly item: ServiceItem;
  readonly materials: readonly ItemMaterial[];
  /** True when a system is just being asked about something the form needs: its answer comes without being asked for. */
  readonly underWay: boolean;
}

/**
 * What the systems have not confirmed and the form asks for. No department is asked about what this case does not need: who
 * comes in person has no guardian to be looked up. What is being asked about already is not asked about once more.
 */
function wantedOf({ context, asking }: Parts, seen: SeenCase): Answer<Wanted> {
  const { case: one, caseId } = seen;
  const facts = paperFacts(context, seen, hallDate(context.clock.wall().toISOString()));
  if (!facts.ok) return facts;
  const { item, known } = facts.value;
  const filed = one.phase === 'intake' ? prefill(item, known).values : one.form;
  const form = findDraft(context.store.read, caseId)?.form ?? filed;
  const needed = materialsFor(item, form);
  const unsettled = unsettledMaterials({ item, case: one }).filter((material) => needed.includes(material));
  const materials = unsettled.filter((material) => !asking.has(askedAs(caseId, material)));
  return ok({ item, materials, underWay: materials.length < unsettled.length });
}

const askedAs = (caseId: string, { code }: ItemMaterial): string => `${caseId} ${code}`;

/** What the systems say now of these materials; empty when there is nothing to ask. */
async function askSystems(
  { context, asking }: Parts,
  teller: StaffActor,
  { caseId, person }: SeenCase,
  { item, materials }: Wanted,
): Promise<readonly ObtainedMaterial[]> {
  if (materials.length === 0) return [];
  const names = materials.map((material) => askedAs(caseId, material));
  for (const name of names) asking.add(name);
  try {
    return await obtainMaterials(context, item, materials, personForFacts(person), teller);
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
  const wanted = wantedOf(parts, seen.value);
  if (!wanted.ok) return wanted;
  const materials = await askSystems(parts, teller, seen.value, wanted.value);
  return once(context, request, (transaction, refuse) => {
    // Asking takes time: the citizen may have gone since, and the case may have moved on.
    const now = access.see(teller, caseId);
    if (!now.ok) return refuse(now);
    if (materials.length === 0) {
      // Nobody was asked: what is under way records itself, and an act without an answer would say nothing.
      return wanted.value.underWay ? {} : refuse(notInHand(now.value) ?? failure('NOTHING_TO_ASK'));
    }
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
  const { materials } = wanted.value;
  const unasked = materials.filter(({ code }) => obtained[code] === undefined);
  if (unasked.length > 0) await obtainNow(parts, teller, seen, { ...wanted.value, materials: unasked });
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
  const head = slipHead(context, facts.value, teller, seen.value, told.form);
  const { columns, lines } = previewSlip(context, head, noticeBody(facts.value, told), seen.value.case.caseNumber);
  return ok({ columns, lines });
}

/** What is ticked and typed has no place where the list and the form cannot be shown. */
function unreadableItem(context: Pick<Context, 'catalogue'>, { case: one }: SeenCase): Failure | null {
  const item = itemOfCase(context, one);
  return item.ok ? null : item;
}

/** Papers are worked on only while the case is open and its citizen is there; what was sent back to the window asks nothing of them. */
function notInHand({ ground, case: { phase } }: SeenCase): Failure | null {
  if (ground !== 'visit' && !(ground === 'task' && phase === 'returned')) return failure('CASE_CITIZEN_AWAY');
  return phases[phase].open ? null : failure('CASE_MOVED_ON', phases[phase].elsewhere);
}
