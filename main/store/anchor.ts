import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { JournalHead } from './journal.ts';

const ANCHOR_PATTERN = /^(\d{1,16}) ([0-9a-f]{64})\n?$/;
/** Room for the largest sequence, so that each write overwrites all of the one before. */
const SEQUENCE_WIDTH = 16;

/**
 * The journal's head kept outside the database. A chain alone can not show that its last entries were cut off; a head
 * written after every commit can. It may lag behind the database by one transaction after a crash, never run ahead.
 */
export interface Anchor {
  /** Remembers the head; not flushed to disk each time, because lagging is harmless and a flush would double the commit. */
  remember(head: JournalHead): void;
  close(): void;
}

/** Opens (or makes) the anchor file, readable by its owner alone. */
export function openAnchor(file: string): Anchor {
  const descriptor = openSync(file, openFlags(file), 0o600);
  return {
    remember: ({ sequence, hash }) => {
      writeSync(descriptor, `${String(sequence).padStart(SEQUENCE_WIDTH, '0')} ${hash}\n`, 0, 'ascii');
    },
    close: () => {
      fdatasyncSync(descriptor);
      closeSync(descriptor);
    },
  };
}

function openFlags(file: string): 'r+' | 'w' {
  return readAnchorText(file) === null ? 'w' : 'r+';
}

function readAnchorText(file: string): string | null {
  try {
    return readFileSync(file, 'ascii');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** The remembered head: `none` when there is no file yet, `damaged` when it can not be read as one. */
export function readAnchor(file: string): JournalHead | 'none' | 'damaged' {
  const text = readAnchorText(file);
  if (text === null) return 'none';
  const match = ANCHOR_PATTERN.exec(text);
  if (!match?.[1] || !match[2]) return 'damaged';
  return { sequence: Number(match[1]), hash: match[2] };
}
