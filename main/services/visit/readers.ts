import type { CardReader } from '../../../native/card/port.ts';
import type { IdCardReader } from '../../../native/idcard/port.ts';
import type { Actor } from '../../domain/staff/role.ts';
import type { Context } from '../context.ts';
import type { Counter } from './counter.ts';
import type { PresentVisit } from './presentVisit.ts';
import { belongsTo, credentialOf, type Presented } from './presented.ts';

/** A reader of which something can be laid, whatever it reads. */
type Source = Presented['kind'];

/** What lies on a reader: `busy` while it is being read. */
type Reading = { readonly presentation: number; readonly presented: Presented } | 'busy' | null;

/** What follows the readers. */
export interface ReaderFollower {
  /** Looks at both readers again. */
  again(): void;
  /** A visit was ended: what lies on the readers now has been served and must leave before it begins or disturbs another one. */
  served(): void;
  stop(): void;
}

/** Follows both readers: begins visits, completes what is known, asks about what belongs to somebody else. */
export function followReaders(
  context: Context,
  counter: Counter,
  devices: { readonly cardReader: CardReader; readonly idCardReader: IdCardReader },
  teller: () => Actor | null,
): ReaderFollower {
  const { cardReader, idCardReader } = devices;
  const readings = {
    card: (): Reading => {
      const status = cardReader.status();
      if (status.state === 'reading') return 'busy';
      if (status.state !== 'card') return null;
      return { presentation: status.presentation, presented: { kind: 'card', card: status.card } };
    },
    'id-card': (): Reading => {
      const status = idCardReader.status();
      if (status.state === 'reading') return 'busy';
      if (status.state !== 'document') return null;
      const { presentation, document, picture } = status;
      return { presentation, presented: { kind: 'id-card', document, photo: picture } };
    },
  } as const satisfies Record<Source, () => Reading>;
  /** The stay on each reader whose visit was ended. */
  const servedStays: Record<Source, number | null> = { card: null, 'id-card': null };

  const left = (source: Source, visit: PresentVisit): void => {
    const cardLeft = source === 'card' && visit.cardState === 'in';
    const otherLeft = visit.other?.kind === source;
    if (!cardLeft && !otherLeft) return;
    counter.set({
      ...visit,
      cardState: cardLeft ? 'removed' : visit.cardState,
      other: otherLeft ? null : visit.other,
    });
    // The other reader may hold somebody else's as well; one question is asked at a time.
    if (otherLeft) follow(source === 'card' ? 'id-card' : 'card');
  };

  /** `confirmed`: the central system has said that it belongs to the citizen at the counter. */
  const join = (actor: Actor, visit: PresentVisit, presented: Presented, confirmed: boolean): void => {
    const known = presented.kind === 'card' ? visit.card : visit.document;
    const card = presented.kind === 'card' ? presented.card : visit.card;
    // A card that names its holder says most; one that names nobody gives way to the ID card.
    const names = card?.socialSecurityNumber !== undefined;
    const asks = confirmed || (presented.kind === 'card' ? names || !visit.document : !names);
    counter.set({
      ...visit,
      ...(presented.kind === 'card'
        ? { card: presented.card, cardState: 'in' as const }
        : { document: presented.document, photo: presented.photo }),
      credential: asks ? credentialOf(presented) : visit.credential,
      other: visit.other?.kind === presented.kind ? null : visit.other,
    });
    if (!known) counter.identify(actor).catch(context.reportBug);
  };

  const askAbout = (visit: PresentVisit, presented: Presented): void => {
    const cardState = presented.kind === 'card' && visit.cardState === 'in' ? 'removed' : visit.cardState;
    counter.set({ ...visit, cardState, other: presented });
  };

  /** A card that names nobody lies there beside a citizen who is known: the central system is asked whose it is. */
  const findOut = async (actor: Actor, visit: PresentVisit, presented: Presented, stay: number): Promise<void> => {
    const fetched = await context.central.lookUpPerson(credentialOf(presented), actor);
    const now = counter.present();
    const reading = readings[presented.kind]();
    if (now?.visitId !== visit.visitId || reading === null || reading === 'busy' || reading.presentation !== stay)
      return;
    if (fetched.ok && fetched.value.idNumber === now.person?.idNumber) join(actor, now, presented, true);
    else askAbout(now, presented);
  };

  function follow(source: Source): void {
    const reading = readings[source]();
    const visit = counter.present();
    if (reading === 'busy') {
      // Something is laid down anew: it is asked about anew, whatever was answered about the one before.
      if (visit?.other?.kind === source) counter.set({ ...visit, other: null });
      return;
    }
    if (reading === null) {
      if (visit) left(source, visit);
      return;
    }
    const actor = teller();
    if (!actor) return;
    const { presented, presentation } = reading;
    // Left lying by the citizen before: it begins nothing, says nobody's name and asks nothing.
    const stale = presentation === servedStays[source];
    if (!visit) {
      if (!stale) counter.receive(actor, presented);
      return;
    }
    switch (belongsTo(presented, visit)) {
      case 'same':
        join(actor, visit, presented, false);
        return;
      case 'tells':
        if (!stale) join(actor, visit, presented, false);
        return;
      case 'other':
        if (!stale) askAbout(visit, presented);
        return;
      case 'wait':
        return;
      case 'unsure':
        if (stale || visit.other?.kind === source) return;
        findOut(actor, visit, presented, presentation).catch(context.reportBug);
    }
  }

  const again = (): void => {
    follow('card');
    follow('id-card');
  };
  const stops = [cardReader.subscribe(() => follow('card')), idCardReader.subscribe(() => follow('id-card'))];
  counter.onSettled(again);

  return {
    again,
    served: () => {
      for (const source of ['card', 'id-card'] as const) {
        const reading = readings[source]();
        servedStays[source] = reading === null || reading === 'busy' ? null : reading.presentation;
      }
    },
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
