import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Credential } from '../../../../main/domain/identity/credential.ts';
import type { VisitEffect, VisitRecord } from '../../../../main/domain/visit/effect.ts';
import type { LookUpAnswer, VisitEvent } from '../../../../main/domain/visit/event.ts';
import { step } from '../../../../main/domain/visit/step.ts';
import { EMPTY_RECEPTION, type Reception, type Visit } from '../../../../main/domain/visit/visit.ts';
import {
  cardOf,
  centralOf,
  idOf,
  numberOf,
  PEOPLE,
  photoOf,
  recordedAs,
  showing,
  WANG,
  ZHAO,
  type Who,
} from './people.ts';

/** What may happen in a day, in words; which visit an act is meant for is found when it happens. */
type Happening =
  | { readonly what: 'show'; readonly who: Who; readonly how: 'id-number' | 'card-number' | 'e-credential' | 'slip' }
  | { readonly what: 'lay'; readonly who: Who; readonly how: 'card' | 'nameless-card' | 'id-card' }
  | { readonly what: 'take'; readonly reader: 'card' | 'id-card' }
  | { readonly what: 'start-reading'; readonly reader: 'card' | 'id-card' }
  | { readonly what: 'teller'; readonly teller: 'wang' | 'zhao' | null }
  | { readonly what: 'answer'; readonly which: number; readonly how: 'truth' | 'away' | 'unknown' | Who }
  | { readonly what: 'decide'; readonly decision: 'stay' | 'agent' | 'park' | 'end' }
  | {
      readonly what: 'act';
      readonly act: 'identity-checked' | 'parked' | 'taken-over' | 'ended';
      readonly stale: boolean;
    }
  | { readonly what: 'resume'; readonly which: number }
  | { readonly what: 'take-up'; readonly reader: 'card' | 'id-card' }
  | { readonly what: 'look-up' }
  | { readonly what: 'recovered' };

const who = fc.constantFrom(...PEOPLE);
const reader = fc.constantFrom('card', 'id-card');
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('show'),
      who,
      how: fc.constantFrom('id-number', 'card-number', 'e-credential', 'slip'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ what: fc.constant('lay'), who, how: fc.constantFrom('card', 'nameless-card', 'id-card') }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('take'), reader }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('start-reading'), reader }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('teller'), teller: fc.constantFrom('wang', 'zhao', null) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      what: fc.constant('answer'),
      which: fc.nat(3),
      how: fc.oneof({ weight: 5, arbitrary: fc.constant('truth') }, fc.constantFrom('away', 'unknown', ...PEOPLE)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constant('decide'), decision: fc.constantFrom('stay', 'agent', 'park', 'end') }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('act'),
      act: fc.constantFrom('identity-checked', 'parked', 'taken-over', 'ended'),
      stale: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('resume'), which: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('take-up'), reader }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('look-up') }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('recovered') }) },
);

/** Visits as the journal tells them: an independent account of the same day. */
interface Told {
  person: string | null;
  /** What proves who they are, as it was shown since they last came with less. */
  proofs: Set<string>;
  parked: boolean;
  ended: boolean;
}

/** One counter on one day, with a central system that is asked in its place. */
class Day {
  reception: Reception = { ...EMPTY_RECEPTION, teller: WANG };
  readonly told = new Map<string, Told>();
  readonly recorded = new Set<string>();
  readonly open: { ticket: number; credential: Credential; operator: string }[] = [];
  private readonly tickets = new Set<number>();
  private serial = 0;

  happen(one: Happening): void {
    const event = this.eventOf(one);
    if (!event) return;
    this.serial += 1;
    const moment = {
      at: `2026-11-20T01:${String(this.serial % 60).padStart(2, '0')}:00.000Z`,
      newId: `visit-${this.serial}`,
      avoids: () => false,
    };
    const before = this.reception;
    const stepped = step(before, event, moment);
    if (stepped.refused) {
      expect(stepped.reception).toBe(before);
      expect(stepped.effects).toEqual([]);
    }
    for (const effect of stepped.effects) this.carryOut(effect);
    this.reception = stepped.reception;
    if (event.kind === 'ended' && !stepped.refused) this.expectForgotten(event.visitId);
    this.expectTrue();
  }

