import { staffActor } from '../../domain/staff/actor.ts';
import { change } from '../database.ts';
import type { Projectors } from './project.ts';

/** Every version of an item that could be used here, with its map for the central system; versions that were handed in. */
export const itemProjectors = {
  'item.kept': (database, { payload }) => {
    change<[string, number, string]>(
      database,
      'INSERT INTO item_version (code, version, content) VALUES (?, ?, ?)',
    ).run(payload.code, payload.version, payload.content);
  },
  'item.mapped': (database, { payload }) => {
    change<[string, string, number]>(database, 'UPDATE item_version SET map = ? WHERE code = ? AND version = ?').run(
      payload.content,
      payload.code,
      payload.version,
    );
  },
  'item.proposed': (database, { sequence, at, actor, payload: { code, version, content, effectiveFrom, why } }) => {
    const { number, name } = staffActor(actor);
    change<(string | number)[]>(
      database,
      `INSERT INTO item_proposal
         (proposed_in, code, version, content, effective_from, why, proposed_at, proposed_number, proposed_name, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')`,
    ).run(sequence, code, version, content, effectiveFrom, why, at, number, name);
  },
  'item.declined': (database, { at, actor, payload: { code, version } }) => {
    change<[string, string, string, number]>(
      database,
      `UPDATE item_proposal SET state = 'declined', settled_at = ?, settled_name = ?
       WHERE code = ? AND version = ? AND state = 'waiting'`,
    ).run(at, staffActor(actor).name, code, version);
  },
  'item.published': (database, { at, actor, payload: { code, version, name, change: made } }) => {
    const { words, toInstant, materials, days } = made;
    change<(string | number)[]>(
      database,
      `UPDATE item_proposal SET state = 'published', settled_at = ?, settled_name = ?, name = ?, words = ?, to_instant = ?,
         materials = ?, days = ? WHERE code = ? AND version = ? AND state = 'waiting'`,
    ).run(at, staffActor(actor).name, name, words.join('；'), Number(toInstant), materials, days, code, version);
  },
} satisfies Projectors;
