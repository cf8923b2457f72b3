import type { AnchorRead } from './anchor.ts';
import type { JournalHead } from './journal.ts';

/** How the file beside the database was found in a history that may be gone on with. */
export type HeadFile = 'as-left' | 'behind' | 'absent' | 'damaged';

/** Entries that were there and are not any more. */
export interface LostEntries {
  readonly from: number;
  readonly to: number;
}

/** Whether the history is the one that was left here, and all of it. */
export type HeadJudgement =
  | { readonly ok: true; readonly headFile: HeadFile }
  /** It once went further. */
  | { readonly ok: false; readonly cause: 'shorter'; readonly lost: LostEntries }
  /** At a place where both reach it says something else. */
  | { readonly ok: false; readonly cause: 'other-history'; readonly at: number }
  /** Nothing on this machine knows it: a copy from elsewhere, or what knew it is gone. */
  | { readonly ok: false; readonly cause: 'unknown-here' };

const UNREADABLE = { none: 'absent', damaged: 'damaged' } as const satisfies Record<string, HeadFile>;

/**
 * Compares a history with what two places outside of it remember. The file beside the database may be gone when the
 * witness elsewhere knows the very same head; a missing witness is never made up for by that file, because whoever copies
 * a home copies both.
 */
export function judgeHead(facts: {
  readonly head: JournalHead;
  readonly hashAt: (sequence: number) => string | undefined;
  readonly headFile: AnchorRead;
  readonly witness: AnchorRead;
}): HeadJudgement {
  const { head, hashAt, headFile, witness } = facts;
  const memories = [headFile, witness].flatMap((read) => (typeof read === 'string' ? [] : [read.before]));
  const reached = Math.max(0, ...memories.map(({ sequence }) => sequence));
  if (reached > head.sequence) return { ok: false, cause: 'shorter', lost: { from: head.sequence + 1, to: reached } };
  const strange = memories.find(({ sequence, hash }) => sequence > 0 && hashAt(sequence) !== hash);
  if (strange) return { ok: false, cause: 'other-history', at: strange.sequence };
  if (head.sequence === 0)
    return { ok: true, headFile: typeof headFile === 'string' ? UNREADABLE[headFile] : 'as-left' };
  if (typeof witness === 'string') return { ok: false, cause: 'unknown-here' };
  if (typeof headFile === 'string') {
    return witness.before.hash === head.hash
      ? { ok: true, headFile: UNREADABLE[headFile] }
      : { ok: false, cause: 'unknown-here' };
  }
  const stands = [headFile.before, headFile.after].some(({ hash }) => hash === head.hash);
  return { ok: true, headFile: stands ? 'as-left' : 'behind' };
}
