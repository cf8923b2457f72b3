import type {
  ForwardRecord,
  Outbox,
  OutboundMessage,
  QueuedMessage,
  Receipt,
} from '../../../main/domain/delivery/delivery.ts';

/** A message's way through the queue, kept for the assertions. */
export interface QueueRow {
  readonly message: OutboundMessage;
  queueId: number;
  state: 'waiting' | 'sending' | 'delivered' | 'refused';
  attempts: number;
  mustAsk: boolean;
  nextAt: string;
  detail: string;
  receipt?: Receipt;
}

/** The durable queue's contract in memory, with a crash: what was being sent comes back in doubt. */
export interface MemoryOutbox extends Outbox {
  readonly rows: readonly QueueRow[];
  /** Number of `record` calls, the durable writes of the real queue. */
  readonly writes: () => number;
  queue(message: OutboundMessage, now: string): void;
  crash(): void;
  /** Number of messages neither delivered nor refused. */
  waiting(): number;
  /** Resolves when the condition holds; it is looked at after every write. */
  until(condition: () => boolean): Promise<void>;
}

export function createMemoryOutbox(): MemoryOutbox {
  const rows: QueueRow[] = [];
  let writes = 0;
  const looks = new Set<() => void>();

  function isOpen(row: QueueRow): boolean {
    return row.state === 'waiting' || row.state === 'sending';
  }

  function settle(record: ForwardRecord): void {
    const row = rows[record.queueId];
    if (row?.state !== 'sending') throw new Error(`outcome for a message that is not being sent: ${record.queueId}`);
    switch (record.kind) {
      case 'delivered':
        Object.assign(row, { state: 'delivered', receipt: record.receipt });
        break;
      case 'refused':
        Object.assign(row, { state: 'refused', detail: record.message });
        break;
      case 'renumbered':
        Object.assign(row, {
          state: 'waiting',
          message: { ...row.message, messageId: record.freshId },
          nextAt: record.nextAt,
          mustAsk: false,
          detail: record.detail,
          attempts: row.attempts + 1,
        });
        break;
      case 'retry':
        Object.assign(row, {
          state: 'waiting',
          nextAt: record.nextAt,
          mustAsk: record.mustAsk,
          detail: record.detail,
          attempts: row.attempts + 1,
        });
        break;
    }
  }

  function record(outcomes: readonly ForwardRecord[]): void {
    writes += 1;
    outcomes.forEach(settle);
    for (const look of [...looks]) look();
  }

  const waiting = () => rows.filter(isOpen).length;

  return {
    rows,
    writes: () => writes,
    queue(message, now) {
      const fresh = { state: 'waiting', attempts: 0, mustAsk: false, nextAt: now, detail: '' } as const;
      rows.push({ message, queueId: rows.length, ...fresh });
    },
    crash() {
      for (const row of rows) if (row.state === 'sending') Object.assign(row, { state: 'waiting', mustAsk: true });
    },
    claim({ now, latest, limit, busy }, outcomes): QueuedMessage[] {
      if (outcomes.length > 0) record(outcomes);
      const claimed: QueuedMessage[] = [];
      const seen = new Set<string>();
      for (const row of rows) {
        if (claimed.length >= limit) break;
        if (!isOpen(row)) continue;
        const { orderKey } = row.message;
        const first = !seen.has(orderKey);
        seen.add(orderKey);
        if (!first || row.state === 'sending' || (row.nextAt > now && row.nextAt <= latest) || busy.has(orderKey))
          continue;
        row.state = 'sending';
        claimed.push({ ...row.message, queueId: row.queueId, attempts: row.attempts, mustAsk: row.mustAsk });
      }
      return claimed;
    },
    record,
    nextDueAt: () =>
      rows
        .filter((row) => row.state === 'waiting')
        .map((row) => row.nextAt)
        .sort()[0] ?? null,
    waiting,
    until: (condition) =>
      new Promise((resolve) => {
        const look = () => {
          if (!condition()) return;
          looks.delete(look);
          resolve();
        };
        looks.add(look);
        look();
      }),
  };
}
