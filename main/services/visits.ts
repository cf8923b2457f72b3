import type { CardReader, CardReaderStatus } from '../../native/card/port.ts';
import type { Credential } from '../central/port.ts';
import { failure, type Failure } from '../contract/failures.ts';
import { parseIdNumber } from '../domain/identity/idNumber.ts';
import type { SocialSecurityCard } from '../domain/identity/socialSecurityCard.ts';
import { ok } from '../domain/result.ts';
import type { Actor } from '../domain/staff/role.ts';
import { openIntakesOfVisit } from '../store/cases.ts';
import { findPersonByCard, findPersonByIdNumber, findPresentVisit, getPerson } from '../store/people.ts';
import type { Transaction } from '../store/store.ts';
import { deleteDrafts } from '../store/workingState.ts';
import type { Context } from './context.ts';
import { once, type Answer, type Request } from './once.ts';
import { knownPerson, type KnownPerson } from './knownPerson.ts';

/** How the central system's look-up of the citizen stands. */
export interface LookUpState {
  readonly state: 'looking' | 'found' | 'not-found' | 'unreachable' | 'refused' | 'broken';
  readonly message: string;
}

/** The citizen at the counter. */
export interface PresentVisit {
  readonly visitId: string;
  readonly openedBy: 'card' | 'id-number';
  readonly openedAt: string;
  readonly card: SocialSecurityCard | null;
  readonly cardState: 'in' | 'removed' | 'none';
  readonly otherCard: SocialSecurityCard | null;
  readonly lookUp: LookUpState;
  readonly person: KnownPerson | null;
  /** ID number typed by the teller, until somebody is found under it. */
  readonly typedIdNumber: string | null;
}

/** The one visit at this counter. */
export interface Visits {
  present(): PresentVisit | null;
  /** The teller came or went: a card already in the reader is looked at again. */
  tellerChanged(): void;
  openByIdNumber(teller: Actor, request: Request, idNumber: string): Promise<Answer<{ visitId: string }>>;
  lookUpAgain(teller: Actor): Promise<Answer<Record<string, never>>>;
  switchToOtherCard(teller: Actor, request: Request): Promise<Answer<Record<string, never>>>;
  end(teller: Actor, request: Request): Answer<Record<string, never>>;
  revealIdNumber(teller: Actor, reason: string): Answer<{ idNumber: string }>;
  onChange(listener: () => void): () => void;
  stop(): void;
}

const LOOKING: LookUpState = { state: 'looking', message: '' };

