import { beforeEach, describe, expect, it } from 'vitest';
import type { ArrivalKind } from '../../../../main/domain/visit/arrival.ts';
import { identityState } from '../../../../main/domain/visit/proof.ts';
import { cardOf, idOf, numberOf, recordedAs, showing, WANG, ZHAO } from './people.ts';
import { Counter } from './counter.ts';

let counter: Counter;
beforeEach(() => {
  counter = new Counter();
});

describe('somebody arrives', () => {
  it('with a card: known at once by what the card says, and asked about meanwhile', () => {
    counter.lay(showing('甲', 'card'));
    expect(counter.visit).toMatchObject({ person: { name: '甲', central: null }, lookUp: { state: 'looking' } });
    expect(counter.recorded).toEqual(['visit.opened', 'person.seen', 'visit.identified']);
    counter.tells('甲');
    expect(counter.visit).toMatchObject({ person: { central: { reference: 'R' } }, lookUp: { state: 'found' } });
    expect(counter.recorded).toEqual(['visit.opened', 'person.seen', 'visit.identified', 'person.seen']);
  });

  it('with a typed number: known at once when the counter has met them, else when the central system answers', () => {
    counter.show(showing('甲', 'id-number', true));
    expect(counter.name).toBe('甲');
    counter.act('ended');
    counter.show(showing('乙', 'id-number'));
    expect(counter.name).toBe(undefined);
    counter.tells('甲');
    // The answer to the visit before: too late.
    expect(counter.name).toBe(undefined);
    counter.tells('乙');
    expect(counter.visit).toMatchObject({ person: { name: '乙' }, shownBy: ['id-number'] });
  });

  it('with a card that names nobody: presumed to be who showed it before only when nobody can be asked', () => {
    counter.lay(showing('甲', 'nameless-card', true));
    expect(counter.name).toBe(undefined);
    counter.isAway();
    expect(counter.visit).toMatchObject({ person: { name: '甲' }, shownBy: ['card'] });
  });

  it('with a card of which the answer names another person: the answer is not taken', () => {
    counter.lay(showing('甲', 'card'));
    counter.tells('乙');
    expect(counter.visit).toMatchObject({ person: { name: '甲', central: null }, lookUp: { state: 'broken' } });
  });

  it('with a code nobody can read: the next thing that says who it is belongs to the same visit', () => {
    counter.show(showing('甲', 'e-credential'));
    counter.isAway();
    counter.lay(showing('乙', 'id-card'));
    counter.tells('乙');
    expect(counter.visit).toMatchObject({ openedBy: 'e-credential', shownBy: ['id-card'], person: { name: '乙' } });
    expect(counter.recorded.filter((kind) => kind === 'visit.opened')).toHaveLength(1);
  });

  it('with a code that the scanner sends twice: one visit, one question, no word about it', () => {
    counter.show(showing('甲', 'e-credential'));
    counter.show(showing('甲', 'e-credential'));
    expect(counter.asked).toHaveLength(1);
    counter.tells('甲');
    counter.show(showing('甲', 'e-credential'));
    expect(counter.asked).toHaveLength(1);
    expect(counter.reception).toMatchObject({ notice: null, present: { other: null, person: { name: '甲' } } });
  });

  it('with a code that was not answered: shown again it is asked again', () => {
    counter.show(showing('甲', 'e-credential'));
    counter.isAway();
    counter.show(showing('甲', 'e-credential'));
    counter.tells('甲');
    expect(counter.name).toBe('甲');
    // A token is good for one question: the number takes its place.
    expect(counter.visit.question?.credential).toEqual({
      kind: 'id-number',
      idNumber: numberOf('甲'),
      name: '甲',
      documentType: '01',
    });
  });

  it('while nobody is signed in: it waits on the reader until a teller is there', () => {
    counter.do({ kind: 'teller-changed', teller: null });
    counter.lay(showing('甲', 'card'));
    expect(counter.reception.present).toBe(null);
    counter.do({ kind: 'teller-changed', teller: WANG });
    expect(counter.name).toBe('甲');
  });
});

