import { change } from '../database.ts';
import type { Projectors } from './project.ts';

/** Every version of an item that could be used here, with its map for the central system. */
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
} satisfies Projectors;
