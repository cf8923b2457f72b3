import type { CardReader, CardReaderStatus } from '../../../native/card/port.ts';
import type { IdCardReader, IdCardReaderStatus } from '../../../native/idcard/port.ts';
import type { Scanner, ScannerStatus } from '../../../native/scanner/port.ts';
import type { Unsubscribe } from '../../../native/transport/port.ts';
import { unreachable } from '../../domain/result.ts';
import { createSignal } from '../../domain/signal.ts';
import type { RunningDriver } from './driverPort.ts';
import { createStatusGroup, type StatusGroup } from './statusGroup.ts';

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
    status: () => group.state.get(),
    subscribe: (listener: (status: Status) => void) => group.state.subscribe(listener),
    add: (reader: Reader) => group.add(reader),
    remove: (reader: Reader) => group.remove(reader),
    start: () => undefined,
    stop: () => Promise.resolve(),
  };
}
