import { failure } from '../../contract/failures.ts';
import { createSignal, type Heard } from '../../domain/signal.ts';
import type { Credential } from '../../domain/identity/credential.ts';
import { canonicalDocument } from '../../domain/identity/documentTypes.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import type { Step, VisitEffect } from '../../domain/visit/effect.ts';
import type { LookUpAnswer, VisitEvent } from '../../domain/visit/event.ts';
import { step } from '../../domain/visit/step.ts';
import type { Reception } from '../../domain/visit/visit.ts';
import { openIntakesOfVisit } from '../../store/cases.ts';
import type { Transaction } from '../../store/store.ts';
import { deleteDraftsOf } from '../../store/workingState.ts';
import { recordAct } from '../act.ts';
import { seenFor } from '../caseAccess.ts';
import type { Context } from '../context.ts';
import { once, type Answer, type Request } from '../once.ts';
import { untilStored } from '../storage.ts';
import type { KnownPeople } from './known.ts';
import { restoreReception } from './restore.ts';

/** What was answered, and when every question to the central system that followed from it has its answer. */
export interface Acted {
  /** The visit before the teller then; null when none. */
  readonly answer: Answer<{ readonly visitId: string | null }>;
  readonly lookedUp: Promise<void>;
}

/** Who is at this counter: keeps the state, and does what its steps say. */
export interface ReceptionKeeper {
  state(): Reception;
  /** Something happened by itself: a reader, a teller, an answer. Resolves when questions that followed are answered. */
  happen(event: VisitEvent): Promise<void>;
  /** A teller's act. Repeated with the same request it has no second effect. */
  act(request: Request, event: VisitEvent): Acted;
  readonly changes: Heard<void>;
  /** Answers that come later are nobody's. */
  stop(): void;
}

/** Keeps the reception, beginning with the visits an earlier process left. */
export function keepReception(context: Context, people: KnownPeople): ReceptionKeeper {
  const { store } = context;
  const changes = createSignal(context.reportBug);
  let reception = restoreReception(context, people);
  const ending = new AbortController();

  const stepNow = (event: VisitEvent, at: string): Step => step(reception, event, { at, newId: context.newId() });

  /** The new state counts; what it asks of the central system is asked. */
  const enter = (stepped: Step): Promise<void> => {
    const changed = stepped.reception !== reception;
    reception = stepped.reception;
    if (changed) changes.emit();
    return askCentral(context, people, stepped.effects, async (answered) => {
      if (!ending.signal.aborted) await takeAnswer(answered);
    });
  };

  const take = (event: VisitEvent): Step => {
    const stepped = stepNow(event, context.clock.wall().toISOString());
    if (!stepped.effects.some(({ kind }) => kind !== 'ask-central')) return stepped;
    // Taken once more inside the transaction: what is kept in memory and in the journal carries the same instant.
    return store.transact((transaction) => {
      const recorded = stepNow(event, transaction.at);
      carryOut(context, transaction, recorded.effects);
      return recorded;
    });
  };

  const happen = async (event: VisitEvent): Promise<void> => {
    let asked: Promise<void>;
    try {
      asked = enter(take(event));
    } catch (error) {
      // What the disk does not take has not happened; readers and teller are looked at again when it does.
      if (!context.storage.noteError(error)) throw error;
      return;
    }
    await asked;
  };

  /** Nobody can give an answer a second time: it is kept until the disk takes it. */
  const takeAnswer = async (event: VisitEvent): Promise<void> => {
    const taken = await untilStored(context, () => ({ asked: enter(take(event)) }), ending.signal);
    await taken?.asked;
  };

  return {
    state: () => reception,
    happen,
    act: (request, event) => {
      // Stays empty when the request is a repeated one: its effect is there already.
      const taken: Step[] = [];
      const answer = once(context, request, (transaction, refuse) => {
        const stepped = stepNow(event, transaction.at);
        if (stepped.refused) return refuse(failure(stepped.refused));
        carryOut(context, transaction, stepped.effects);
        taken.push(stepped);
        return { visitId: stepped.reception.present?.visitId ?? null };
      });
      const [stepped] = taken;
      return { answer, lookedUp: stepped ? enter(stepped) : Promise.resolve() };
    },
    changes,
    stop: () => ending.abort(),
  };
}

/** Asks the central system what the effects ask of it; each answer is told when it comes. */
async function askCentral(
  context: Pick<Context, 'central'>,
  people: KnownPeople,
  effects: readonly VisitEffect[],
  tell: (answered: VisitEvent) => Promise<void>,
): Promise<void> {
  const questions = effects.flatMap((effect) => (effect.kind === 'ask-central' ? [effect] : []));
  await Promise.all(
    questions.map(async ({ ticket, credential, operator }) => {
      const answer = await lookUp(context, people, credential, operator);
      await tell({ kind: 'look-up-answered', ticket, answer });
    }),
  );
}

function carryOut(context: Context, transaction: Transaction, effects: readonly VisitEffect[]): void {
  for (const effect of effects) {
    switch (effect.kind) {
      case 'record':
        transaction.append(effect.record);
        break;
      case 'close-work':
        closeWork(context, transaction, effect);
        break;
      case 'ask-central':
        break;
    }
  }
}

/** Intakes that came to nothing are closed as "left"; drafts of the citizen are gone with the visit. */
function closeWork(
  context: Context,
  transaction: Transaction,
  effect: Extract<VisitEffect, { kind: 'close-work' }>,
): void {
  const { actor, visitId, personId } = effect;
  for (const caseId of openIntakesOfVisit(transaction.write, visitId, transaction.workstation)) {
    const seen = seenFor(context, caseId, 'visit');
    // What this program cannot read stays as it is: the visit ends all the same.
    if (!seen) continue;
    const left = { kind: 'abandon', caseId, input: { reason: 'left' } } as const;
    const closed = recordAct(context, transaction, actor, seen, left);
    if (!closed.ok) throw new Error(`an intake of a visit that ended was not closed: ${closed.code}`);
  }
  if (personId !== null) deleteDraftsOf(transaction.write, personId);
}

async function lookUp(
  { central }: Pick<Context, 'central'>,
  people: KnownPeople,
  credential: Credential,
  { number, name }: StaffActor,
): Promise<LookUpAnswer> {
  const fetched = await central.lookUpPerson(credential, { number, name });
  if (!fetched.ok) return fetched;
  const { documentType, idNumber } = fetched.value;
  const personId = people.idOf(canonicalDocument(documentType, idNumber));
  const { value: person, reference, at } = fetched;
  return { ok: true, personId, person, reference, at, recorded: people.find(personId) };
}
