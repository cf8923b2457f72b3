import type { Credential } from '../../domain/identity/credential.ts';
import { failure } from '../../contract/failures.ts';
import type { VisitOpening } from '../../domain/journal/entry.ts';
import type { Actor } from '../../domain/staff/role.ts';
import { openIntakesOfVisit } from '../../store/cases.ts';
import { findPersonByCard, findPersonByIdNumber, getPerson } from '../../store/people.ts';
import type { Transaction } from '../../store/store.ts';
import { deleteDrafts } from '../../store/workingState.ts';
import type { Context } from '../context.ts';
import { knownPerson } from '../knownPerson.ts';
import { once, type Answer, type Request } from '../once.ts';
import { LOOKING, nameWithoutCentral, restoreVisit, type LookUpState, type PresentVisit } from './presentVisit.ts';
import { credentialOf, meansPresent, type Presented } from './presented.ts';

/** How a visit begins: what was shown, and what the central system is asked with. */
export interface Beginning {
  readonly by: VisitOpening;
  readonly credential: Credential;
  readonly presented?: Presented;
  /** Known already from this counter's record, with the case that is asked for. */
  readonly slip?: { readonly personId: string; readonly caseId: string };
}

/** The beginning of a visit by what lies on a reader. */
export function beginningOf(presented: Presented): Beginning {
  return { by: presented.kind, credential: credentialOf(presented), presented };
}

/** The one place at this counter: who stands there, and how that changes. */
export type Counter = ReturnType<typeof createCounter>;