  private carryOut(effect: VisitEffect): void {
    switch (effect.kind) {
      case 'ask-central':
        expect(this.tickets.has(effect.ticket)).toBe(false);
        this.tickets.add(effect.ticket);
        this.open.push({ ticket: effect.ticket, credential: effect.credential, operator: effect.operator.number });
        return;
      case 'close-work':
        expect(this.told.get(effect.visitId)).toMatchObject({ ended: false, person: effect.personId });
        return;
      case 'avoided':
        throw new Error('nobody is a relative of anybody here');
      case 'record':
        this.tell(effect.record);
    }
  }

  private tell(act: VisitRecord): void {
    const visit = this.told.get(act.subject);
    switch (act.kind) {
      case 'visit.opened':
        expect(this.atCounter()).toEqual([]);
        this.told.set(act.subject, { person: null, proofs: new Set(), parked: false, ended: false });
        return;
      case 'person.seen':
        this.recorded.add(act.subject);
        return;
      case 'visit.identified':
        // A row can only point at a person who has been recorded.
        expect(this.isRecorded(act.payload.personId)).toBe(true);
        expect(visit).toMatchObject({ ended: false, parked: false });
        expect([null, act.payload.personId]).toContain(visit?.person);
        if (visit) visit.person = act.payload.personId;
        visit?.proofs.add(act.payload.by);
        return;
      case 'visit.parked':
        expect(visit).toMatchObject({ ended: false, parked: false });
        if (visit) visit.parked = true;
        return;
      case 'visit.resumed':
        expect(visit).toMatchObject({ ended: false, parked: true });
        if (visit) visit.parked = false;
        if (['slip', 'id-number', 'card-number'].includes(act.payload.by)) visit?.proofs.clear();
        break;
      case 'visit.ended':
        expect(visit).toMatchObject({ ended: false, parked: false });
        if (visit) visit.ended = true;
        return;
      case 'visit.taken-over':
        expect(act.actor.number).not.toBe(act.payload.from);
        return;
      case 'visit.identity-checked':
        expect(visit?.person).toBe(act.payload.personId);
        visit?.proofs.add('checked');
        return;
      case 'visit.agent-shown':
        expect(visit).toMatchObject({ ended: false, parked: false });
    }
  }

  private isRecorded(personId: string): boolean {
    return this.recorded.has(personId);
  }

  private atCounter(): string[] {
    return [...this.told].filter(([, { ended, parked }]) => !ended && !parked).map(([visitId]) => visitId);
  }

  /** Nothing of a visit is left when it is over. */
  private expectForgotten(visitId: string): void {
    expect(JSON.stringify([this.reception.present, this.reception.parked])).not.toContain(`"${visitId}"`);
    expect(this.reception.doubt).toBe(null);
  }

  private expectTrue(): void {
    const { present, parked } = this.reception;
    expect(this.atCounter()).toEqual(present ? [present.visitId] : []);
    expect(
      [...this.told]
        .filter(([, one]) => !one.ended && one.parked)
        .map(([visitId]) => visitId)
        .sort(),
    ).toEqual(parked.map(({ visit }) => visit.visitId).sort());
    const visits = [...(present ? [present] : []), ...parked.map(({ visit }) => visit)];
    const people = visits.flatMap(({ person }) => (person ? [person.personId] : []));
    expect(new Set(people).size).toBe(people.length);
    for (const visit of visits) {
      expect(this.told.get(visit.visitId)?.person).toBe(visit.person?.personId ?? null);
      expectOnePerson(visit);
      // Nobody is served on as proved by what they showed before they came back with a slip or a number.
      const told = this.told.get(visit.visitId)?.proofs;
      expect(
        [...visit.shownBy, ...(visit.checked ? ['checked'] : [])].filter((one) => told?.has(one) !== true),
      ).toEqual([]);
    }
    const other = present?.other?.shown;
    if (other && other.personId !== null) expect(other.personId).not.toBe(present.person?.personId);
  }

