import { closeSync, fdatasync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import type { JournalHead } from './journal.ts';

/** Room for the largest sequence, so that each write overwrites all of the one before. */
const SEQUENCE_WIDTH = 16;
const HEAD_PATTERN = String.raw`(\d{${SEQUENCE_WIDTH}}) ([0-9a-f]{64})`;
const ANCHOR_PATTERN = new RegExp(`^${HEAD_PATTERN} ${HEAD_PATTERN}\n$`);

/** The heads the journal may have: where it stood before the last transaction, and where that transaction brings it. */
export interface AnchoredHeads {
  readonly before: JournalHead;
  readonly after: JournalHead;
}

/**
 * The journal's head kept outside the database. A chain alone cannot show that its last entries were cut off, or that
 * somebody who knows the hash added one; a head written around every commit can: with what comes after it before the
 * commit, alone after it. A crash leaves both, and the journal then stands at one of them.
 */
export interface Anchor {
  /**
   * Remembers where the journal may stand: for the system at once, so that a kill takes nothing of it. For the disk only with
   * {@link Anchor.flush}, because a flush with each commit would double it.
   */
  remember(before: JournalHead, after: JournalHead): void;
  /** Brings what is remembered to the disk, beside the work of this process. */
  flush(): Promise<void>;
  close(): void;
}

const flushDescriptor = promisify(fdatasync);

/** Opens (or makes) the anchor file, readable by its owner alone. */
export function openAnchor(file: string): Anchor {
  const descriptor = openSync(file, readAnchorText(file) === null ? 'w' : 'r+', 0o600);
  return {
    remember: (before, after) => {
      writeSync(descriptor, `${headText(before)} ${headText(after)}\n`, 0, 'ascii');
    },
    flush: () => flushDescriptor(descriptor),
    close: () => {
      fdatasyncSync(descriptor);
      closeSync(descriptor);
    },
  };
}

function headText({ sequence, hash }: JournalHead): string {
  return `${String(sequence).padStart(SEQUENCE_WIDTH, '0')} ${hash}`;
}

function readAnchorText(file: string): string | null {
  try {
    return readFileSync(file, 'ascii');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** What stands in an anchor file. */
export type AnchorRead = AnchoredHeads | 'none' | 'damaged';

/** The remembered heads: `none` when there is no file yet, `damaged` when it cannot be read as one. */
export function readAnchor(file: string): AnchorRead {
  const text = readAnchorText(file);
  if (text === null) return 'none';
  const [, sequenceBefore, hashBefore, sequenceAfter, hashAfter] = ANCHOR_PATTERN.exec(text) ?? [];
  if (!sequenceBefore || !hashBefore || !sequenceAfter || !hashAfter) return 'damaged';
  return {
    before: { sequence: Number(sequenceBefore), hash: hashBefore },
    after: { sequence: Number(sequenceAfter), hash: hashAfter },
  };
}