/** Follows the card reader and keeps the visit. `teller` tells who is at the counter now. */
export function createVisits(context: Context, reader: CardReader, teller: () => Actor | null): Visits {
  const { store, newId } = context;
  const listeners = new Set<() => void>();
  let present = restore(context);
  /** Rises with every look-up and visit: an answer that comes too late is recognised and dropped. */
  let lookUpRun = 0;
  /** The stay of the card whose visit was ended: it must leave the reader before it begins another one. */
  let servedPresentation: number | null = null;

  const set = (next: PresentVisit | null): void => {
    present = next;
    for (const listener of listeners) listener();
  };

  const begin = (
    transaction: Transaction,
    actor: Actor,
    by: { readonly card: SocialSecurityCard } | { readonly idNumber: string },
  ): PresentVisit => {
    const visitId = newId();
    const openedBy = 'card' in by ? 'card' : 'id-number';
    transaction.append({ kind: 'visit.opened', subject: visitId, actor, payload: { by: openedBy } });
    return {
      visitId,
      openedBy,
      openedAt: transaction.at,
      card: 'card' in by ? by.card : null,
      cardState: 'card' in by ? 'in' : 'none',
      otherCard: null,
      lookUp: LOOKING,
      person: null,
      typedIdNumber: 'idNumber' in by ? by.idNumber : null,
    };
  };

  const close = (transaction: Transaction, actor: Actor, visit: PresentVisit, reason: 'teller' | 'switched'): void => {
    for (const caseId of openIntakesOfVisit(transaction.database, visit.visitId)) {
      transaction.append({ kind: 'case.abandon', subject: caseId, actor, payload: { reason: 'left' } });
    }
    deleteDrafts(transaction.database);
    transaction.append({ kind: 'visit.ended', subject: visit.visitId, actor, payload: { reason } });
  };

  const identify = async (actor: Actor): Promise<void> => {
    const visit = present;
    if (!visit) return;
    const run = ++lookUpRun;
    set({ ...visit, lookUp: LOOKING });
    const fetched = await context.central.lookUpPerson(credentialOf(visit), { number: actor.number, name: actor.name });
    const now = present;
    if (run !== lookUpRun || now?.visitId !== visit.visitId) return;
    const central = fetched.ok ? { person: fetched.value, reference: fetched.reference, at: fetched.at } : null;
    const lookUp: LookUpState = fetched.ok
      ? { state: 'found', message: '' }
      : { state: fetched.code, message: fetched.message };
    const named = central
      ? { idNumber: central.person.idNumber, name: central.person.name }
      : nameFromCard(context, now.card, now.typedIdNumber);
    if (!named) {
      set({ ...now, lookUp });
      return;
    }
    const personId = findPersonByIdNumber(store.database, named.idNumber)?.personId ?? newId();
    store.transact((transaction) => {
      transaction.append({
        kind: 'person.seen',
        subject: personId,
        actor,
        payload: { ...named, card: now.card, central },
      });
      if (now.person?.personId !== personId) {
        transaction.append({ kind: 'visit.identified', subject: now.visitId, actor, payload: { personId } });
      }
    });
    set({ ...now, lookUp, person: knownPerson(getPerson(store.database, personId)) });
  };

  /** Begins a visit by request. A repeated request finds the visit begun and does not begin it again. */
  const beginOnce = async (
    actor: Actor,
    request: Request,
    work: (transaction: Transaction, refuse: (reason: Failure) => never) => PresentVisit,
  ): Promise<Answer<{ visitId: string }>> => {
    const begun: PresentVisit[] = [];
    const answer = once(context, request, (transaction, refuse) => {
      const visit = work(transaction, refuse);
      begun.push(visit);
      return { visitId: visit.visitId };
    });
    const [visit] = begun;
    if (answer.ok && visit) {
      set(visit);
      await identify(actor);
    }
    return answer;
  };

  const followCard = (status: CardReaderStatus): void => {
    const visit = present;
    if (status.state !== 'card') {
      if (visit && (visit.cardState === 'in' || visit.otherCard) && status.state !== 'reading') {
        set({ ...visit, cardState: visit.cardState === 'in' ? 'removed' : visit.cardState, otherCard: null });
      }
      return;
    }
    const actor = teller();
    if (!actor) return;
    if (!visit) {
      if (status.presentation === servedPresentation) return;
      set(store.transact((transaction) => begin(transaction, actor, { card: status.card })));
      identify(actor).catch(context.reportBug);
    } else if (belongsTo(status.card, visit)) {
      const known = visit.card !== null;
      set({ ...visit, card: status.card, cardState: 'in', otherCard: null });
      if (!known) identify(actor).catch(context.reportBug);
    } else {
      set({ ...visit, cardState: visit.cardState === 'in' ? 'removed' : visit.cardState, otherCard: status.card });
    }
  };

  const unsubscribe = reader.subscribe(followCard);

  return {
    present: () => present,
    tellerChanged: () => followCard(reader.status()),

    openByIdNumber: async (actor, request, idNumber) => {
      const parsed = parseIdNumber(idNumber);
      if (!parsed.ok) return failure('ID_NUMBER_INVALID', parsed.message);
      const typedIdNumber = parsed.value.value;
      const answer = await beginOnce(actor, request, (transaction, refuse) => {
        if (present) return refuse(failure('VISIT_BUSY'));
        return begin(transaction, actor, { idNumber: typedIdNumber });
      });
      // The counter ended between opening the visit and learning who it is: the repeated request brings the number again.
      if (answer.ok && present?.visitId === answer.value.visitId && !present.person && present.typedIdNumber === null) {
        set({ ...present, typedIdNumber });
        await identify(actor);
      }
      return answer;
    },

    lookUpAgain: async (actor) => {
      if (!present) return failure('VISIT_NONE');
      // A visit restored before anybody was identified: what was read or typed then is gone with the old process.
      if (!present.card && !present.person && present.typedIdNumber === null) {
        return failure('PERSON_UNKNOWN', '程序重启前没有确认身份，请结束接待后重新刷卡或输入证件号码');
      }
      await identify(actor);
      return ok({});
    },

    switchToOtherCard: async (actor, request) => {
      const answer = await beginOnce(actor, request, (transaction, refuse) => {
        const visit = present;
        if (!visit?.otherCard) return refuse(failure('VISIT_NONE'));
        close(transaction, actor, visit, 'switched');
        return begin(transaction, actor, { card: visit.otherCard });
      });
      return answer.ok ? ok({}) : answer;
    },

    end: (actor, request) => {
      const answer = once(context, request, (transaction, refuse) => {
        if (!present) return refuse(failure('VISIT_NONE'));
        close(transaction, actor, present, 'teller');
        return { visitId: present.visitId };
      });
      if (!answer.ok) return answer;
      if (present?.visitId === answer.value.visitId) {
        const status = reader.status();
        servedPresentation = status.state === 'card' ? status.presentation : null;
        lookUpRun += 1;
        set(null);
      }
      return ok({});
    },

    revealIdNumber: (actor, reason) => {
      const person = present?.person;
      if (!person) return failure('VISIT_NONE');
      store.transact((transaction) =>
        transaction.append({
          kind: 'person.revealed',
          subject: person.personId,
          actor,
          payload: { field: 'id-number', reason },
        }),
      );
      return ok({ idNumber: person.idNumber });
    },

    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => {
      unsubscribe();
      lookUpRun += 1;
    },
  };
}

