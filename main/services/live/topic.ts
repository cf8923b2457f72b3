import type { Caller } from '../../contract/caller.ts';
import { liveTopics, type LiveKey, type LiveValue } from '../../contract/live.ts';
import type { Session } from '../sessions.ts';

/** The window a part is gathered for, and who is signed in there; null for nobody. */
export interface Viewer {
  readonly windowId: string;
  readonly session: Session | null;
}

/** One part of the live state and how it is gathered. */
export interface Topic<Value> {
  readonly title: string;
  readonly callers: readonly Caller[];
  /** What this part is now, for a viewer who may have it. May throw: then this part alone is missing. */
  readonly gather: (viewer: Viewer) => Value;
}

/** A part of the contract with the function that gathers it. */
export function topic<Key extends LiveKey>(
  key: Key,
  gather: (viewer: Viewer) => LiveValue<Key>,
): Topic<LiveValue<Key>> {
  const { title, callers } = liveTopics[key];
  return { title, callers, gather };
}

/** Whether the part may go to this viewer's window. */
export function maySee(callers: readonly Caller[], { session }: Viewer): boolean {
  return callers.includes('window') || (session !== null && callers.includes(session.role));
}
