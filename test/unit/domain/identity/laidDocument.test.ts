import { expect, it } from 'vitest';
import { canonicalCard, canonicalIdentityDocument } from '../../../../main/domain/identity/laidDocument.ts';
import type { SocialSecurityCard } from '../../../../main/domain/identity/socialSecurityCard.ts';

const card: SocialSecurityCard = {
  generation: 2,
  specification: '2.00',
  cardIdentifier: '0'.repeat(32),
  cardNumber: 'Z99000001',
  socialSecurityNumber: '99000019850312049x',
  name: '陈思远\0\0',
  withheld: [],
  atr: '3B',
};

it('A1 a card and an ID card of one citizen carry one number', () => {
  const document = canonicalIdentityDocument({
    kind: 'citizen',
    name: '陈思远',
    number: '９９００００１９８５０３１２０４９Ｘ',
  });
  expect(canonicalCard(card)).toMatchObject({ socialSecurityNumber: document.number, name: document.name });
});

it('H4 an ID card loses the padding of its name', () => {
  const document = canonicalIdentityDocument({
    kind: 'citizen',
    name: '王建国\u3000\u3000\u3000',
    number: '990000198503121011',
  });
  expect(document.name).toBe('王建国');
});

it('B3 a faulty name of a card is withheld with its reason, the rest of the card stays', () => {
  const read = canonicalCard({ ...card, name: '陈\uFFFD远' });
  expect(read).not.toHaveProperty('name');
  expect(read).toMatchObject({ cardNumber: 'Z99000001', withheld: [{ field: 'name', reason: 'faulty' }] });
  expect(canonicalIdentityDocument({ kind: 'citizen', name: '\u202E陈', number: '1' }).name).toBe('');
});

it('a card that names nobody stays so', () => {
  const { name: _name, socialSecurityNumber: _number, ...silent } = card;
  expect(canonicalCard(silent)).toEqual(silent);
});