/** Makes the place, with the visit an earlier process left. */
export function createCounter(context: Context) {
  const { store, newId } = context;
  const listeners = new Set<() => void>();
  const settled = new Set<() => void>();
  let present = restoreVisit(context);
  /** Rises with every look-up and visit: an answer that comes too late is recognised and dropped. */
  let lookUpRun = 0;

  const set = (next: PresentVisit | null): void => {
    present = next;
    for (const listener of listeners) listener();
  };

  const begin = (transaction: Transaction, actor: Actor, beginning: Beginning): PresentVisit => {
    const { by, credential, presented, slip } = beginning;
    const visitId = newId();
    transaction.append({ kind: 'visit.opened', subject: visitId, actor, payload: { by } });
    if (slip) {
      transaction.append({ kind: 'visit.identified', subject: visitId, actor, payload: { personId: slip.personId } });
    }
    return {
      visitId,
      openedBy: by,
      openedAt: transaction.at,
      card: presented?.kind === 'card' ? presented.card : null,
      cardState: presented?.kind === 'card' ? 'in' : 'none',
      document: presented?.kind === 'id-card' ? presented.document : null,
      photo: presented?.kind === 'id-card' ? presented.photo : null,
      other: null,
      lookUp: LOOKING,
      person: slip ? knownPerson(getPerson(transaction.database, slip.personId)) : null,
      credential,
      openCase: slip ? { caseId: slip.caseId, at: transaction.at } : null,
    };
  };

  const close = (transaction: Transaction, actor: Actor, visit: PresentVisit, reason: 'teller' | 'switched'): void => {
    for (const caseId of openIntakesOfVisit(transaction.database, visit.visitId)) {
      transaction.append({ kind: 'case.abandon', subject: caseId, actor, payload: { reason: 'left' } });
    }
    deleteDrafts(transaction.database);
    transaction.append({ kind: 'visit.ended', subject: visit.visitId, actor, payload: { reason } });
  };

  /** Asks the central system who it is, and records what was learned. */
  const identify = async (actor: Actor): Promise<void> => {
    const visit = present;
    if (!visit?.credential) return;
    const run = ++lookUpRun;
    set({ ...visit, lookUp: LOOKING });
    const fetched = await context.central.lookUpPerson(visit.credential, { number: actor.number, name: actor.name });
    const now = present;
    if (run !== lookUpRun || now?.visitId !== visit.visitId) return;
    const central = fetched.ok ? { person: fetched.value, reference: fetched.reference, at: fetched.at } : null;
    const lookUp: LookUpState = fetched.ok
      ? { state: 'found', message: '' }
      : { state: fetched.code, message: fetched.message };
    const named = central
      ? { idNumber: central.person.idNumber, name: central.person.name }
      : nameWithoutCentral(context, now);
    if (named) learn(actor, now, lookUp, named, central);
    else set({ ...now, lookUp });
    for (const listener of settled) listener();
  };

  const learn = (
    actor: Actor,
    visit: PresentVisit,
    lookUp: LookUpState,
    named: { readonly idNumber: string; readonly name: string },
    central: NonNullable<PresentVisit['person']>['central'],
  ): void => {
    const personId = findPersonByIdNumber(store.database, named.idNumber)?.personId ?? newId();
    const { document } = visit;
    const card = cardIsTheirs(visit, named.idNumber, central !== null) ? visit.card : null;
    store.transact((transaction) => {
      const payload = { ...named, card, document, central };
      transaction.append({ kind: 'person.seen', subject: personId, actor, payload });
      if (visit.person?.personId !== personId) {
        transaction.append({ kind: 'visit.identified', subject: visit.visitId, actor, payload: { personId } });
      }
    });
    // A token is good for one question: from now on the number it stood for is asked with.
    const credential: Credential | null =
      visit.credential?.kind === 'e-credential' ? { kind: 'id-number', ...named } : visit.credential;
    set({ ...visit, lookUp, credential, person: knownPerson(getPerson(store.database, personId)) });
  };

  /** A card that names nobody is recorded as this person's only on the central system's word, or as before. */
  const cardIsTheirs = ({ card, credential }: PresentVisit, idNumber: string, centralSaid: boolean): boolean => {
    if (!card) return false;
    if (card.socialSecurityNumber !== undefined) return true;
    if (centralSaid && credential?.kind === 'social-card') return true;
    return findPersonByCard(store.database, card.cardNumber)?.idNumber === idNumber;
  };

  /**
   * Somebody is shown by request: begins a visit, or says who is at the counter when nobody knew. A repeated request has no
   * second effect. Failures: VISIT_BUSY.
   */
  const show = async (
    actor: Actor,
    request: Request,
    beginning: Beginning,
  ): Promise<Answer<{ readonly visitId: string }>> => {
    const begun: PresentVisit[] = [];
    const answer = once(context, request, (transaction, refuse) => {
      if (present) {
        const free = present.person ? meansPresent(beginning.credential, present) : present.lookUp.state !== 'looking';
        return free ? { visitId: present.visitId } : refuse(failure('VISIT_BUSY'));
      }
      const visit = begin(transaction, actor, beginning);
      begun.push(visit);
      return { visitId: visit.visitId };
    });
    if (!answer.ok) return answer;
    const [visit] = begun;
    if (visit) {
      set(visit);
      await identify(actor);
    } else if (present?.visitId === answer.value.visitId && !present.person) {
      // Nobody knew who it is: a card that names nobody, a code nobody could read, or a counter that ended in between.
      set({ ...present, credential: beginning.credential });
      await identify(actor);
    }
    return answer;
  };

  return {
    present: () => present,
    set,
    identify,
    show,

    /** Begins a visit with what was laid on a reader while nobody was at the counter. */
    receive: (actor: Actor, presented: Presented): void => {
      set(store.transact((transaction) => begin(transaction, actor, beginningOf(presented))));
      identify(actor).catch(context.reportBug);
    },

    /** Ends the visit and begins one with the other person. `cleared` as in `end`. Failures: VISIT_NONE. */
    switchToOther: async (
      actor: Actor,
      request: Request,
      cleared: () => void,
    ): Promise<Answer<Record<string, never>>> => {
      const begun: PresentVisit[] = [];
      const answer = once(context, request, (transaction, refuse) => {
        const visit = present;
        if (!visit?.other) return refuse(failure('VISIT_NONE'));
        close(transaction, actor, visit, 'switched');
        begun.push(begin(transaction, actor, beginningOf(visit.other)));
        return {};
      });
      const [visit] = begun;
      if (answer.ok && visit) {
        cleared();
        set(visit);
        await identify(actor);
      }
      return answer;
    },

    /** Ends the visit. `cleared` is called when it really ended now. Failures: VISIT_NONE. */
    end: (actor: Actor, request: Request, cleared: () => void): Answer<Record<string, never>> => {
      const answer = once(context, request, (transaction, refuse) => {
        if (!present) return refuse(failure('VISIT_NONE'));
        close(transaction, actor, present, 'teller');
        return { visitId: present.visitId };
      });
      if (!answer.ok) return answer;
      if (present?.visitId === answer.value.visitId) {
        cleared();
        lookUpRun += 1;
        set(null);
      }
      return { ok: true, value: {} };
    },

    onChange: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Called when a look-up has ended, whatever it brought. */
    onSettled: (listener: () => void): void => void settled.add(listener),
    stop: (): void => {
      lookUpRun += 1;
    },
  };
}
