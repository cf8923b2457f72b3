import { describe, expect, it } from 'vitest';
import { identityState } from '../../../../main/domain/visit/proof.ts';
import type { CentralPerson } from '../../../../main/domain/identity/person.ts';
import { Counter } from './counter.ts';
import { cardOf, documentOf, recordedAs, showing } from './people.ts';

const TODAY = '2026-11-20';

function state(counter: Counter) {
  return identityState(counter.visit, TODAY);
}

function withCard(more: Partial<CentralPerson> = {}): Counter {
  const counter = new Counter();
  counter.lay(showing('甲', 'card'));
  counter.tells('甲', null, more);
  return counter;
}

describe('what proves who somebody is', () => {
  it.each([
    ['card', { identifiedBy: 'card', gap: null }],
    ['id-card', { identifiedBy: 'id-card', gap: null }],
    ['e-credential', { identifiedBy: 'e-credential', gap: null }],
    ['id-number', { identifiedBy: 'id-number', gap: 'number-only' }],
    ['card-number', { identifiedBy: 'id-number', gap: 'number-only' }],
    ['slip', { identifiedBy: 'slip', gap: 'slip-only' }],
  ] as const)('%s: %o', (how, expected) => {
    const counter = new Counter();
    const shown = showing('甲', how, true);
    if (how === 'card' || how === 'id-card') counter.lay(shown);
    else counter.show(shown);
    counter.tells('甲');
    expect(state(counter)).toEqual({ ...expected, checkedBy: null });
  });

  it('nothing while nobody is known', () => {
    const counter = new Counter();
    counter.show(showing('甲', 'e-credential'));
    expect(state(counter)).toBe(null);
  });

  it('a lost card proves nothing: what is left of it is a number', () => {
    const counter = withCard({ alerts: [{ kind: 'card-lost', since: '2026-11-01' }] });
    expect(state(counter)).toEqual({ identifiedBy: 'id-number', gap: 'card-lost', checkedBy: null });
    counter.act('identity-checked');
    expect(state(counter)).toMatchObject({
      identifiedBy: 'id-number',
      gap: null,
      checkedBy: { name: '王小敏' },
    });
  });

  it('a lost card beside an ID card: the ID card proves it', () => {
    const counter = withCard({ alerts: [{ kind: 'card-lost' }] });
    counter.lay(showing('甲', 'id-card'));
    expect(state(counter)).toMatchObject({ identifiedBy: 'id-card', gap: null });
  });

  it('an expired card is to be checked, whether the card or the central system says it', () => {
    expect(state(withCard({ alerts: [{ kind: 'card-expired', on: '2025-06-30' }] }))).toMatchObject({
      gap: 'card-expired',
    });
    const counter = new Counter();
    const shown = showing('甲', 'card');
    counter.lay({ ...shown, arrival: { kind: 'card', card: { ...cardOf('甲'), expiresOn: '2026-11-19' } } });
    expect(state(counter)).toMatchObject({ identifiedBy: 'card', gap: 'card-expired' });
  });

  it('an ID card is good on its last day, and to be checked on the next', () => {
    const on = (validTo: string) => {
      const counter = new Counter();
      const shown = showing('甲', 'id-card');
      const document = documentOf('甲', { validTo });
      counter.lay({ ...shown, arrival: { kind: 'id-card', document, photo: null } });
      return state(counter)?.gap;
    };
    expect([on('2026-11-20'), on('2026-11-19'), on('long-term')]).toEqual([null, 'id-card-expired', null]);
  });

  it('a card that names nobody proves nothing beside an identity that did not come from it', () => {
    const counter = new Counter();
    counter.lay(showing('甲', 'nameless-card'));
    counter.isAway();
    counter.show(showing('甲', 'id-number', true));
    counter.isAway();
    expect(state(counter)).toMatchObject({ identifiedBy: 'id-number', gap: 'number-only' });
    expect(counter.visit.card?.generation).toBe(3);
  });

  it('a token that nobody read proves nothing about whoever is identified afterwards', () => {
    const counter = new Counter();
    counter.show(showing('甲', 'e-credential'));
    counter.isAway();
    counter.show(showing('乙', 'id-number', true));
    counter.tells('乙', recordedAs('乙'));
    expect(state(counter)).toMatchObject({ identifiedBy: 'id-number', gap: 'number-only' });
  });
});
