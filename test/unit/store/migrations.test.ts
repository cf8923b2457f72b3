import { describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../../main/store/database.ts';
import { migrate, migrations, SCHEMA_VERSION, schemaVersion } from '../../../main/store/migrations/migrate.ts';

function emptyDatabase(): Database {
  const opened = openDatabase(':memory:', '0'.repeat(64));
  if (!opened.ok) throw new Error(opened.detail);
  return opened.database;
}

function schemaOf(database: Database): unknown[] {
  return database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all();
}

describe('migrations', () => {
  it('bring an empty database to the version of this program', () => {
    const database = emptyDatabase();
    expect(schemaVersion(database)).toBe(0);
    expect(migrate(database)).toEqual({ ok: true });
    expect(schemaVersion(database)).toBe(SCHEMA_VERSION);
  });

  it.each(migrations.map((step, index) => ({ version: step.version, index })))(
    'continue from version $version with what was recorded there, to the same schema as from empty',
    ({ index, version }) => {
      const database = emptyDatabase();
      migrate(database, migrations.slice(0, index + 1));
      expect(schemaVersion(database)).toBe(version);
      const kept = ['account.created', 'account:1001', '{}', '0'.repeat(64), 'f'.repeat(64)];
      database
        .prepare(
          `INSERT INTO journal (sequence, entry_id, at, actor_kind, actor, actor_name, actor_role, workstation, kind, subject,
             payload, previous_hash, hash) VALUES (1, 'e1', '', 'system', 'counter', '', '', '03', ?, ?, ?, ?, ?)`,
        )
        .run(...kept);
      expect(migrate(database)).toEqual({ ok: true });
      const whole = emptyDatabase();
      migrate(whole);
      expect(schemaOf(database)).toEqual(schemaOf(whole));
      expect(database.prepare('SELECT kind, subject, payload, previous_hash, hash FROM journal').raw().get()).toEqual(
        kept,
      );
    },
  );

  it('have nothing to do the second time', () => {
    const database = emptyDatabase();
    migrate(database);
    const before = schemaOf(database);
    expect(migrate(database)).toEqual({ ok: true });
    expect(schemaOf(database)).toEqual(before);
  });

  it('refuse a database of a newer program and leave it as it is', () => {
    const database = emptyDatabase();
    migrate(database, [{ version: SCHEMA_VERSION + 10, statements: 'CREATE TABLE tomorrow (id INTEGER) STRICT' }]);
    const before = schemaOf(database);
    expect(migrate(database)).toEqual({ ok: false, code: 'from-the-future', found: SCHEMA_VERSION + 10 });
    expect(schemaOf(database)).toEqual(before);
    expect(schemaVersion(database)).toBe(SCHEMA_VERSION + 10);
  });

  it.each([[[20, 10]], [[10, 10]]])('do not run in an order that does not rise: %j', (versions) => {
    const database = emptyDatabase();
    const steps = versions.map((version) => ({
      version,
      statements: `CREATE TABLE step${version} (id INTEGER) STRICT`,
    }));
    expect(() => migrate(database, steps)).toThrow('rise');
    expect(schemaOf(database)).toEqual([]);
  });

  it('undo every step of a run in which one fails', () => {
    const database = emptyDatabase();
    const steps = [
      { version: 10, statements: 'CREATE TABLE first (id INTEGER) STRICT' },
      { version: 20, statements: 'CREATE TABLE no good' },
    ];
    expect(() => migrate(database, steps)).toThrow();
    expect(schemaOf(database)).toEqual([]);
    expect(schemaVersion(database)).toBe(0);
  });
});