describe('the same citizen shows more', () => {
  it('an ID card beside the card completes what is known without another question', () => {
    counter.lay(showing('甲', 'card'));
    counter.tells('甲');
    counter.lay(showing('甲', 'id-card'));
    expect(counter.visit).toMatchObject({ shownBy: ['card', 'id-card'], document: { name: '甲' } });
    expect(counter.asked).toHaveLength(1);
  });

  it('the photo that comes later is no second arrival', () => {
    const shown = showing('甲', 'id-card');
    counter.lay(shown);
    const face = Uint8Array.of(9);
    const arrival = { ...shown.arrival, photo: face };
    if (arrival.kind !== 'id-card') throw new Error(arrival.kind);
    const news = { state: 'lying', presentation: 1, shown: { ...shown, arrival } } as const;
    expect(counter.do({ kind: 'reader-changed', reader: 'id-card', news })).toEqual([]);
    expect(counter.visit.photo).toBe(face);
  });

  it('a slip of their own opens its case', () => {
    counter.show(showing('甲', 'id-number', true));
    counter.show(showing('甲', 'slip'));
    expect(counter.visit.openCase).toEqual({ caseId: `case-${idOf('甲')}`, at: '2026-11-20T01:02:00.000Z' });
  });

  it('a card that names nobody is theirs when the central system says so', () => {
    counter.show(showing('甲', 'id-number', true));
    counter.tells('甲');
    counter.lay(showing('甲', 'nameless-card'));
    expect(counter.visit.card).toBe(null);
    counter.tells('甲');
    expect(counter.visit).toMatchObject({ card: { generation: 3 }, person: { card: { generation: 3 } }, other: null });
    counter.take('card');
    expect(counter.visit.cardState).toBe('removed');
  });
});

describe('another person’s card or code, whichever it is', () => {
  it.each(['card', 'id-card'] as const)('%s: asked about until it is taken away', (how) => {
    counter.show(showing('甲', 'id-number', true));
    counter.lay(showing('乙', how));
    expect(counter.visit.other?.shown.holder?.name).toBe('乙');
    counter.take(how);
    expect(counter.visit.other).toBe(null);
  });

  it.each(['slip', 'id-number', 'card-number'] as const)('%s: asked about as well', (how) => {
    counter.show(showing('甲', 'id-number', true));
    counter.show(showing('乙', how, true));
    expect(counter.visit.other?.shown.holder?.name).toBe('乙');
  });

  it.each(['e-credential', 'id-number', 'nameless-card'] as const)(
    '%s of somebody never met: asked about when the central system has said who it is',
    (how) => {
      counter.show(showing('甲', 'id-number', true));
      counter.tells('甲');
      if (how === 'nameless-card') counter.lay(showing('乙', how));
      else counter.show(showing('乙', how));
      expect(counter.visit.other).toBe(null);
      counter.tells('乙');
      expect(counter.visit.other?.shown.holder?.name).toBe('乙');
    },
  );

  it('a code that the central system does not know is told', () => {
    counter.show(showing('甲', 'id-number', true));
    counter.tells('甲');
    counter.show(showing('乙', 'e-credential'));
    counter.isAway();
    expect(counter.reception).toMatchObject({ notice: { kind: 'not-recognised' }, present: { other: null } });
    counter.show(showing('甲', 'id-number', true));
    expect(counter.reception.notice).toBe(null);
  });

  const twoPeople = (): void => {
    counter.show(showing('甲', 'id-number', true));
    counter.tells('甲');
    counter.lay(showing('乙', 'card'));
  };

  it('继续: the citizen is served on and the card asks no more, until it is taken up', () => {
    twoPeople();
    counter.decide('stay');
    counter.do({ kind: 'central-recovered' });
    expect(counter.visit).toMatchObject({ other: null, person: { name: '甲' } });
    counter.do({ kind: 'lying-taken-up', by: WANG, reader: 'card' });
    expect(counter.visit.other?.shown.holder?.name).toBe('乙');
  });

  it('作为代办人: the holder acts for the citizen', () => {
    twoPeople();
    counter.decide('agent');
    expect(counter.visit).toMatchObject({ other: null, agent: { by: 'card', name: '乙', idNumber: numberOf('乙') } });
    expect(counter.recorded.at(-1)).toBe('visit.agent-shown');
  });

  it('作为代办人 needs a name', () => {
    counter.show(showing('甲', 'id-number', true));
    counter.tells('甲');
    counter.show(showing('乙', 'id-number'));
    counter.isAway();
    counter.decide('agent');
    expect(counter.refused).toBe('AGENT_UNKNOWN');
  });

  it('挂起并换人: the first waits with everything, the second is served', () => {
    twoPeople();
    counter.decide('park');
    expect([counter.name, counter.parkedNames]).toEqual(['乙', ['甲']]);
    expect(counter.recorded).not.toContain('close-work');
  });

  it('结束并换人: what is not accepted closes before the next visit opens', () => {
    twoPeople();
    counter.decide('end');
    expect(counter.name).toBe('乙');
    expect(counter.recorded.slice(-5)).toEqual([
      'close-work',
      'visit.ended',
      'visit.opened',
      'person.seen',
      'visit.identified',
    ]);
  });
});

