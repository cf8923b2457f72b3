import type { CentralSystem, SubmitOutcome } from '../central/port.ts';
import type { OutboundMessage } from '../domain/delivery/delivery.ts';
import type { Case } from '../domain/case/case.ts';
import { materialsFor } from '../domain/catalogue/materialList.ts';
import type { CentralPerson } from '../domain/identity/person.ts';
import { unsettledMaterials } from '../domain/case/guards.ts';
import type { SystemActor } from '../domain/staff/actor.ts';
import { countActs } from '../store/cases.ts';
import { caseOfSent } from '../store/outbox.ts';
import { getPerson } from '../store/people.ts';
import { recordAct } from './act.ts';
import { seenFor, type SeenCase } from './caseAccess.ts';
import { itemOfCase } from './caseFacts.ts';
import { COUNTER, type Context } from './context.ts';
import { knownPerson, personForFacts } from './visit/known.ts';
import { obtainMaterials } from './obtaining.ts';

/** Who acts when what was pending is asked again. */
const FORWARDER = { kind: 'system', part: 'forwarder' } as const satisfies SystemActor;

const STILL_PENDING = { outcome: 'not-sent', detail: '材料待系统核验' } as const satisfies SubmitOutcome;
/** What stands in the history and is not in the case may be a reason to stop: nothing leaves on a guess. */
const CASE_UNREADABLE = {
  outcome: 'not-sent',
  detail: '办件记录里有本程序读不了的内容',
} as const satisfies SubmitOutcome;

/** A material still waits for the systems, and the list it belongs to cannot be read. */
const ITEM_UNREADABLE = {
  outcome: 'not-sent',
  detail: '材料待系统核验，而这个办件所用的事项版本本程序读不了，请联系信息股',
} as const satisfies SubmitOutcome;

/**
 * The central system as the forwarder sees it: a case accepted while the system was away has its pending materials asked
 * for before its transaction leaves. A material the system then denies goes back to the teller as a refusal, and is asked
 * for again when the teller sends the case again.
 */
export function createCheckedDelivery(context: Context): Pick<CentralSystem, 'submit' | 'ask' | 'isReachable'> {
  const { central, store } = context;

  /** The person as the central system knows them; null while it cannot be asked. Without its word no material is found. */
  const personOf = async (personId: string, operator: OutboundMessage['operator']): Promise<CentralPerson | null> => {
    const known = knownPerson(getPerson(store.read, personId));
    if (known.central) return known.central.person;
    const { idNumber, name } = known;
    const fetched = await central.lookUpPerson({ kind: 'id-number', idNumber, name }, operator);
    if (!fetched.ok) {
      return fetched.code === 'unreachable' || fetched.code === 'broken' ? null : personForFacts(known);
    }
    const { value: person, reference, at } = fetched;
    store.transact((transaction) =>
      transaction.append({
        kind: 'person.seen',
        subject: personId,
        actor: COUNTER,
        payload: { idNumber, name: person.name, card: null, document: null, central: { person, reference, at } },
      }),
    );
    return person;
  };

  const settlePending = async (message: OutboundMessage): Promise<SubmitOutcome | null> => {
    const caseId = caseOfSent(store.read, message.messageId);
    if (caseId === undefined) return null;
    const seen = caseOf(context, caseId);
    if (!seen) return CASE_UNREADABLE;
    const { case: one } = seen;
    const found = itemOfCase(context, one);
    if (!found.ok) return heldWithoutItem(one);
    const { value: item } = found;
    // Only what this case needs: an answer about a material its form does not ask for is no reason to stop it.
    const needed = materialsFor(item, one.form);
    const wanted = unsettledMaterials({ item, case: one }).filter((material) => needed.includes(material));
    if (wanted.length === 0) return null;
    const person = await personOf(one.personId, message.operator);
    if (!person) return STILL_PENDING;
    const materials = await obtainMaterials(context, item, wanted, person, message.operator);
    if (materials.some(({ result }) => result === 'pending')) return STILL_PENDING;
    const recorded = store.transact((transaction) =>
      recordAct(context, transaction, FORWARDER, seen, {
        kind: 'recheck',
        caseId,
        input: { materials },
      }),
    );
    if (!recorded.ok) throw new Error(`the materials of a completed case were not recorded: ${recorded.code}`);
    const denied = materials.filter(({ result }) => result === 'not-confirmed');
    return denied.length === 0
      ? null
      : { outcome: 'refused', message: `系统核验未通过：${denied.map(({ summary }) => summary).join('；')}` };
  };

  return {
    submit: async (message) => (await settlePending(message)) ?? central.submit(message),
    ask: (message) => central.ask(message),
    isReachable: () => central.isReachable(),
  };
}

/**
 * A case whose item cannot be read: what was confirmed at the acceptance is enough, but whether what still waits for an answer
 * is needed cannot be told.
 */
function heldWithoutItem({ obtained }: Case): SubmitOutcome | null {
  return Object.values(obtained).some(({ result }) => result === 'pending') ? ITEM_UNREADABLE : null;
}

/** The case of a message; null when it cannot be read, or does not hold every act that its history has. */
function caseOf(context: Pick<Context, 'store' | 'clock'>, caseId: string): SeenCase | null {
  const seen = seenFor(context, caseId, 'system');
  return seen?.case.custody.n === countActs(context.store.read, caseId) ? seen : null;
}
