import { failure } from '../../contract/failures.ts';
import type { LiveKey, LiveUpdate, LiveValue } from '../../contract/live.ts';
import { liveKeys } from '../../contract/liveState.ts';
import type { JournalKind } from '../../domain/journal/entry.ts';
import { storageFailure } from '../storage.ts';
import { createBoard } from './board.ts';
import { liveTopicsOf, type LiveSources } from './topics.ts';

/** The live state of this counter and who watches it. */
export interface LiveState {
  /** Something of these parts may have changed. */
  changed(...keys: readonly LiveKey[]): void;
  /** Anything may have changed: time has passed, and some things change by it alone. */
  lookAgain(): void;
  /** Entries of these kinds were recorded. */
  recorded(kinds: readonly JournalKind[]): void;
  /** The parts asked for, as the session of this window may have them. */
  watch(windowId: string, keys: readonly LiveKey[], signal: AbortSignal | undefined): AsyncGenerator<LiveUpdate, void>;
}

/** The live state over its sources. */
export function createLiveState(sources: LiveSources): LiveState {
  const { sessions, visits } = sources;
  const { storage, timers, reportBug } = sources.context;
  const board = createBoard<{ [Key in LiveKey]: LiveValue<Key> }>(liveTopicsOf(sources), timers, (title, error) => {
    const fault = storage.noteError(error);
    if (!fault) reportBug(error);
    const { happened, kept, next } = fault ? storageFailure(fault) : failure('PART_NOT_SHOWN', title);
    return { happened, kept, next };
  });
  return {
    changed: (...keys) => board.changed(keys),
    lookAgain: () => board.changed(liveKeys),
    recorded: (kinds) => board.changed(partsChangedBy(kinds)),
    watch: (windowId, keys, signal) => {
      // The window is there: its teller is at the counter again, also after a restart of the core.
      sessions.attend(windowId);
      visits.tellerChanged(sessions.teller());
      return board.watch(() => ({ windowId, session: sessions.find(windowId) }), keys, signal);
    },
  };
}

/** What an entry is about: the first word of its kind. */
type Subject = JournalKind extends `${infer First}.${string}` ? First : never;

/**
 * The parts an entry may change, by what it is about. A part that is named without need costs one look that finds nothing
 * new; one that is missing here stays old on the screen until everything is looked at again.
 */
const partsChanged = {
  core: ['counter'],
  workstation: ['counter'],
  account: ['session'],
  absence: ['lights'],
  asked: ['lights'],
  task: ['work', 'lights'],
  session: ['session', 'reception'],
  visit: ['visit', 'reception', 'printing'],
  person: ['visit', 'reception', 'printing'],
  case: ['visit', 'reception', 'printing', 'work', 'outbox', 'lights'],
  message: ['visit', 'outbox', 'lights'],
  access: [],
  precheck: [],
  card: ['visit'],
  certificate: [],
  benefit: ['visit', 'outbox', 'lights'],
  sheet: ['visit'],
  guide: [],
  register: [],
  print: ['printing', 'visit'],
  device: ['devices', 'lights', 'printing', 'reception'],
  item: ['counter'],
} as const satisfies Record<Subject, readonly LiveKey[]>;

function isSubject(word: string): word is Subject {
  return Object.hasOwn(partsChanged, word);
}

/** The parts that entries of these kinds may change. */
function partsChangedBy(kinds: readonly JournalKind[]): readonly LiveKey[] {
  return [
    ...new Set(
      kinds.flatMap((kind): readonly LiveKey[] => {
        const word = kind.slice(0, kind.indexOf('.'));
        return isSubject(word) ? partsChanged[word] : [];
      }),
    ),
  ];
}
