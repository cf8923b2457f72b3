import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../main/core/openStore.ts';
import { placeWorkstation } from '../../../main/core/presence.ts';
import { createAccount } from '../../../main/services/sessions.ts';
import { sql, type ReadDatabase } from '../../../main/store/database.ts';
import { windowOf } from '../../../main/store/journal.ts';
import { projectedTables } from '../../../main/store/projections/project.ts';
import { PROJECTION_VERSION, projectionVersion, rebuildProjections } from '../../../main/store/projections/rebuild.ts';
import { done, memoryIn, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = openDesk('file');
  await createAccount(desk.context, { ...TELLER, password: 'counter-1' });
  await desk.arrive('990000198503121011');
  const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
  const { form } = done(desk.services.viewCase(TELLER, caseId));
  done(desk.services.cases.saveDraft(TELLER, caseId, { ticks: {}, form }));
});
afterEach(() => desk.remove());

const projectedIn = (database: ReadDatabase): unknown =>
  projectedTables.map((table) => [table, sql(database, `SELECT * FROM ${table}`).all()]);
const projected = (): unknown => projectedIn(desk.database);

const strange = (kind: string, payload: string): void => {
  desk.database.exec(
    `INSERT INTO journal SELECT sequence + 1, '${kind}', at, actor_kind, actor, actor_name, actor_role, workstation,
       '${kind}', subject, '${payload}', hash, hash FROM journal ORDER BY sequence DESC LIMIT 1`,
  );
};

describe('projections that another version of the program made', () => {
  it('are made anew from the journal at the next start, and what refers to them stays', () => {
    const before = projected();
    desk.database.exec(
      `UPDATE projection_version SET version = ${PROJECTION_VERSION - 1};
       UPDATE service_case SET phase = 'as it was called then'; UPDATE person SET name = ''; DELETE FROM number_series`,
    );
    desk.close();
    const { clock, folder } = desk;
    const opened = openStore(memoryIn(folder, clock));
    if (!opened.ok) throw new Error(opened.message);
    const { read } = opened.store;
    expect(projectedIn(read)).toEqual(before);
    expect(sql(read, 'SELECT case_id FROM draft').all()).toHaveLength(1);
    expect(projectionVersion(read)).toBe(PROJECTION_VERSION);
    opened.store.close();
  });

  it('are made of all that can be read; what cannot is set aside and told', () => {
    const before = projected();
    strange('visit.teleported', '{}');
    strange('visit.parked', '{"v":9}');
    expect(rebuildProjections(desk.database)).toMatchObject({
      ok: true,
      unreadable: [
        { kind: 'visit.teleported', reason: 'unknown-kind' },
        { kind: 'visit.parked', reason: 'newer-version' },
      ],
    });
    expect(projected()).toEqual(before);
  });

  it('stay as they are when the journal cannot be folded', () => {
    const before = projected();
    strange('print.started', '{"deviceId":"d","jobId":"no such job"}');
    expect(rebuildProjections(desk.database)).toMatchObject({
      ok: false,
      where: expect.stringMatching(/^journal \d+$/) as unknown,
    });
    expect(projected()).toEqual(before);
  });
});

describe('a workstation', () => {
  it('is on record with each window it stands at, once, and since when', () => {
    const { workstation } = desk.store;
    placeWorkstation(desk.store, '03', 'hall');
    placeWorkstation(desk.store, '03', 'hall');
    desk.clock.now = new Date(desk.clock.now.getTime() + 60_000);
    placeWorkstation(desk.store, '04', 'hall');
    expect(
      desk.database.prepare('SELECT workstation, window FROM workstation_window ORDER BY since').raw().all(),
    ).toEqual([
      [workstation, '03'],
      [workstation, '04'],
    ]);
    expect(windowOf(desk.database, workstation)).toBe('04');
  });
});
