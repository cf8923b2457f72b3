import { staffActor } from '../../domain/staff/actor.ts';
import { change } from '../database.ts';
import type { Projectors } from './project.ts';

/** With what somebody was asked first. */
export const firstAskedProjectors = {
  'asked.recorded': (database, { subject, at, actor, payload }) => {
    const { who, personId = null, matter, referred, answer } = payload;
    const { number, name } = staffActor(actor);
    const answered = answer ? [at, name, answer.text, Number(answer.satisfied)] : [null, null, null, null];
    change<(string | number | null)[]>(
      database,
      `INSERT INTO first_asked (asked_id, asked_at, who, person_id, matter, by_number, by_name, to_number, to_name, due_on,
                                answered_at, answered_by, answer, satisfied)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      ...[subject, at, who, personId, matter, number, name],
      ...[referred?.to.number ?? null, referred?.to.name ?? null, referred?.dueOn ?? null, ...answered],
    );
  },

  'asked.accepted': (database, { subject, at }) => {
    change<[string, string]>(database, 'UPDATE first_asked SET accepted_at = ? WHERE asked_id = ?').run(at, subject);
  },

  'asked.answered': (database, { subject, at, actor, payload: { text, satisfied } }) => {
    change<(string | number)[]>(
      database,
      'UPDATE first_asked SET answered_at = ?, answered_by = ?, answer = ?, satisfied = ? WHERE asked_id = ?',
    ).run(at, staffActor(actor).name, text, Number(satisfied), subject);
  },
} satisfies Projectors;