describe('a citizen who waits', () => {
  const parked = (): void => {
    counter.show(showing('甲', 'id-number', true));
    counter.tells('甲');
    counter.act('identity-checked');
    counter.act('parked');
  };

  const comesBack = (how: ArrivalKind): void => {
    if (how === 'card' || how === 'id-card') counter.lay(showing('甲', how));
    else counter.show(showing('甲', how, true));
    if (how === 'e-credential') counter.tells('甲');
  };

  it.each(['card', 'id-card', 'e-credential'] as const)('is served on by their %s', (how) => {
    parked();
    expect(counter.reception.present).toBe(null);
    comesBack(how);
    expect(counter.visit).toMatchObject({ visitId: 'visit-1', checked: { by: { number: '1001' } } });
    expect(counter.reception.parked).toEqual([]);
  });

  it.each(['slip', 'id-number', 'card-number'] as const)(
    'is served on by their %s, which is in anybody’s hand: who they are is shown anew, and who acts for them',
    (how) => {
      counter.lay(showing('甲', 'card'));
      counter.tells('甲');
      counter.lay(showing('甲', 'id-card'));
      counter.act('identity-checked');
      counter.take('card');
      counter.take('id-card');
      counter.lay(showing('乙', 'card'));
      counter.decide('agent');
      counter.act('parked');
      comesBack(how);
      expect(counter.visit).toMatchObject({
        visitId: 'visit-1',
        person: { name: '甲' },
        shownBy: [how],
        card: null,
        cardState: 'none',
        document: null,
        photo: null,
        checked: null,
        agent: null,
      });
      expect(identityState(counter.visit, '2026-11-20')?.gap).toBe(how === 'slip' ? 'slip-only' : 'number-only');
      expect(counter.recorded.slice(-2)).toEqual(['visit.resumed', 'visit.identified']);
      // Everything they had shown is in the history; shown again it counts again.
      counter.take('card');
      counter.lay(showing('甲', 'card'));
      expect(identityState(counter.visit, '2026-11-20')).toMatchObject({ identifiedBy: 'card', gap: null });
    },
  );

  it('who was not yet found when they went is asked about by the slip they come back with', () => {
    counter.show(showing('甲', 'e-credential'));
    counter.isAway();
    counter.lay(showing('甲', 'card'));
    counter.isAway();
    counter.take('card');
    counter.act('parked');
    counter.show(showing('甲', 'slip'));
    expect(counter.asked.at(-1)).toMatchObject({ kind: 'id-number', idNumber: numberOf('甲') });
    counter.tells('甲');
    expect(counter.visit).toMatchObject({ lookUp: { state: 'found' }, shownBy: ['slip'] });
  });

  it('is presumed by a number that nobody can be asked about: one visit, and nothing proved', () => {
    parked();
    counter.show(showing('甲', 'e-credential'));
    counter.isAway();
    counter.show(showing('甲', 'slip'));
    expect(counter.visit).toMatchObject({ visitId: 'visit-1', shownBy: ['slip'], checked: null });
  });

  it('is served on from the list; whoever is served meanwhile waits in turn', () => {
    parked();
    counter.show(showing('乙', 'id-number', true));
    counter.do({ kind: 'resumed', by: WANG, visitId: 'visit-1' });
    expect([counter.name, counter.parkedNames]).toEqual(['甲', ['乙']]);
  });

  it('is found again by a code that only the central system can read: one visit goes on', () => {
    parked();
    counter.show(showing('甲', 'e-credential'));
    counter.tells('甲');
    expect(counter.visit).toMatchObject({ visitId: 'visit-1', lookUp: { state: 'found' } });
    expect(counter.recorded.slice(-4)).toEqual(['visit.ended', 'visit.resumed', 'person.seen', 'visit.identified']);
  });

  it('whose card was left in the reader does not come back by it', () => {
    counter.lay(showing('甲', 'card'));
    counter.tells('甲');
    counter.act('parked');
    expect(counter.reception).toMatchObject({ present: null, readers: { card: { handled: 'left', owner: '甲' } } });
  });

  it('must be known: nobody could call them back', () => {
    counter.show(showing('甲', 'e-credential'));
    counter.act('parked');
    expect(counter.refused).toBe('PERSON_UNKNOWN');
  });

  it('who was being asked about is asked about again', () => {
    counter.show(showing('甲', 'id-number', true));
    counter.act('parked');
    counter.tells('甲');
    counter.do({ kind: 'resumed', by: WANG, visitId: 'visit-1' });
    expect(counter.visit.lookUp.state).toBe('looking');
    counter.tells('甲');
    expect(counter.visit.lookUp.state).toBe('found');
  });
});