  private eventOf(one: Happening): VisitEvent | null {
    const { present, parked, teller } = this.reception;
    switch (one.what) {
      case 'show':
        if (!teller) return null;
        // A slip is only known of a person who was here before.
        if (one.how === 'slip') this.recorded.add(idOf(one.who));
        return { kind: 'shown', by: teller, shown: showing(one.who, one.how, this.isRecorded(idOf(one.who))) };
      case 'lay': {
        this.serial += 1;
        const shown = showing(one.who, one.how, this.isRecorded(idOf(one.who)));
        const news = { state: 'lying', presentation: this.serial, shown } as const;
        return { kind: 'reader-changed', reader: one.how === 'id-card' ? 'id-card' : 'card', news };
      }
      case 'take':
        return { kind: 'reader-changed', reader: one.reader, news: { state: 'empty' } };
      case 'start-reading':
        this.serial += 1;
        return { kind: 'reader-changed', reader: one.reader, news: { state: 'busy', presentation: this.serial } };
      case 'teller':
        return { kind: 'teller-changed', teller: one.teller && { wang: WANG, zhao: ZHAO }[one.teller] };
      case 'answer': {
        const [asked] = this.open.splice(one.which % Math.max(1, this.open.length), 1);
        if (!asked) return null;
        return { kind: 'look-up-answered', ticket: asked.ticket, answer: this.answerTo(asked.credential, one.how) };
      }
      case 'decide':
        return (
          teller && present && { kind: 'other-decided', by: teller, visitId: present.visitId, decision: one.decision }
        );
      case 'act':
        return (
          teller && { kind: one.act, by: teller, visitId: one.stale ? 'visit-of-before' : (present?.visitId ?? '') }
        );
      case 'resume': {
        const waiting = parked[one.which % Math.max(1, parked.length)];
        return teller && { kind: 'resumed', by: teller, visitId: waiting?.visit.visitId ?? 'nobody' };
      }
      case 'take-up':
        return teller && { kind: 'lying-taken-up', by: teller, reader: one.reader };
      case 'look-up':
        return teller && { kind: 'look-up-wanted', by: teller };
      case 'recovered':
        return { kind: 'central-recovered' };
    }
  }

  private answerTo(credential: Credential, how: 'truth' | 'away' | 'unknown' | Who): LookUpAnswer {
    if (how === 'away') return { ok: false, code: 'unreachable', message: '' };
    if (how === 'unknown') return { ok: false, code: 'not-found', message: '' };
    const about = how === 'truth' ? holderOf(credential) : how;
    const recorded = this.isRecorded(idOf(about)) ? recordedAs(about) : null;
    return {
      ok: true,
      personId: idOf(about),
      person: centralOf(about),
      reference: 'R',
      at: '2026-11-20T01:00:00.000Z',
      recorded,
    };
  }
}

function holderOf(credential: Credential): Who {
  const found = PEOPLE.find((one) => {
    if (credential.kind === 'id-number') return credential.idNumber === numberOf(one);
    if (credential.kind === 'e-credential') return credential.token === `token-${idOf(one)}`;
    return [2, 3].some((generation) => cardOf(one, generation === 2 ? 2 : 3).cardNumber === credential.cardNumber);
  });
  if (!found) throw new Error('the central system was asked about nobody');
  return found;
}

/** Everything in a visit is of one person. */
function expectOnePerson(visit: Visit): void {
  const { person, card, document, photo, agent } = visit;
  const numbers = [
    person?.idNumber,
    person?.card?.socialSecurityNumber,
    person?.document?.number,
    person?.central?.person.idNumber,
    person ? card?.socialSecurityNumber : undefined,
    person ? document?.number : undefined,
  ].filter((number) => number !== undefined);
  expect(new Set(numbers).size).toBeLessThanOrEqual(1);
  if (person) expect(numberOf(person.name as Who)).toBe(person.idNumber);
  if (photo) expect([...photo]).toEqual([...photoOf(document?.name as Who)]);
  if (agent) expect(agent.idNumber).not.toBe(person?.idNumber);
}

describe('any day at the counter', () => {
  it('serves one citizen at a time, never shows one in the visit of another, and leaves nothing behind', () => {
    let parkedOnce = 0;
    let othersOnce = 0;
    fc.assert(
      fc.property(fc.array(happening, { minLength: 1, maxLength: 40 }), (happenings) => {
        const day = new Day();
        for (const one of happenings) day.happen(one);
        parkedOnce += day.reception.parked.length;
        othersOnce += day.reception.present?.other ? 1 : 0;
      }),
      { numRuns: 3000 },
    );
    // The days were not empty ones.
    expect(parkedOnce).toBeGreaterThan(50);
    expect(othersOnce).toBeGreaterThan(50);
  });
});
