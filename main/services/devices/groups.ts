import type { CardReader, CardReaderStatus } from '../../../native/card/port.ts';
import type { IdCardReader, IdCardReaderStatus } from '../../../native/idcard/port.ts';
import type { Scanner, ScannerStatus } from '../../../native/scanner/port.ts';
import type { Unsubscribe } from '../../../native/transport/port.ts';
import { unreachable } from '../../domain/result.ts';
import { createSignal } from '../../domain/signal.ts';
import type { RunningDriver } from './driverPort.ts';

/** The state of a group that has no device; the detail is for the technician. */
const NOT_SET_UP = { state: 'unavailable', fault: 'not-found', detail: 'no such device is set up' } as const;

/**
 * What matters most is shown. A card that was read beats one that is still being read, so that a stuck reader does not hide
 * a good one; a card that cannot be read beats only readers with nothing in them.
 */
const cardWeights = {
  card: 6,
  reading: 5,
  'card-failed': 4,
  empty: 3,
  connecting: 2,
  unavailable: 1,
} as const satisfies Record<CardReaderStatus['state'], number>;

const documentWeights = {
  document: 6,
  reading: 5,
  'document-failed': 4,
  empty: 3,
  connecting: 2,
  unavailable: 1,
} as const satisfies Record<IdCardReaderStatus['state'], number>;

const scannerWeights = { ready: 3, connecting: 2, unavailable: 1 } as const satisfies Record<
  ScannerStatus['state'],
  number
>;

type Report = (error: unknown) => void;

/** Members of a group come and go as the technician sets them up. */
interface Changing<Reader> {
  add(reader: Reader): void;
  remove(reader: Reader): void;
}

/** All card readers of the counter as one. Starting and stopping them is the rack's work. */
export function groupCardReaders(report: Report): CardReader & Changing<CardReader> {
  const group = createStatusGroup<CardReaderStatus, CardReader>({ weights: cardWeights, none: NOT_SET_UP, report });
  return {
    ...asReader(group),
    get onRequest() {
      return group.members().some(({ onRequest }) => onRequest);
    },
    reread() {
      // The word goes where it can do something: a card that failed, or a reader that looks only when asked.
      for (const reader of group.members()) {
        const { state } = reader.status();
        if (state === 'card-failed' || (reader.onRequest && (state === 'empty' || state === 'card'))) reader.reread();
      }
    },
  };
}

/** All readers of identity documents as one. */
function groupIdCardReaders(report: Report): IdCardReader & Changing<IdCardReader> {
  return asReader(
    createStatusGroup<IdCardReaderStatus, IdCardReader>({ weights: documentWeights, none: NOT_SET_UP, report }),
  );
}

/** All scanners as one: a code of any of them is a code of the counter. */
export interface ScannerGroup extends Scanner, Changing<Scanner> {
  /** Takes the codes of one scanner away from the counter, for a test: they go to the listener only. */
  divert(scanner: Scanner, listener: (code: string) => void): Unsubscribe;
}

/** See {@link ScannerGroup}. */
export function groupScanners(report: Report): ScannerGroup {
  const group = createStatusGroup<ScannerStatus, Scanner>({ weights: scannerWeights, none: NOT_SET_UP, report });
  const codes = createSignal<string>(report);
  const subscriptions = new Map<Scanner, Unsubscribe>();
  const diverted = new Map<Scanner, (code: string) => void>();
  return {
    ...asReader(group),
    add(scanner) {
      if (subscriptions.has(scanner)) return;
      const takeCode = (code: string): void => {
        const diversion = diverted.get(scanner);
        if (diversion) diversion(code);
        else codes.emit(code);
      };
      subscriptions.set(scanner, scanner.onCode(takeCode));
      group.add(scanner);
    },
    remove(scanner) {
      subscriptions.get(scanner)?.();
      subscriptions.delete(scanner);
      diverted.delete(scanner);
      group.remove(scanner);
    },
    onCode: (listener) => codes.subscribe(listener),
    divert(scanner, listener) {
      diverted.set(scanner, listener);
      return () => {
        if (diverted.get(scanner) === listener) diverted.delete(scanner);
      };
    },
  };
}

/** All readers of the counter, each kind as one. */
export interface ReaderGroups {
  readonly cardReader: CardReader;
  readonly idCardReader: IdCardReader;
  readonly scanner: ScannerGroup;
  /** A device joins the group of its role; those of no group stay by themselves. */
  join(running: RunningDriver): void;
  leave(running: RunningDriver): void;
}

