import type { LiveKey } from '../../contract/live.ts';
import type { JournalKind } from '../../domain/journal/entry.ts';

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
  session: ['session', 'reception'],
  visit: ['visit', 'reception', 'printing'],
  person: ['visit', 'reception', 'printing'],
  case: ['visit', 'reception', 'printing', 'work', 'outbox', 'lights'],
  message: ['visit', 'outbox', 'lights'],
  access: [],
  sheet: ['visit'],
  guide: [],
  print: ['printing', 'visit'],
  device: ['devices', 'lights', 'printing', 'reception'],
  item: ['counter'],
} as const satisfies Record<Subject, readonly LiveKey[]>;

function isSubject(word: string): word is Subject {
  return Object.hasOwn(partsChanged, word);
}

/** The parts that entries of these kinds may change. */
export function partsChangedBy(kinds: readonly JournalKind[]): readonly LiveKey[] {
  return [
    ...new Set(
      kinds.flatMap((kind): readonly LiveKey[] => {
        const word = kind.slice(0, kind.indexOf('.'));
        return isSubject(word) ? partsChanged[word] : [];
      }),
    ),
  ];
}
