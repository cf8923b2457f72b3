import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COUNTER } from '../../../main/services/context.ts';
import { openTestStore, type TestStore } from '../../fixtures/desk/desk.ts';

let memory: TestStore;
beforeEach(() => {
  memory = openTestStore('memory');
  for (let n = 0; n < 3; n += 1) {
    memory.store.transact((transaction) =>
      transaction.append({ kind: 'core.stopped', subject: 'counter', actor: COUNTER, payload: {} }),
    );
  }
});
afterEach(() => memory.remove());

const insert = (sequence: number) =>
  `INSERT INTO journal VALUES (${sequence}, 'e${sequence}', '', 'system', 'counter', '', '', '03', 'k', 's', '{}', '', '')`;

describe('the journal table', () => {
  it.each([
    ['an update of a payload', `UPDATE journal SET payload = '{"a":1}' WHERE sequence = 2`, 'append-only'],
    ['an update of an actor', `UPDATE journal SET actor = '9999'`, 'append-only'],
    ['a replacement', insert(2).replace('INSERT', 'INSERT OR REPLACE'), 'no gaps'],
    ['a removal in the middle', 'DELETE FROM journal WHERE sequence = 2', 'append-only'],
    ['a removal at the end', 'DELETE FROM journal WHERE sequence = 3', 'append-only'],
    ['a gap', insert(5), 'no gaps'],
    ['an insertion before the end', insert(0), 'no gaps'],
  ])('refuses %s', (_what, text, reason) => {
    const before = memory.database.prepare('SELECT * FROM journal').all();
    expect(() => memory.database.exec(text)).toThrow(reason);
    expect(memory.database.prepare('SELECT * FROM journal').all()).toEqual(before);
  });

  it('takes the next entry', () => {
    memory.database.exec(insert(4));
    expect(memory.database.prepare('SELECT max(sequence) FROM journal').pluck().get()).toBe(4);
  });
});

describe('the tables', () => {
  it('are all strict, so that stored types hold', () => {
    const loose = memory.database
      .prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict`)
      .pluck()
      .all();
    expect(loose).toEqual(['sqlite_schema']);
    expect(() => memory.database.exec(`INSERT INTO number_series VALUES ('03', '2026-11-20', 'SL', 'seven')`)).toThrow(
      'cannot store TEXT value in INTEGER column',
    );
  });

  it.each([
    [
      'a visit of nobody',
      `INSERT INTO visit (visit_id, opened_by, opened_at, teller_number, teller_name, shown_by, person_id)
       VALUES ('v', 'card', '', '', '', '', 'p')`,
    ],
    [
      'a case of nobody',
      `INSERT INTO service_case (case_id, item_code, item_version, person_id, visit_id, phase, handler_number, handler_name,
         opened_at, changed_at, holder, revision, snapshot)
       VALUES ('c', 'YB0310', 1, 'p', 'v', 'intake', '', '', '', '', '03', 1, '{}')`,
    ],
    ['a slip without a case', `INSERT INTO slip VALUES ('SL1', 'SL', 'c', '', 1)`],
    [
      'a print job without a slip',
      `INSERT INTO print_job VALUES ('j', 'SL1', 0, 'queued', NULL, '', '', 1, NULL, 48, 'gbk', NULL)`,
    ],
    [
      'a message without a case',
      `INSERT INTO outbox_message VALUES (1, 'm', 'm', 'c', 'p', 'waiting', '', NULL, '', 1)`,
    ],
    ['an attempt without a message', `INSERT INTO outbox_attempt VALUES (1, 'p', 0, '', 0, 0, '')`],
    ['a password without an account', `INSERT INTO credential VALUES ('1001', '', 0, NULL)`],
    ['a session without an account', `INSERT INTO session VALUES ('w', '1001', 'teller', '', '', NULL, NULL)`],
    ['a post without an account', `INSERT INTO staff_post VALUES ('1001', 'reviewer', '', NULL)`],
    ['a relative of nobody', `INSERT INTO staff_close_person VALUES ('1001', 'p', 'spouse')`],
    ['a draft without a case', `INSERT INTO draft VALUES ('c', '{}', '{}')`],
  ])('refuse %s', (_what, text) => {
    expect(() => memory.database.exec(text)).toThrow('FOREIGN KEY');
  });

  it('have one visit at the counter, however many are parked or over, and one of a person', () => {
    const { database } = memory;
    const insert = database.prepare(
      `INSERT INTO visit (visit_id, opened_by, opened_at, teller_number, teller_name, shown_by, person_id, parked_at, ended_at)
       VALUES (?, 'card', '', '1001', '', '', ?, ?, ?)`,
    );
    for (const person of ['p1', 'p2']) {
      database.prepare(`INSERT INTO person (person_id, id_number, name) VALUES (?, ?, '')`).run(person, person);
    }
    insert.run('over', 'p1', null, 'then');
    insert.run('parked', 'p1', 'then', null);
    insert.run('parked-too', null, 'then', null);
    insert.run('present', null, null, null);
    expect(() => insert.run('second', null, null, null)).toThrow('UNIQUE');
    expect(() => insert.run('same-person', 'p1', 'then', null)).toThrow('UNIQUE');
    expect(() => database.exec(`UPDATE visit SET parked_at = NULL WHERE visit_id = 'parked'`)).toThrow('UNIQUE');
  });

  it('have one wire serial and no second', () => {
    expect(() => memory.database.exec('INSERT INTO message_tick VALUES (2, 0)')).toThrow('CHECK');
  });
});
