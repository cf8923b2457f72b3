import type { Credential } from '../../../../main/domain/identity/credential.ts';
import type { ReaderKind, Shown } from '../../../../main/domain/visit/arrival.ts';
import type { VisitEffect, VisitRefusal } from '../../../../main/domain/visit/effect.ts';
import type { LookUpAnswer, OtherDecision, VisitEvent } from '../../../../main/domain/visit/event.ts';
import type { KnownPerson } from '../../../../main/domain/visit/knownPerson.ts';
import { step } from '../../../../main/domain/visit/step.ts';
import { EMPTY_RECEPTION, type Reception, type Visit } from '../../../../main/domain/visit/visit.ts';
import { centralOf, idOf, WANG, type Who } from './people.ts';

/** A counter in the hands of a story: what happens, one after the other, and what was to be done. */
export class Counter {
  reception: Reception = { ...EMPTY_RECEPTION, teller: WANG };
  teller = WANG;
  /** Kinds of everything recorded, in order. */
  readonly recorded: string[] = [];
  /** What the central system was asked, in order. */
  readonly asked: Credential[] = [];
  /** Ids of people whom the first teller must not serve. */
  readonly avoided = new Set<string>();
  refused: VisitRefusal | null = null;
  private readonly open: number[] = [];
  private serial = 0;

  do(event: VisitEvent): readonly VisitEffect[] {
    this.serial += 1;
    const minute = String(this.serial).padStart(2, '0');
    const stepped = step(this.reception, event, {
      at: `2026-11-20T01:${minute}:00.000Z`,
      newId: `visit-${this.serial}`,
      avoids: ({ number }, personId) => number === WANG.number && this.avoided.has(personId),
    });
    this.reception = stepped.reception;
    this.refused = stepped.refused;
    for (const effect of stepped.effects) {
      if (effect.kind === 'record') this.recorded.push(effect.record.kind);
      if (effect.kind === 'close-work' || effect.kind === 'avoided') this.recorded.push(effect.kind);
      if (effect.kind === 'ask-central') {
        this.asked.push(effect.credential);
        this.open.push(effect.ticket);
      }
    }
    return stepped.effects;
  }

  /** The present visit; fails where there is none. */
  get visit(): Visit {
    const { present } = this.reception;
    if (!present) throw new Error('nobody is at the counter');
    return present;
  }

  show(shown: Shown): void {
    this.do({ kind: 'shown', by: this.teller, shown });
  }

  lay(shown: Shown): void {
    const reader = readerOf(shown);
    this.do({ kind: 'reader-changed', reader, news: { state: 'lying', presentation: this.serial + 1, shown } });
  }

  take(reader: ReaderKind): void {
    this.do({ kind: 'reader-changed', reader, news: { state: 'empty' } });
  }

  /** The central system answers its oldest open question. */
  answer(answer: LookUpAnswer): void {
    const ticket = this.open.shift();
    if (ticket === undefined) throw new Error('the central system was not asked');
    this.do({ kind: 'look-up-answered', ticket, answer });
  }

  tells(who: Who, recorded: KnownPerson | null = null, more: Parameters<typeof centralOf>[1] = {}): void {
    const person = centralOf(who, more);
    this.answer({ ok: true, personId: idOf(who), person, reference: 'R', at: '2026-11-20T01:00:00.000Z', recorded });
  }

  isAway(): void {
    this.answer({ ok: false, code: 'unreachable', message: '' });
  }

  decide(decision: OtherDecision): void {
    this.do({ kind: 'other-decided', by: this.teller, visitId: this.visit.visitId, decision });
  }

  act(kind: 'identity-checked' | 'parked' | 'taken-over' | 'ended'): void {
    this.do({ kind, by: this.teller, visitId: this.visit.visitId });
  }

  /** Name of who is served. */
  get name(): string | undefined {
    return this.reception.present?.person?.name;
  }

  get parkedNames(): readonly (string | undefined)[] {
    return this.reception.parked.map(({ visit }) => visit.person?.name);
  }
}

function readerOf({ arrival }: Shown): ReaderKind {
  if (arrival.kind === 'card' || arrival.kind === 'id-card') return arrival.kind;
  throw new Error(`nothing to lay: ${arrival.kind}`);
}
