import type { CentralSystem, OutboundMessage, SubmitOutcome } from '../central/port.ts';
import { replay } from '../domain/case/replay.ts';
import { caseActions } from '../store/journal.ts';
import { findMessage } from '../store/outbox.ts';
import { getPerson } from '../store/people.ts';
import { itemVersion } from './cases.ts';
import { COUNTER, type Context } from './context.ts';
import { knownPerson, personForFacts } from './knownPerson.ts';
import { obtainMaterials, unsettledMaterials } from './obtaining.ts';

/**
 * The central system as the forwarder sees it: a case accepted while the system was away has its pending materials asked
 * for before its transaction leaves. A material the system then denies goes back to the teller as a refusal.
 */
export function createCheckedDelivery(context: Context): Pick<CentralSystem, 'submit' | 'ask' | 'isReachable'> {
  const { central, store } = context;

  const settlePending = async (message: OutboundMessage): Promise<SubmitOutcome | null> => {
    const caseId = findMessage(store.database, message.messageId)?.caseId;
    if (caseId === undefined) return null;
    const history = replay(caseActions(store.database, caseId));
    if (!Object.values(history.obtained).some(({ result }) => result === 'pending')) return null;
    const item = itemVersion(context, history.itemCode, history.itemVersion);
    const wanted = unsettledMaterials(item, history);
    const person = personForFacts(knownPerson(getPerson(store.database, history.personId)));
    const materials = await obtainMaterials(context, item, wanted, person, message.operator);
    if (materials.some(({ result }) => result === 'pending')) {
      return { outcome: 'not-sent', detail: '材料待系统核验' };
    }
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
    ask: (messageId) => central.ask(messageId),
    isReachable: () => central.isReachable(),
  };
}
