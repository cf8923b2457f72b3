import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readStored, readStoredText } from '../../../main/domain/stored.ts';

/** As strict as a schema toward a window can be, with every shape in which an unknown field can hide. */
const schema = z.strictObject({
  name: z.string(),
  driver: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('a'), link: z.strictObject({ path: z.string() }) }),
    z.strictObject({ kind: z.literal('b'), list: z.array(z.strictObject({ n: z.int() })) }),
  ]),
  either: z.union([z.strictObject({ on: z.string() }), z.strictObject({ off: z.int() })]),
});

const value = fc.record({
  name: fc.string(),
  driver: fc.oneof(
    fc.record({ kind: fc.constant('a' as const), link: fc.record({ path: fc.string() }) }),
    fc.record({ kind: fc.constant('b' as const), list: fc.array(fc.record({ n: fc.integer() }), { maxLength: 3 }) }),
  ),
  either: fc.oneof(fc.record({ on: fc.string() }), fc.record({ off: fc.integer() })),
});

/** The same with an unknown field in every object. */
function withStranger(one: unknown, strange: unknown): unknown {
  if (Array.isArray(one)) return one.map((member) => withStranger(member, strange));
  if (typeof one !== 'object' || one === null) return one;
  const members = Object.entries(one).map(([key, member]) => [key, withStranger(member, strange)]);
  return { ...(Object.fromEntries(members) as object), addedLater: strange };
}

describe('what was stored by another release', () => {
  it('is read without the fields that this one does not know, wherever they stand', () => {
    fc.assert(
      fc.property(value, fc.jsonValue(), (one, strange) => {
        expect(readStored(schema, withStranger(one, strange))).toEqual({ ok: true, value: one });
      }),
    );
  });

  it('is told and never thrown, whatever stands there', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const read = readStoredText(schema, text);
        if (!read.ok) expect(read.where.length).toBeGreaterThan(0);
      }),
    );
  });

  it('is told by its places, never by its values', () => {
    const broken = { name: 7, driver: { kind: 'a', link: { path: '张三', addedLater: 1 } }, either: { off: '990000' } };
    const read = readStored(schema, broken);
    expect(read).toMatchObject({ ok: false, where: expect.stringContaining('name') as unknown });
    expect(JSON.stringify(read)).not.toMatch(/张三|990000/);
  });
});
