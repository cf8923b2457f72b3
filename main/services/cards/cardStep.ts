import { hallDate } from '../../domain/calendar/hallTime.ts';
import { deadlineDay } from '../../domain/calendar/deadline.ts';
import { batchFor } from '../../domain/card/batch.ts';
import { openOrder } from '../../domain/card/card.ts';
import { insuredGroup } from '../../domain/card/insured.ts';
import { cardEventOf, type StepFacts } from '../../domain/card/itemSteps.ts';
import { cardProblem } from '../../domain/card/problem.ts';
import type { ActKind } from '../../domain/case/process.ts';
import type { FormValues } from '../../domain/case/papers.ts';
import type { ServiceItem } from '../../domain/catalogue/item.ts';
import type { NewEntry } from '../../domain/journal/entry.ts';
import type { Actor } from '../../domain/staff/actor.ts';
import { cardsOf, isCardOfOther, lastBatchOf } from '../../store/cards.ts';
import { findCase } from '../../store/cases.ts';
import type { Transaction } from '../../store/store.ts';
import type { SeenCase } from '../caseAccess.ts';
import { caseFacts } from '../caseFacts.ts';
import type { Context } from '../context.ts';

type Of = Pick<Context, 'store' | 'clock' | 'catalogue'>;

/** What a step of this case would be told at this instant. */
function stepFacts({ store }: Pick<Of, 'store'>, { caseId, person }: SeenCase, at: string): StepFacts {
  const day = hallDate(at);
  const last = lastBatchOf(store.read, day.slice(0, 'YYYY-MM'.length));
  return { number: person.card?.cardNumber ?? null, orderId: caseId, batch: batchFor(day, last) };
}

/** Why the citizen's card forbids this item with this form, in Chinese; null when it does not. */
export function cardForbids(context: Of, seen: SeenCase, item: ServiceItem, form: FormValues): string | null {
  if (item.card === undefined) return null;
  const { personId } = seen.person;
  const { read } = context.store;
  const event = cardEventOf(item.card, form, stepFacts(context, seen, context.clock.wall().toISOString()));
  const number = event.kind === 'order' ? null : event.number;
  return cardProblem(cardsOf(read, personId), event, {
    lostElsewhere: seen.person.central?.person.alerts.some(({ kind }) => kind === 'card-lost') ?? false,
    numberTaken: number !== null && isCardOfOther(read, number, personId),
  });
}

/** What completing, or making void, a case about the citizen's card does to the card, in the transaction of the act. */
export function recordCardStep(
  context: Of,
  transaction: Transaction,
  actor: Actor,
  { seen, kind }: { readonly seen: SeenCase; readonly kind: ActKind },
): void {
  const item = context.catalogue.versionOf(seen.case.itemCode, seen.case.itemVersion);
  if (item?.card === undefined) return;
  const entry =
    kind === 'complete' || kind === 'settle'
      ? completedStep(context, transaction, actor, seen, item)
      : kind === 'annul'
        ? withdrawnOrder(transaction, actor, seen)
        : null;
  if (entry) transaction.append(entry);
}

function completedStep(
  context: Of,
  transaction: Transaction,
  actor: Actor,
  seen: SeenCase,
  item: ServiceItem,
): NewEntry | null {
  // What was handed in stands in the case as it is after the act.
  const found = findCase(transaction.write, seen.caseId);
  if (!found.ok || item.card === undefined) return null;
  const { form, acceptance } = found.value;
  const { caseId, person } = seen;
  const insured = insuredGroup(caseFacts(item, person, hallDate(transaction.at)).insurance?.type);
  const head = { subject: person.personId, actor };
  const event = cardEventOf(item.card, form, stepFacts(context, seen, transaction.at));
  switch (event.kind) {
    case 'report-loss':
      return {
        ...head,
        kind: 'card.reported-lost',
        payload: { caseId, number: event.number, formal: event.formal, insured },
      };
    case 'lift-loss':
      return { ...head, kind: 'card.loss-lifted', payload: { caseId, number: event.number, insured } };
    case 'order': {
      const { orderId, order, batch } = event;
      const dueOn = acceptance ? deadlineDay(acceptance.promised) : null;
      return { ...head, kind: 'card.ordered', payload: { orderId, caseId, order, batch, dueOn, insured } };
    }
    case 'hand-out': {
      const { number, activated } = event;
      return { ...head, kind: 'card.handed-out', payload: { caseId, number, activated, insured } };
    }
  }
}

/** A case that is void orders nothing any more. */
function withdrawnOrder(transaction: Transaction, actor: Actor, { caseId, person }: SeenCase): NewEntry | null {
  const open = openOrder(cardsOf(transaction.write, person.personId));
  if (open?.orderId !== caseId) return null;
  const payload = { orderId: caseId, note: '办件作废' };
  return { kind: 'card.order-cancelled', subject: person.personId, actor, payload };
}
