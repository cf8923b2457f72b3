import { lifeOfSerial, serialAfter } from '../../domain/case/life.ts';
import type { JournalEntry, TakenNumber } from '../../domain/journal/entry.ts';
import { staffActor } from '../../domain/staff/actor.ts';
import { lastSerial } from '../cases.ts';
import { sql, type Database } from '../database.ts';
import type { Projectors } from './project.ts';

/** The projected row of a case after one entry; columns that the entry does not touch keep their value. */
function touch(
  database: Database,
  entry: JournalEntry,
  change: {
    readonly state?: string;
    readonly caseNumber?: string;
    readonly dueOn?: string | null;
    readonly deliveryState?: string;
    readonly deliveryNote?: string;
  },
): void {
  sql<[string | null, string | null, number, string | null, string | null, string | null, string, number, string]>(
    database,
    `UPDATE service_case SET
       state          = ifnull(?, state),
       case_number    = ifnull(?, case_number),
       due_on         = CASE ? WHEN 1 THEN ? ELSE due_on END,
       delivery_state = ifnull(?, delivery_state),
       delivery_note  = ifnull(?, delivery_note),
       changed_at     = ?,
       revision       = ?
     WHERE case_id = ?`,
  ).run(
    change.state ?? null,
    change.caseNumber ?? null,
    change.dueOn === undefined ? 0 : 1,
    change.dueOn ?? null,
    change.deliveryState ?? null,
    change.deliveryNote ?? null,
    entry.at,
    entry.sequence,
    entry.subject,
  );
}

function takeNumbers(database: Database, workstation: string, numbers: readonly TakenNumber[]): void {
  for (const { day, kind, serial } of numbers) {
    const last = lastSerial(database, workstation, day, kind);
    if (serial !== serialAfter(last, lifeOfSerial(serial))) {
      throw new Error(`number ${kind} ${day} ${serial} is out of its series`);
    }
    sql<[string, string, string, number]>(
      database,
      `INSERT INTO number_series (workstation, day, kind, last) VALUES (?, ?, ?, ?)
       ON CONFLICT (workstation, day, kind) DO UPDATE SET last = excluded.last`,
    ).run(workstation, day, kind, serial);
  }
}

/** Cases, their numbers, and how often each item is used. */
export const caseProjectors = {
  'case.open': (database, { subject, actor, at, sequence, payload }) => {
    const owner = staffActor(actor);
    sql<[string, string, number, string, string, string, string, string, string, number]>(
      database,
      `INSERT INTO service_case (case_id, item_code, item_version, person_id, visit_id, state, owner_number, owner_name,
                                 opened_at, changed_at, revision, delivery_state, delivery_note)
       VALUES (?, ?, ?, ?, ?, 'intake', ?, ?, ?, ?, ?, 'none', '')`,
    ).run(
      subject,
      payload.itemCode,
      payload.itemVersion,
      payload.personId,
      payload.visitId,
      owner.number,
      owner.name,
      at,
      at,
      sequence,
    );
  },

  'case.obtain': (database, entry) => {
    touch(database, entry, {});
  },

  'case.notify': (database, entry) => {
    const { caseNumber, dueOn, numbers } = entry.payload;
    takeNumbers(database, entry.workstation, numbers);
    touch(database, entry, { state: 'notified', caseNumber, dueOn });
  },

  'case.accept': (database, entry) => {
    const { caseNumber, numbers } = entry.payload;
    takeNumbers(database, entry.workstation, numbers);
    touch(database, entry, { state: 'accepted', caseNumber, dueOn: null });
    sql<[string]>(
      database,
      `INSERT INTO item_use (item_code, uses)
       SELECT item_code, 1 FROM service_case WHERE case_id = ?
       ON CONFLICT (item_code) DO UPDATE SET uses = uses + 1`,
    ).run(entry.subject);
  },

  'case.complete': (database, entry) => {
    takeNumbers(database, entry.workstation, entry.payload.numbers);
    touch(database, entry, { state: 'completed', deliveryState: 'waiting' });
  },

  'case.abandon': (database, entry) => {
    touch(database, entry, { state: 'abandoned', dueOn: null });
  },

  'case.deliver': (database, entry) => {
    touch(database, entry, { deliveryState: 'delivered', deliveryNote: entry.payload.reference });
  },

  'case.delivery-refused': (database, entry) => {
    touch(database, entry, { deliveryState: 'refused', deliveryNote: entry.payload.message });
  },

  'case.requeue': (database, entry) => {
    touch(database, entry, { deliveryState: 'waiting', deliveryNote: '' });
  },
} satisfies Projectors;
