import type { Migration } from './migration.ts';

/**
 * The outbox. `outbox_message` is a projection of the journal, and so is `outbox_content`, which never changes: it stands
 * apart so that settling a message does not write its kilobyte again; `outbox_attempt` is working state of the forwarder
 * (when to try next, whether an earlier attempt may have arrived; `sending` is 1 while it is on its way, 2 when its content
 * cannot be read).
 */
export const outbox0040: Migration = {
  version: 40,
  statements: `
    CREATE TABLE outbox_message (
      -- Sequence of the act that queued it.
      queue_id     INTEGER PRIMARY KEY,
      message_id   TEXT NOT NULL UNIQUE,
      -- Its id on the wire: its own, or a fresh one after that was found to be somebody else's there.
      sent_as      TEXT NOT NULL UNIQUE,
      case_id      TEXT NOT NULL REFERENCES service_case (case_id),
      order_key    TEXT NOT NULL,
      state        TEXT NOT NULL,
      queued_at    TEXT NOT NULL,
      settled_at   TEXT,
      note         TEXT NOT NULL,
      -- Sequence of the last entry about it.
      revision     INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX outbox_message_by_state ON outbox_message (state, queue_id);

    CREATE TABLE outbox_content (
      queue_id INTEGER PRIMARY KEY REFERENCES outbox_message (queue_id),
      message  TEXT NOT NULL
    ) STRICT;

    CREATE TABLE outbox_attempt (
      queue_id INTEGER PRIMARY KEY REFERENCES outbox_message (queue_id),
      order_key TEXT NOT NULL,
      attempts INTEGER NOT NULL,
      next_at  TEXT NOT NULL,
      sending  INTEGER NOT NULL,
      must_ask INTEGER NOT NULL,
      detail   TEXT NOT NULL
    ) STRICT;
    CREATE INDEX outbox_attempt_due ON outbox_attempt (next_at, queue_id);
    CREATE INDEX outbox_attempt_order ON outbox_attempt (order_key, queue_id);
  `,
};
