import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../native/systemTime.ts';
import type { Outbox, OutboundMessage } from '../../../main/domain/delivery/delivery.ts';
import { sm3Text } from '../../../main/core/sm3.ts';
import { openAnchor } from '../../../main/store/anchor.ts';
import { openDatabase, change, type Database } from '../../../main/store/database.ts';
import { migrate } from '../../../main/store/migrations/migrate.ts';
import { storedMessage } from '../../../main/store/projections/outbox.ts';
import { countWaiting, createOutbox } from '../../../main/store/outbox.ts';
import { createStore } from '../../../main/store/store.ts';

/** A durable queue that holds the given messages, and how it is thrown away. */
export interface BenchOutbox {
  readonly outbox: Outbox;
  /** Messages neither delivered nor refused. */
  waiting(): number;
  close(): void;
}

/** Makes a fresh queue for one run. */
export type MakeBenchOutbox = (messages: readonly OutboundMessage[]) => BenchOutbox;

/** The completed cases behind the messages: only what the outbox refers to. */
function seed(database: Database, messages: readonly OutboundMessage[]): void {
  const visit = `INSERT INTO visit (visit_id, opened_by, opened_at, teller_number, teller_name, shown_by, ended_at)
    VALUES (?, 'id-number', ?, '0103', '陈静', 'id-number', ?)`;
  const citizen = 'INSERT INTO person (person_id, id_number, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING';
  const serviceCase = `INSERT INTO service_case (case_id, item_code, item_version, person_id, visit_id, phase,
      handler_number, handler_name, opened_at, changed_at, holder, revision, snapshot)
    VALUES (?, 'YB0101', 1, ?, ?, 'completed', '0103', '陈静', ?, ?, '03', 1, '{}')`;
  const waiting = `INSERT INTO outbox_message (message_id, sent_as, case_id, order_key, state, queued_at, note, revision)
    VALUES (?, ?, ?, ?, 'waiting', ?, '', 1)`;
  const content = 'INSERT INTO outbox_content (queue_id, message) VALUES (?, ?)';
  const attempt = `INSERT INTO outbox_attempt (queue_id, order_key, attempts, next_at, sending, must_ask, detail)
    SELECT queue_id, order_key, 0, queued_at, 0, 0, '' FROM outbox_message`;
  database.transaction(() => {
    messages.forEach((message, index) => {
      const { messageId, orderKey, completedAt, transaction, insuranceRegion, input, journalHead, operator } = message;
      const text = storedMessage({ transaction, insuranceRegion, input, operator, completedAt }, journalHead);
      change<unknown[]>(database, visit).run(`V${index}`, completedAt, completedAt);
      change<unknown[]>(database, citizen).run(orderKey, orderKey, '测试');
      change<unknown[]>(database, serviceCase).run(`C${index}`, orderKey, `V${index}`, completedAt, completedAt);
      const { lastInsertRowid } = change<unknown[]>(database, waiting).run(
        messageId,
        messageId,
        `C${index}`,
        orderKey,
        completedAt,
      );
      change<unknown[]>(database, content).run(lastInsertRowid, text);
    });
    change(database, attempt).run();
  })();
}

/** The counter's own store, encrypted and flushed as at the counter, in a folder of its own. */
export const makeStoreOutbox: MakeBenchOutbox = (messages) => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-outbox-'));
  const opened = openDatabase(join(folder, 'counter.sqlite'), '0f'.repeat(32));
  if (!opened.ok) throw new Error(`the bench database does not open: ${opened.detail}`);
  const { database } = opened;
  migrate(database);
  seed(database, messages);
  const store = createStore({
    database,
    anchor: openAnchor(join(folder, 'anchor')),
    workstation: '019aa2b0-0000-7000-8000-000000000001',
    clock: systemClock,
    hashText: sm3Text,
    reportBug: (error) => {
      throw error;
    },
  });
  return {
    outbox: createOutbox(store),
    waiting: () => countWaiting(database),
    close() {
      store.close();
      rmSync(folder, { recursive: true });
    },
  };
};