/** The visit that was open when the core ended: the citizen is still there. */
function restore({ store }: Context): PresentVisit | null {
  const row = findPresentVisit(store.database);
  if (!row) return null;
  const person = row.personId === null ? null : knownPerson(getPerson(store.database, row.personId));
  return {
    visitId: row.visitId,
    openedBy: row.openedBy,
    openedAt: row.openedAt,
    card: row.openedBy === 'card' ? (person?.card ?? null) : null,
    cardState: row.openedBy === 'card' ? 'removed' : 'none',
    otherCard: null,
    lookUp: person?.central ? { state: 'found', message: '' } : { state: 'unreachable', message: '' },
    person,
    typedIdNumber: row.openedBy === 'id-number' ? (person?.idNumber ?? null) : null,
  };
}

function belongsTo(card: SocialSecurityCard, visit: PresentVisit): boolean {
  if (visit.card) return visit.card.cardIdentifier === card.cardIdentifier;
  const idNumber = visit.person?.idNumber ?? visit.typedIdNumber;
  if (idNumber !== null && card.socialSecurityNumber !== undefined) return card.socialSecurityNumber === idNumber;
  return visit.person?.card?.cardIdentifier === card.cardIdentifier;
}

function credentialOf(visit: PresentVisit): Credential {
  if (visit.card) {
    const { cardNumber, cardIdentifier, socialSecurityNumber } = visit.card;
    return {
      kind: 'social-card',
      cardNumber,
      cardIdentifier,
      ...(socialSecurityNumber === undefined ? {} : { idNumber: socialSecurityNumber }),
    };
  }
  return { kind: 'id-number', idNumber: visit.person?.idNumber ?? visit.typedIdNumber ?? '' };
}

/** Who it is when the central system did not say: the card's own data, else this counter's earlier record. */
function nameFromCard(
  { store }: Context,
  card: SocialSecurityCard | null,
  typedIdNumber: string | null,
): { readonly idNumber: string; readonly name: string } | null {
  if (card?.socialSecurityNumber !== undefined && card.name !== undefined) {
    return { idNumber: card.socialSecurityNumber, name: card.name };
  }
  const row = card
    ? findPersonByCard(store.database, card.cardNumber)
    : findPersonByIdNumber(store.database, typedIdNumber ?? '');
  return row ? { idNumber: row.idNumber, name: row.name } : null;
}
