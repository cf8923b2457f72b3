import { change } from '../database.ts';
import type { Projectors } from './project.ts';

/** Where the workstations stood, and since when. */
export const workstationProjectors = {
  'workstation.placed': (database, { subject, at, payload }) => {
    change<[string, string, string, number]>(
      database,
      'INSERT INTO workstation_window (workstation, since, window, serials_from) VALUES (?, ?, ?, ?)',
    ).run(subject, at, payload.window, payload.serialsFrom);
  },
} satisfies Projectors;