describe('a card that stays in the reader when the visit is over', () => {
  beforeEach(() => {
    counter.lay(showing('甲', 'card'));
    counter.tells('甲');
    counter.act('ended');
  });

  it('begins nothing, names its owner for giving it back, and can be taken up again', () => {
    expect(counter.reception).toMatchObject({ present: null, readers: { card: { handled: 'left', owner: '甲' } } });
    counter.do({ kind: 'lying-taken-up', by: WANG, reader: 'card' });
    expect(counter.name).toBe('甲');
  });

  it('says nothing about the next citizen, and joins its own holder', () => {
    counter.show(showing('乙', 'id-number', true));
    expect(counter.visit).toMatchObject({ other: null, card: null });
    counter.act('ended');
    counter.show(showing('甲', 'id-number', true));
    expect(counter.visit).toMatchObject({ cardState: 'in', shownBy: ['id-number', 'card'] });
  });

  it('taken away and put in again begins a visit', () => {
    counter.take('card');
    counter.lay(showing('甲', 'card'));
    expect(counter.name).toBe('甲');
  });
});

describe('a card pulled while it was being read', () => {
  it('is told until the next one is read', () => {
    counter.do({ kind: 'reader-changed', reader: 'card', news: { state: 'busy', presentation: 1 } });
    counter.take('card');
    expect(counter.reception.notice?.kind).toBe('pulled-while-reading');
    counter.do({ kind: 'reader-changed', reader: 'card', news: { state: 'busy', presentation: 2 } });
    expect(counter.reception.notice).toBe(null);
  });
});

describe('the central system comes back', () => {
  it('is asked by itself about a citizen it could not be asked about', () => {
    counter.lay(showing('甲', 'card'));
    counter.isAway();
    counter.do({ kind: 'central-recovered' });
    counter.tells('甲');
    expect(counter.visit.lookUp.state).toBe('found');
    counter.do({ kind: 'central-recovered' });
    expect(counter.asked).toHaveLength(2);
  });
});

describe('another teller', () => {
  beforeEach(() => {
    counter.lay(showing('甲', 'card'));
    counter.tells('甲');
    counter.do({ kind: 'teller-changed', teller: ZHAO });
    counter.teller = ZHAO;
  });

  it('does nothing in a visit that is not theirs', () => {
    counter.act('identity-checked');
    expect(counter.refused).toBe('VISIT_OF_OTHER_TELLER');
    counter.show(showing('乙', 'id-number', true));
    expect(counter.refused).toBe('VISIT_OF_OTHER_TELLER');
    counter.lay(showing('乙', 'id-card'));
    expect(counter.visit).toMatchObject({ other: null, document: null });
  });

  it('takes it over by an act of their own, and what was laid meanwhile is looked at', () => {
    counter.lay(showing('乙', 'id-card'));
    counter.act('taken-over');
    expect(counter.visit).toMatchObject({ teller: ZHAO, other: { shown: { holder: { name: '乙' } } } });
    expect(counter.recorded.at(-1)).toBe('visit.taken-over');
  });

  it('ends it', () => {
    counter.act('ended');
    expect(counter.reception.present).toBe(null);
  });

  it('who was here before goes on without a word', () => {
    counter.do({ kind: 'teller-changed', teller: WANG });
    counter.teller = WANG;
    counter.act('identity-checked');
    expect(counter.visit.checked?.by).toEqual({ number: '1001', name: '王小敏' });
  });
});

describe('an act that was meant for another visit', () => {
  it('changes nothing', () => {
    counter.show(showing('甲', 'id-number', true));
    for (const kind of ['ended', 'parked', 'identity-checked', 'taken-over'] as const) {
      counter.do({ kind, by: WANG, visitId: 'visit-of-before' });
      expect(counter.refused).toBe('VISIT_CHANGED');
    }
    expect(counter.name).toBe('甲');
  });
});

describe('a new card of the same person', () => {
  it('is recorded in place of the old one', () => {
    counter.show(showing('甲', 'id-number', true));
    counter.tells('甲', recordedAs('甲', { card: cardOf('甲', 3) }));
    counter.lay(showing('甲', 'card'));
    expect(counter.visit.person?.card?.generation).toBe(2);
  });
});
