import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { readFragments, readItem } from '../../../main/catalogue/load.ts';
import { searchEntryOf } from '../../../main/catalogue/reading.ts';
import { prefill, validateForm } from '../../../main/domain/catalogue/form.ts';
import type { ServiceItem } from '../../../main/domain/catalogue/item.ts';
import { materialsFor } from '../../../main/domain/catalogue/materialList.ts';
import { TRAINING } from '../../fixtures/identity/rules.ts';

const shipped = path.resolve(import.meta.dirname, '../../../main/catalogue');
const today = '2026-11-21';
const place = { code: 'YB0413', version: 1 };
const original = readFileSync(path.join(shipped, 'items/YB0413/1.yaml'), 'utf8');
const { fragments } = readFragments(path.join(shipped, 'fragments'));

/** How many spoilt files are tried; more on a word of the environment. */
const RUNS = Number(process.env.COUNTER_FUZZ ?? 600);

/** What the start does with an item it has read, and the first window after it. */
function use(item: ServiceItem): void {
  searchEntryOf(item);
  const { values } = prefill(item, { today });
  materialsFor(item, values);
  validateForm(item, values, TRAINING);
}

/** Reads a file as the start does: an item that can be worked with, or problems that lead a person to the place. */
function readOrSay(bytes: Uint8Array): void {
  const read = readItem(place, bytes, fragments);
  if (read.ok) {
    use(read.value.value);
    return;
  }
  expect(read.problems.length).toBeGreaterThan(0);
  const lines = Math.max(...[original, ...filesOfFragments].map((text) => text.split('\n').length), linesOf(bytes));
  for (const { file, line, message } of read.problems) {
    expect(file).toMatch(/^(items\/YB0413\/1|fragments\/\w+)\.yaml$/);
    expect(Number.isInteger(line) && line >= 1 && line <= lines, `line ${line} of ${lines}`).toBe(true);
    expect(message).toMatch(/\p{Script=Han}/u);
  }
}

const filesOfFragments = ['agent', 'guardian'].map((name) =>
  readFileSync(path.join(shipped, `fragments/${name}.yaml`), 'utf8'),
);
const linesOf = (bytes: Uint8Array): number => Buffer.from(bytes).toString('latin1').split('\n').length;

/** Marks of YAML, and what JavaScript or the schema may stumble over. */
const ODD = [
  ...[
    '&a ',
    '*a ',
    '<<: *a',
    '!!binary ',
    '!!js/function ',
    '!!set ',
    '!!timestamp 2026-02-30',
    '? ',
    ': ',
    ' #',
    '%YAML 1.1\n',
  ],
  ...[
    '---\n',
    '...\n',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '|\n',
    '>-\n',
    '"',
    "'",
    '\t',
    '\r',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\u0000',
  ],
  ...[
    '__proto__: {}',
    'constructor: 1',
    'toString: x',
    'null',
    '~',
    '.nan',
    '-.inf',
    '1e999',
    '0x1F',
    '0o17',
    'yes',
    'true',
  ],
  ...['2026-02-30', '9999999999999999999', '-1', '0', '\u{1F600}', '\ud800', 'ﬁ', '[[[[[[', '- - - - ', '{a: {a: {a: '],
];

const line = fc.nat({ max: original.split('\n').length - 1 });
const spoiling = fc.oneof(
  fc.record({ kind: fc.constant('drop'), at: line, count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('double'), at: line, to: line }),
  fc.record({ kind: fc.constant('indent'), at: line, by: fc.integer({ min: -4, max: 4 }) }),
  fc.record({ kind: fc.constant('insert'), at: fc.nat({ max: original.length }), text: fc.constantFrom(...ODD) }),
  fc.record({ kind: fc.constant('insert'), at: fc.nat({ max: original.length }), text: fc.string({ unit: 'binary' }) }),
  fc.record({ kind: fc.constant('cut'), at: fc.nat({ max: original.length }) }),
  fc.record({ kind: fc.constant('value'), at: line, text: fc.constantFrom(...ODD) }),
);
type Spoiling = typeof spoiling extends fc.Arbitrary<infer One> ? One : never;

function spoilt(text: string, how: Spoiling): string {
  const lines = text.split('\n');
  const at = 'at' in how ? how.at : 0;
  if ('count' in how) lines.splice(at, how.count);
  else if ('to' in how) lines.splice(how.to, 0, lines[at] ?? '');
  else if ('by' in how) {
    const here = lines[at] ?? '';
    lines[at] = how.by < 0 ? here.slice(-how.by) : ' '.repeat(how.by) + here;
  } else if (how.kind === 'value') lines[at] = (lines[at] ?? '').replace(/:.*$/, `: ${'text' in how ? how.text : ''}`);
  else if ('text' in how) return text.slice(0, at) + how.text + text.slice(at);
  else return text.slice(0, at);
  return lines.join('\n');
}

/** Paths to every value of the item, lists and maps among them. */
function pathsOf(value: unknown, here: readonly PropertyKey[] = []): (readonly PropertyKey[])[] {
  if (typeof value !== 'object' || value === null) return [here];
  return [here, ...Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...here, key]))];
}

function replaced(value: unknown, at: readonly PropertyKey[], other: unknown): unknown {
  const [head, ...rest] = at;
  if (head === undefined) return other;
  const copy: Record<PropertyKey, unknown> | unknown[] = Array.isArray(value)
    ? [...(value as unknown[])]
    : { ...(value as object) };
  const slot = copy as Record<PropertyKey, unknown>;
  slot[head] = replaced(slot[head], rest, other);
  return copy;
}

describe('an item file as people and editors leave it', () => {
  it(`is read or refused at its place, whatever of ${RUNS} ways it was spoilt in`, () => {
    fc.assert(
      fc.property(fc.array(spoiling, { minLength: 1, maxLength: 4 }), (ways) => {
        readOrSay(Buffer.from(ways.reduce(spoilt, original)));
      }),
      { numRuns: RUNS },
    );
  });

  it('is read or refused at its place with any value in any of its places', () => {
    const values: unknown = parse(original);
    const other = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom(...ODD),
      fc.constantFrom(0, -1, 1.5, 2 ** 53, 1e300, '', ' ', [], {}, null, true, 'x'.repeat(5_000)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...pathsOf(values)), other, (at, value) => {
        readOrSay(Buffer.from(stringify(replaced(values, at, value))));
      }),
      { numRuns: RUNS },
    );
  });

  it('is refused with another encoding, as any bytes, and when it is nothing but depth', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat({ max: original.length }), (bytes, at) => {
        const before = Buffer.from(original);
        readOrSay(Buffer.concat([before.subarray(0, at), bytes, before.subarray(at)]));
        readOrSay(bytes);
      }),
      { numRuns: RUNS / 4 },
    );
    for (const deep of ['[', '{a: ', '- ', '? ', '- {a: [', '&a [', '!x ['])
      readOrSay(Buffer.from(deep.repeat(20_000)));
    readOrSay(Buffer.from(Array.from({ length: 3_000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')));
    // References that would unfold to more than memory holds.
    const doubling = [
      'a0: &a0 [x, x]',
      ...Array.from({ length: 40 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`),
    ];
    readOrSay(Buffer.from(doubling.join('\n')));
  });
});
