import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownerInstead, ownerOfNew, type PostHolder } from '../../../../main/domain/staff/taskOwner.ts';

/* Whose a task is: theirs who would have it, their B person's in their place, or nobody's. */

const holder = (number: string, more: Partial<PostHolder> = {}): PostHolder => ({
  number,
  name: `${number} 号`,
  standIn: null,
  substitutes: [],
  present: true,
  barred: false,
  known: false,
  tasks: 0,
  ...more,
});
const [A, B, C] = [holder('2001', { standIn: '2002' }), holder('2002'), holder('2003')];
const away = (one: PostHolder): PostHolder => ({ ...one, present: false });
const barred = (one: PostHolder): PostHolder => ({ ...one, barred: true });
const told = ({ to, inPlaceOf, ...rest }: ReturnType<typeof ownerOfNew>) =>
  [to?.number ?? null, inPlaceOf?.number ?? null, 'why' in rest ? rest.why : null] as const;

describe('a new task', () => {
  it.each([
    ['the A person before their B person', [B, A], ['2001', null, null]],
    ['whoever has fewer', [holder('2004', { tasks: 2 }), holder('2005', { tasks: 1 })], ['2005', null, null]],
    ['the lower number of two alike', [C, holder('2000')], ['2000', null, null]],
    ['who worked on the case before', [A, holder('2003', { known: true, tasks: 9 })], ['2003', null, null]],
    ['the B person, in the place of who is absent', [away(A), B], ['2002', '2001', null]],
    ['a colleague where neither is there', [away(A), away(B), C], ['2003', null, null]],
    ['a colleague where the law keeps the B person from it', [away(A), barred(B), C], ['2003', null, null]],
    ['nobody where both are absent', [away(A), away(B)], [null, '2001', 'both-absent']],
    ['nobody where the law keeps the B person from it', [away(A), barred(B)], [null, '2001', 'law']],
    ['nobody where the law keeps everybody from it', [barred(A), barred(B)], [null, null, 'law']],
    ['nobody where nobody has the post', [], [null, null, 'nobody']],
  ] as const)('is for %s', (_, holders, owner) => {
    expect(told(ownerOfNew(holders))).toEqual(owner);
  });
});

describe('the task of somebody who is absent', () => {
  it('goes to their B person and to no other colleague, to a substitute of the day when that one is absent too', () => {
    expect(told(ownerInstead('2001', [away(A), B, C]))).toEqual(['2002', '2001', null]);
    expect(told(ownerInstead('2001', [away(A), away(B), C]))).toEqual([null, '2001', 'both-absent']);
    const named = { ...away(A), substitutes: ['2003'] };
    expect(told(ownerInstead('2001', [named, away(B), C]))).toEqual(['2003', '2001', null]);
    expect(told(ownerInstead('2001', [named, away(B), barred(C)]))).toEqual([null, '2001', 'law']);
  });

  it('is given out anew where they have the post no more', () => {
    expect(told(ownerInstead('2009', [A, B]))).toEqual(['2001', null, null]);
  });
});

it('nobody has a task who is absent or kept from it, and whoever stands in stands in for somebody else', () => {
  const person = fc.record({
    standIn: fc.constantFrom(null, '0', '1', '2', '3'),
    present: fc.boolean(),
    barred: fc.boolean(),
    known: fc.boolean(),
    tasks: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(person, { maxLength: 4 }), fc.constantFrom('0', '1', '2', '9'), (people, number) => {
      const holders = people.map((one, index) => holder(String(index), one));
      for (const { to, inPlaceOf } of [ownerOfNew(holders), ownerInstead(number, holders)]) {
        if (to === null) continue;
        expect(holders.find((one) => one.number === to.number)).toMatchObject({ present: true, barred: false });
        expect(inPlaceOf?.number).not.toBe(to.number);
      }
    }),
  );
});
