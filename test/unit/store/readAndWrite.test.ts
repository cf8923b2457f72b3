import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import { change, sql, type Query, type ReadDatabase, type WriteDatabase } from '../../../main/store/database.ts';
import type { Store, Transaction } from '../../../main/store/store.ts';
import { deleteDraft, pruneRepeated, putDraft } from '../../../main/store/workingState.ts';
import { openTestStore, type TestStore } from '../../fixtures/desk/desk.ts';

let memory: TestStore;
beforeEach(() => {
  memory = openTestStore('memory');
});
afterEach(() => memory.remove());

describe('what a service has for reading', () => {
  it('cannot be written by any function of the store, which the compiler says', () => {
    expectTypeOf<Store['read']>().toEqualTypeOf<ReadDatabase>();
    expectTypeOf<Transaction['write']>().toEqualTypeOf<WriteDatabase>();
    expectTypeOf<WriteDatabase>().toExtend<ReadDatabase>();
    expectTypeOf<ReadDatabase>().not.toHaveProperty('exec');
    expectTypeOf<Query<[], unknown>>().not.toHaveProperty('run');
    const byMistake = ({ read }: Pick<Store, 'read'>): void => {
      // @ts-expect-error: drafts are written inside a transaction.
      putDraft(read, 'case', { ticks: {}, form: {} });
      // @ts-expect-error: and removed there.
      deleteDraft(read, 'case');
      // @ts-expect-error: kept answers too.
      pruneRepeated(read, '2026-01-01');
      // @ts-expect-error: nor does a statement of one's own help.
      change(read, 'DELETE FROM journal');
    };
    expect(byMistake).toBeTypeOf('function');
  });

  it.each([
    'DELETE FROM journal',
    "UPDATE person SET name = ''",
    "INSERT INTO draft (case_id, ticks, form) VALUES ('a', '{}', '{}') RETURNING case_id",
    'PRAGMA user_version = 1',
  ])('does not carry out %s, whatever the types say', (statement) => {
    expect(() => sql(memory.store.read, statement)).toThrow('a reading statement would write');
  });

  it('sees what was recorded', () => {
    expect(sql(memory.store.read, 'SELECT count(*) AS n FROM journal').get()).toEqual({ n: 0 });
  });
});
