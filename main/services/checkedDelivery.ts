import type { CentralSystem, SubmitOutcome } from '../central/port.ts';
import type { OutboundMessage } from '../domain/delivery/delivery.ts';
import { materialsFor } from '../domain/catalogue/materialList.ts';
import type { CentralPerson } from '../domain/identity/person.ts';
import { replay } from '../domain/case/replay.ts';
import { caseActions } from '../store/journal.ts';
import { caseOfSent } from '../store/outbox.ts';
import { getPerson } from '../store/people.ts';
import { itemVersion } from './caseInHand.ts';
import { COUNTER, type Context } from './context.ts';
import { knownPerson, personForFacts } from './visit/known.ts';
import { obtainMaterials, unsettledMaterials } from './obtaining.ts';

const STILL_PENDING = { outcome: 'not-sent', detail: '材料待系统核验' } as const satisfies SubmitOutcome;
/** What stands in the history and can not be read may be a reason to stop: nothing leaves on a guess. */
const CASE_UNREADABLE = {
  outcome: 'not-sent',
  detail: '办件记录里有本程序读不了的内容',
} as const satisfies SubmitOutcome;

/**
 * The central system as the forwarder sees it: a case accepted while the system was away has its pending materials asked
 * for before its transaction leaves. A material the system then denies goes back to the teller as a refusal, and is asked
 * for again when the teller sends the case again.
 */
export function createCheckedDelivery(context: Context): Pick<CentralSystem, 'submit' | 'ask' | 'isReachable'> {
  const { central, store } = context;

  /** The person as the central system knows them; null while it can not be asked. Without its word no material is found. */
  const personOf = async (personId: string, operator: OutboundMessage['operator']): Promise<CentralPerson | null> => {
    const known = knownPerson(getPerson(store.database, personId));
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
    const caseId = caseOfSent(store.database, message.messageId);
    if (caseId === undefined) return null;
    const read = caseActions(store.database, caseId);
    if (!read.ok) return CASE_UNREADABLE;
    const history = replay(read.actions);
    const item = itemVersion(context, history.itemCode, history.itemVersion);
    // Only what this case needs: an answer about a material its form does not ask for is no reason to stop it.
    const needed = materialsFor(item, history.form);
    const wanted = unsettledMaterials(item, history).filter((material) => needed.includes(material));
    if (wanted.length === 0) return null;
    const person = await personOf(history.personId, message.operator);
    if (!person) return STILL_PENDING;
    const materials = await obtainMaterials(context, item, wanted, person, message.operator);
    if (materials.some(({ result }) => result === 'pending')) return STILL_PENDING;
    store.transact((transaction) =>
      transaction.append({ kind: 'case.obtain', subject: caseId, actor: COUNTER, payload: { materials } }),
    );
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
