// Types alone: the schemas behind them stay out of the window.
import type { LiveKey, LiveUpdate, LiveValue } from './live.ts';

type Intersection<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** A part that cannot be told, with the reason. */
export type BrokenPart = { readonly key: LiveKey } & NonNullable<NonNullable<LiveUpdate['parts'][LiveKey]>['trouble']>;

/** What a window holds of everything that changes by itself: the parts put together. */
export type Live = Intersection<{ [Key in LiveKey]: LiveValue<Key> }[LiveKey]> & {
  /** Parts that are empty here because they cannot be told. */
  readonly broken: readonly BrokenPart[];
};

const dark = { level: 'busy', text: '', advice: '' } as const;

/** What stands in place of a part that the window must not have or that cannot be told. */
const emptyParts: { readonly [Key in LiveKey]: LiveValue<Key> } = {
  counter: { coreRun: '', hall: { organ: '', hall: '', window: '', demo: false, trainingPeople: false } },
  clock: { now: '1970-01-01T00:00:00.000Z' },
  session: { session: null, locked: null, noAccounts: false, demoAccounts: [] },
  lights: {
    lights: { cardReader: dark, idCardReader: null, scanner: null, printer: dark, central: dark, counter: null },
  },
  visit: { visit: null },
  reception: {
    readCard: false,
    typingScanner: false,
    scanNotice: null,
    waiting: [],
    unfinished: null,
    leftBehind: [],
  },
  printing: { printing: [], printers: [] },
  work: { tasks: 0, awaited: { count: 0, remind: 0 }, today: { accepted: 0, completed: 0 } },
  outbox: { outbox: { waiting: 0, refused: 0 } },
  devices: { devices: [] },
  dock: { dock: null },
};

/** The parts a window asks for: all of them. What it must not have, it is not sent. */
export const liveKeys: readonly LiveKey[] = [
  'counter',
  'clock',
  'session',
  'lights',
  'visit',
  'reception',
  'printing',
  'work',
  'outbox',
  'devices',
  'dock',
];

/** The live state before the core has said anything. */
export const EMPTY_LIVE: Live = {
  ...emptyParts.counter,
  ...emptyParts.clock,
  ...emptyParts.session,
  ...emptyParts.lights,
  ...emptyParts.visit,
  ...emptyParts.reception,
  ...emptyParts.printing,
  ...emptyParts.work,
  ...emptyParts.outbox,
  ...emptyParts.devices,
  ...emptyParts.dock,
  broken: [],
};

/** The live state with the parts that changed; the others keep their identity. */
export function withUpdate(live: Live, { parts }: LiveUpdate): Live {
  let next = live;
  for (const key of liveKeys) {
    const part = parts[key];
    if (!part) continue;
    const others = next.broken.filter((one) => one.key !== key);
    const broken = part.trouble ? [...others, { key, ...part.trouble }] : others;
    next = { ...next, ...(part.value ?? emptyParts[key]), broken };
  }
  return next;
}

/** The whole state after each update. */
export async function* wholeStates(updates: AsyncIterable<LiveUpdate>): AsyncGenerator<Live, void> {
  let live = EMPTY_LIVE;
  for await (const update of updates) {
    live = withUpdate(live, update);
    yield live;
  }
}
