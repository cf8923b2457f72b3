import Database from 'better-sqlite3';
import { z } from 'zod';

/** One content of one message that has taken effect in the stand-in. */
export interface CentralEffect {
  /** Rises in the order of taking effect. */
  readonly sequence: number;
  readonly messageId: string;
  /** Hash the sender gave with its content. */
  readonly contentHash: string;
  readonly transaction: string;
  /** `psn_no` of the input, else `certno`, else ''. */
  readonly person: string;
  /** How often it took effect; anything but 1 is a double booking. */
  readonly applied: number;
  /** How often the message came in, repeats included. */
  readonly received: number;
  /** Receiver's message id. */
  readonly reference: string;
  /** 待遇申报明细流水号. */
  readonly serial: string;
  /** 17-digit stamp of the answer. */
  readonly respondedAt: string;
  /** `dev_safe_info` as it came: the head of the counter's journal. */
  readonly safety: string;
}

const refusalSchema = z.object({ messageId: z.string(), contentHash: z.string(), message: z.string() });

/** One message the stand-in has refused, with its words. */
export type CentralRefusal = z.infer<typeof refusalSchema>;

const rowSchema = z.object({
  sequence: z.number(),
  messageId: z.string(),
  contentHash: z.string(),
  transaction: z.string(),
  person: z.string(),
  applied: z.number(),
  received: z.number(),
  reference: z.string(),
  serial: z.string(),
  respondedAt: z.string(),
  safety: z.string(),
});

const CREATE = `
  CREATE TABLE IF NOT EXISTS effect (
    sequence INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    infno TEXT NOT NULL,
    person TEXT NOT NULL,
    applied INTEGER NOT NULL,
    received INTEGER NOT NULL,
    reference TEXT NOT NULL,
    serial TEXT NOT NULL,
    responded_at TEXT NOT NULL,
    safety TEXT NOT NULL,
    UNIQUE (message_id, content_hash)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS refusal (
    message_id TEXT PRIMARY KEY,
    content_hash TEXT NOT NULL,
    message TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

const COLUMNS = `sequence, message_id AS messageId, content_hash AS contentHash, infno AS "transaction", person, applied, received, reference, serial,
  responded_at AS respondedAt, safety`;

/** What the stand-in remembers, in a file or in memory. */
export interface EffectStore {
  /** The first effect under a message id, or null. */
  find(messageId: string): CentralEffect | null;
  /** Makes a message take effect, however often it has already. */
  apply(effect: Omit<CentralEffect, 'sequence' | 'applied' | 'received'>): void;
  /** Counts a message that came in again and was not booked again. */
  countRepeat(messageId: string): void;
  /** Remembers that a message was refused, for the query. A later acceptance wins. */
  refuse(refusal: CentralRefusal): void;
  /** The refusal of a message, or null. */
  refusalOf(messageId: string): CentralRefusal | null;
  /** Next number of the receiver's own message ids. */
  nextSerial(): number;
  /** All effects in their order. */
  all(): readonly CentralEffect[];
  close(): void;
}

/** Opens the memory of the stand-in; without `file` it lasts as long as the process. */
export function openEffectStore(file?: string): EffectStore {
  const database = new Database(file ?? ':memory:');
  database.pragma('journal_mode = WAL');
  // A demonstration file: safe against a killed process, which is what is tested; not against a power cut.
  database.pragma('synchronous = NORMAL');
  database.exec(CREATE);
  const find = database.prepare(`SELECT ${COLUMNS} FROM effect WHERE message_id = ? ORDER BY sequence LIMIT 1`);
  const all = database.prepare(`SELECT ${COLUMNS} FROM effect ORDER BY sequence`);
  const apply = database.prepare(
    `INSERT INTO effect (message_id, content_hash, infno, person, applied, received, reference, serial, responded_at, safety)
     VALUES (@messageId, @contentHash, @transaction, @person, 1, 1, @reference, @serial, @respondedAt, @safety)
     ON CONFLICT (message_id, content_hash) DO UPDATE SET applied = applied + 1, received = received + 1`,
  );
  const countRepeat = database.prepare('UPDATE effect SET received = received + 1 WHERE message_id = ?');
  const refuse = database.prepare(
    'INSERT OR REPLACE INTO refusal (message_id, content_hash, message) VALUES (@messageId, @contentHash, @message)',
  );
  const refusalOf = database.prepare(
    'SELECT message_id AS messageId, content_hash AS contentHash, message FROM refusal WHERE message_id = ?',
  );
  const nextSerial = database
    .prepare(
      `INSERT INTO counter (name, value) VALUES ('reference', 1)
       ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`,
    )
    .pluck();

  return {
    find(messageId) {
      const row: unknown = find.get(messageId);
      return row === undefined ? null : rowSchema.parse(row);
    },
    apply: (effect) => void apply.run(effect),
    countRepeat: (messageId) => void countRepeat.run(messageId),
    refuse: (refusal) => void refuse.run(refusal),
    refusalOf(messageId) {
      const row: unknown = refusalOf.get(messageId);
      return row === undefined ? null : refusalSchema.parse(row);
    },
    nextSerial: () => z.number().parse(nextSerial.get()),
    all: () => z.array(rowSchema).parse(all.all()),
    close: () => database.close(),
  };
}