/** Makes groups without members. */
export function createReaderGroups(report: Report): ReaderGroups {
  const cardReader = groupCardReaders(report);
  const idCardReader = groupIdCardReaders(report);
  const scanner = groupScanners(report);
  const move = (how: 'add' | 'remove', running: RunningDriver): void => {
    switch (running.role) {
      case 'card-reader':
        cardReader[how](running.driver);
        return;
      case 'id-card-reader':
        idCardReader[how](running.driver);
        return;
      case 'scanner':
        scanner[how](running.driver);
        return;
      case 'receipt-printer':
      case 'window':
      case 'system':
        return;
      default:
        unreachable(running, 'running driver');
    }
  };
  return {
    cardReader,
    idCardReader,
    scanner,
    join: (running) => move('add', running),
    leave: (running) => move('remove', running),
  };
}

/** The part all groups have; to start and to stop is the rack's work, with each member by itself. */
function asReader<
  Status,
  Reader extends { status(): Status; subscribe(listener: (status: Status) => void): Unsubscribe },
>(group: StatusGroup<Status, Reader>) {
  return {
    status: () => group.status(),
    subscribe: group.subscribe,
    add: (reader: Reader) => group.add(reader),
    remove: (reader: Reader) => group.remove(reader),
    start: () => undefined,
    stop: () => Promise.resolve(),
  };
}

/** What is asked of a member: its state, and to be told of changes. */
interface Member<Status> {
  status(): Status;
  subscribe(listener: (status: Status) => void): Unsubscribe;
}

/** A state; with a number while something is in the reader: the number of its stay there. */
interface StatusShape {
  readonly state: string;
  readonly presentation?: number;
}

/** A member with the number of what lies in it: by its own count, and by that of the group. */
interface GroupMember<Status> {
  readonly stop: Unsubscribe;
  own: number | null;
  given: number;
  /** What it told last, and what the group makes of it. */
  told: Status | null;
  numbered: Status;
}

/** How the states of one kind of reader are weighed against each other. */
interface GroupRules<Status extends StatusShape> {
  /**
   * How much a state matters: the highest is shown, among equals the one already shown, else the member added first.
   * A state with something in the reader must matter more than one without.
   */
  readonly weights: Readonly<Record<Status['state'], number>>;
  /** The state of a group without members. */
  readonly none: Status;
  /** Takes what a listener threw. */
  readonly report: (error: unknown) => void;
}

/** Several readers that act as one. */
interface StatusGroup<Status, Reader extends Member<Status>> {
  status(): Status;
  readonly subscribe: (listener: (status: Status) => void) => Unsubscribe;
  add(reader: Reader): void;
  remove(reader: Reader): void;
  members(): readonly Reader[];
}

/**
 * A group of readers. What lies in one reader hides what is put into another until it is taken out; then the other is
 * shown, so that no card is lost. Presentations are numbered anew: no two stays share a number, in whatever reader they are.
 */
function createStatusGroup<Status extends StatusShape, Reader extends Member<Status>>(
  rules: GroupRules<Status>,
): StatusGroup<Status, Reader> {
  const changes = createSignal<Status>(rules.report);
  const members = new Map<Reader, GroupMember<Status>>();
  let state = rules.none;
  let presentations = 0;
  let shown: Reader | undefined;

  /** The state with the number its stay has in this group; the same value as long as the reader gives the same. */
  const numbered = (reader: Reader, member: GroupMember<Status>): Status => {
    const status = reader.status();
    if (member.told === status) return member.numbered;
    const { presentation: own } = status;
    if (own !== undefined && member.own !== own) {
      presentations += 1;
      member.own = own;
      member.given = presentations;
    }
    member.told = status;
    member.numbered = own === undefined ? status : { ...status, presentation: member.given };
    return member.numbered;
  };

  const weigh = (): void => {
    let best: { readonly reader: Reader; readonly status: Status; readonly weight: number } | undefined;
    for (const [reader, member] of members) {
      const status = numbered(reader, member);
      const kind: Status['state'] = status.state;
      const weight = rules.weights[kind];
      if (best === undefined || weight > best.weight || (weight === best.weight && reader === shown)) {
        best = { reader, status, weight };
      }
    }
    shown = best?.reader;
    const next = best?.status ?? rules.none;
    // A reader tells of real changes only: what it tells need not be compared once more.
    if (next === state) return;
    state = next;
    changes.emit(next);
  };

  return {
    status: () => state,
    subscribe: (listener) => changes.subscribe(listener),
    add(reader) {
      if (members.has(reader)) return;
      members.set(reader, { stop: reader.subscribe(weigh), own: null, given: 0, told: null, numbered: rules.none });
      weigh();
    },
    remove(reader) {
      members.get(reader)?.stop();
      members.delete(reader);
      weigh();
    },
    members: () => [...members.keys()],
  };
}
