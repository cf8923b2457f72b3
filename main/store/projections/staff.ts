import { change } from '../database.ts';
import type { Projectors } from './project.ts';

/** What the staff file holds beside the account. */
export const staffProjectors = {
  'account.post-granted': (database, { payload: { number, role, from, until } }) => {
    // A grant whose period is over may be given anew.
    change<[string, string, string, string | null]>(
      database,
      'INSERT OR REPLACE INTO staff_post (number, role, starts_on, ends_on) VALUES (?, ?, ?, ?)',
    ).run(number, role, from, until);
  },

  'account.post-withdrawn': (database, { payload: { number, role } }) => {
    change<[string, string]>(database, 'DELETE FROM staff_post WHERE number = ? AND role = ?').run(number, role);
  },

  'account.close-persons': (database, { payload: { number, persons } }) => {
    change<[string]>(database, 'DELETE FROM staff_close_person WHERE number = ?').run(number);
    const insert = change<[string, string, string]>(
      database,
      'INSERT INTO staff_close_person (number, person_id, relation) VALUES (?, ?, ?)',
    );
    for (const { personId, relation } of persons) insert.run(number, personId, relation);
  },
} satisfies Projectors;
