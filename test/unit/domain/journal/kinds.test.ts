import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { canonicalJson } from '../../../../main/domain/journal/canonicalJson.ts';
import type { StoredEntry } from '../../../../main/domain/journal/entry.ts';
import { defineKind } from '../../../../main/domain/journal/kind.ts';
import { readEntry } from '../../../../main/domain/journal/readEntry.ts';
import { journalKinds, readPayload } from '../../../../main/domain/journal/registry.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../fixtures/journal');

/** One payload as a release stored it, and what every later release must read from it. */
const goldenSchema = z.strictObject({ stored: z.record(z.string(), z.unknown()), read: z.unknown() });

const golden = (kind: string, version: number) =>
  goldenSchema.parse(JSON.parse(readFileSync(path.join(FOLDER, `${kind}.v${version}.json`), 'utf8')));

const versions = journalKinds.flatMap(({ name, version }) =>
  Array.from({ length: version }, (_, index) => ({ name, version: index + 1, current: index + 1 === version })),
);

describe('what each release has stored', () => {
  it('is there as a golden file for every kind and version, and for nothing else', () => {
    const expected = versions.map(({ name, version }) => `${name}.v${version}.json`);
    expect(readdirSync(FOLDER).toSorted()).toEqual(expected.toSorted());
  });

  it.each(versions)('$name version $version keeps its meaning', ({ name, version }) => {
    const { stored, read } = golden(name, version);
    expect(stored.v ?? 1).toBe(version);
    expect(readPayload(name, stored)).toEqual({ ok: true, payload: read });
  });

  it.each(versions.filter(({ current }) => current))(
    '$name is read whole, so that it is written as it was read',
    ({ name, version }) => {
      const { stored, read } = golden(name, version);
      const { v: _version, ...fields } = stored;
      expect(canonicalJson(read)).toBe(canonicalJson(fields));
    },
  );

  it.each(versions.filter(({ current }) => current))(
    '$name ignores a field that a later release added',
    ({ name, version }) => {
      const { stored, read } = golden(name, version);
      expect(readPayload(name, withStrangers(stored))).toEqual({ ok: true, payload: read });
    },
  );
});

/** The same with a field that nobody knows in every object but those whose fields have free names. */
function withStrangers(value: unknown, free = false): unknown {
  if (Array.isArray(value)) return value.map((member) => withStrangers(member));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, member]): [string, unknown] => [
    key,
    key === 'input' ? member : withStrangers(member, ['ticks', 'form'].includes(key) && typeof member === 'object'),
  ]);
  return Object.fromEntries(free ? fields : [...fields, ['addedByALaterRelease', { why: 'it could' }]]);
}

const row: StoredEntry = {
  sequence: 7,
  entryId: '019aa2b0-0000-7000-8000-000000000007',
  at: '2026-11-21T01:30:00.000Z',
  actorKind: 'person',
  actor: '0103',
  actorName: '陈静',
  actorRole: 'teller',
  workstation: '03',
  kind: 'visit.opened',
  subject: '019aa2b0-0000-7000-8000-000000000002',
  payload: '{"by":"card"}',
  previousHash: '0'.repeat(64),
  hash: '1'.repeat(64),
};

describe('a stored entry', () => {
  it('is read with its actor and payload', () => {
    expect(readEntry(row)).toMatchObject({
      ok: true,
      entry: { kind: 'visit.opened', actor: { kind: 'person', role: 'teller' }, payload: { by: 'card' } },
    });
  });

  it.each([
    ['a kind nobody wrote', { kind: 'visit.teleported' }, 'unknown-kind'],
    ['a later version', { payload: '{"by":"card","v":2}' }, 'newer-version'],
    ['a version that is none', { payload: '{"by":"card","v":"two"}' }, 'malformed'],
    ['a field that is missing', { payload: '{}' }, 'malformed'],
    ['a value of another type', { payload: '{"by":7}' }, 'malformed'],
    ['a list', { payload: '[]' }, 'malformed'],
    ['half of a text', { payload: '{"by":' }, 'malformed'],
    ['a post nobody has', { actorRole: 'wizard' }, 'unknown-actor'],
    ['a part nobody knows', { actorKind: 'system', actor: 'ghost', actorName: '', actorRole: '' }, 'unknown-actor'],
  ] as const)('with %s is a value for a report, without what stands in it', (_what, change, reason) => {
    const read = readEntry({ ...row, ...change });
    expect(read).toMatchObject({ ok: false, unreadable: { sequence: 7, subject: row.subject, reason } });
  });
});

describe('a kind with a history of its own', () => {
  const kind = defineKind({
    name: 'test.renamed',
    version: 3,
    schema: z.object({ amountFen: z.int(), currency: z.string() }),
    upcast: {
      1: ({ yuan, ...rest }) => ({ ...rest, amountFen: Math.round(z.number().parse(yuan) * 100) }),
      2: (older) => ({ ...older, currency: 'CNY' }),
    },
  });
  const kinds = new Map([[kind.name, kind]]);

  it.each([[{ yuan: 1.5 }], [{ amountFen: 150, v: 2 }], [{ amountFen: 150, currency: 'CNY', v: 3 }]])(
    'reads %o as what it is today',
    (stored) => {
      expect(readPayload(kind.name, stored, kinds)).toEqual({ ok: true, payload: { amountFen: 150, currency: 'CNY' } });
    },
  );

  it('tells that an older payload cannot be carried over instead of throwing', () => {
    expect(readPayload(kind.name, { yuan: 'many' }, kinds)).toMatchObject({ ok: false, reason: 'malformed' });
  });

  it.each([{}, { 2: (older: object) => ({ ...older }) }])('cannot be declared without each step (%o)', (upcast) => {
    expect(() => defineKind({ name: 'test.gap', version: 2, schema: z.object({}), upcast })).toThrow('test.gap');
  });
});
