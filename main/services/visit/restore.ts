import { z } from 'zod';
import { credentialOf, type Arrival, type ArrivalKind } from '../../domain/visit/arrival.ts';
import { readStoredText } from '../../domain/stored.ts';
import {
  EMPTY_RECEPTION,
  type PresentAgent,
  type Question,
  type Reception,
  type Visit,
} from '../../domain/visit/visit.ts';
import type { KnownPerson } from '../../domain/visit/knownPerson.ts';
import { visitsGoingOn, type VisitRow } from '../../store/people.ts';
import type { Context } from '../context.ts';
import { documentOfPerson, type KnownPeople } from './known.ts';

const arrivalKinds = [
  'card',
  'id-number',
  'id-card',
  'e-credential',
  'card-number',
  'slip',
] as const satisfies readonly ArrivalKind[];
const agentSchema = z.object({ by: z.enum(arrivalKinds), name: z.string(), idNumber: z.string() });

/**
 * Who was there when the core ended: the citizens still are. Lost is what was in memory alone: the photo, a token nobody had
 * read yet, a question about somebody else's code (what lies on a reader is asked about again), and which case a slip asked for.
 */
export function restoreReception({ store }: Pick<Context, 'store'>, people: KnownPeople): Reception {
  const rows = visitsGoingOn(store.read);
  const restored = rows.map((row) => ({ parkedAt: row.parkedAt, visit: restoreVisit(row, people) }));
  return {
    ...EMPTY_RECEPTION,
    present: restored.find(({ parkedAt }) => parkedAt === null)?.visit ?? null,
    parked: restored.flatMap(({ parkedAt, visit }) => (parkedAt === null ? [] : [{ parkedAt, visit }])),
  };
}

function restoreVisit(row: VisitRow, people: KnownPeople): Visit {
  const person = row.personId === null ? null : people.find(row.personId);
  const shownBy = arrivalKinds.filter((kind) => row.shownBy.split(' ').includes(kind));
  const card = shownBy.includes('card') ? (person?.card ?? null) : null;
  const document = shownBy.includes('id-card') ? (person?.document ?? null) : null;
  return {
    visitId: row.visitId,
    openedBy: row.openedBy,
    openedAt: row.openedAt,
    teller: { kind: 'person', number: row.tellerNumber, name: row.tellerName, role: 'teller' },
    person,
    shownBy,
    card,
    cardState: card ? 'removed' : 'none',
    document,
    photo: null,
    question: person && questionAbout(person, { card, document }),
    lookUp: { state: person?.central ? 'found' : 'unreachable', message: '' },
    checked:
      row.checkedAt === null
        ? null
        : { at: row.checkedAt, by: { number: row.checkedByNumber ?? '', name: row.checkedByName ?? '' } },
    agent: agentOf(row),
    other: null,
    openCase: null,
  };
}

/** Who acted for the citizen; nobody when that cannot be read: then the agent is asked to show their card again. */
function agentOf({ agent }: Pick<VisitRow, 'agent'>): PresentAgent | null {
  const read = agent === null ? null : readStoredText(agentSchema, agent);
  return read?.ok ? read.value : null;
}

/** The central system is asked with the best of what was shown, as before. */
function questionAbout(person: KnownPerson, { card, document }: Pick<Visit, 'card' | 'document'>): Question | null {
  const arrival: Arrival = card
    ? { kind: 'card', card }
    : document
      ? { kind: 'id-card', document, photo: null }
      : { kind: 'id-number', document: documentOfPerson(person) };
  const credential = credentialOf({ arrival, personId: person.personId, holder: person, news: null });
  return credential && { by: arrival.kind, credential, personId: person.personId, presumed: null };
}
