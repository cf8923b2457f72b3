import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../../main/domain/journal/canonicalJson.ts';
import { journalText, type HashedColumns } from '../../../../main/domain/journal/entry.ts';

/** The same value with the members of every object in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  // fromEntries defines members, so that a key `__proto__` stays a member.
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, shuffled(member)]),
  );
}

const json = fc.jsonValue({ maxDepth: 4 });

describe('canonical JSON', () => {
  it('does not depend on the order of members', () => {
    fc.assert(fc.property(json, (value) => canonicalJson(shuffled(value)) === canonicalJson(value)));
  });

  it('is JSON, and reading it gives the value back', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('gives distinct texts to distinct values', () => {
    fc.assert(
      fc.property(json, json, (one, other) => {
        const asRead = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
        expect(canonicalJson(one) === canonicalJson(other)).toBe(isDeepStrictEqual(asRead(one), asRead(other)));
      }),
    );
  });

  it('is stable: reading and writing again changes nothing', () => {
    fc.assert(fc.property(json, (value) => canonicalJson(JSON.parse(canonicalJson(value))) === canonicalJson(value)));
  });

  it('orders members by code unit, leaves out what is undefined and adds no white space', () => {
    expect(canonicalJson({ b: [1, { d: null, c: undefined }], a: 'é', 职: true, B: -0 })).toBe(
      '{"B":0,"a":"é","b":[1,{"d":null}],"职":true}',
    );
  });

  it.each([
    ['a function', () => 1],
    ['a bigint', 1n],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['undefined', undefined],
    ['undefined in a list', [undefined]],
    ['a symbol', Symbol('s')],
  ])('refuses %s', (_what, value) => {
    expect(() => canonicalJson(value)).toThrow('canonical JSON');
  });
});

describe('the text a hash is made of', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', '"', ',', '","', '\\', '\u0000', '𠮷'));
  const columns = fc.record<HashedColumns>({
    sequence: fc.nat(),
    entryId: text,
    at: text,
    actorKind: fc.constantFrom('person', 'system'),
    actor: text,
    actorName: text,
    actorRole: text,
    workstation: text,
    kind: text,
    subject: text,
    payload: text,
    previousHash: text,
  });

  it('is different for different entries, whatever separators their fields contain', () => {
    fc.assert(
      fc.property(columns, columns, (one, other) => {
        expect(journalText(one) === journalText(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });

  it('changes when characters move from one field to its neighbour', () => {
    fc.assert(
      fc.property(
        columns,
        text.filter((moved) => moved !== ''),
        (one, moved) => {
          const left = { ...one, actor: one.actor + moved, actorName: one.actorName };
          const right = { ...one, actor: one.actor, actorName: moved + one.actorName };
          expect(journalText(left)).not.toBe(journalText(right));
        },
      ),
    );
  });

  it('changes with every single column', () => {
    fc.assert(
      fc.property(columns, (one) => {
        for (const name of Object.keys(one) as (keyof HashedColumns)[]) {
          const changed = { ...one, [name]: name === 'sequence' ? one.sequence + 1 : `${one[name]}x` };
          expect(journalText(changed), name).not.toBe(journalText(one));
        }
      }),
    );
  });
});
