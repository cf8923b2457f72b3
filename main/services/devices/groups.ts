import type { CardReader, CardReaderStatus } from '../../../native/card/port.ts';
import type { IdCardReader, IdCardReaderStatus } from '../../../native/idcard/port.ts';
import type { Scanner, ScannerStatus } from '../../../native/scanner/port.ts';
import type { Unsubscribe } from '../../../native/transport/port.ts';
import { createStatusGroup, type StatusGroup } from './statusGroup.ts';

/** Detail of a group that has no device: for the technician. */
const NOT_SET_UP = 'no such device is set up';

/**
 * What matters most is shown. A card that was read beats one that is still being read, so that a stuck reader does not hide
 * a good one; a card that can not be read beats only readers with nothing in them.
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

const nothing = (): void => undefined;
const over = (): Promise<void> => Promise.resolve();

/** Members of a group come and go as the technician sets them up. */
interface Changing<Reader> {
  add(reader: Reader): void;
  remove(reader: Reader): void;
}

/** All card readers of the counter as one. Starting and stopping them is the rack's work. */
export function groupCardReaders(): CardReader & Changing<CardReader> {
  const group = createStatusGroup<CardReaderStatus, CardReader>({
    weight: ({ state }) => cardWeights[state],
    presentation: (status) => ('presentation' in status ? status.presentation : null),
    withPresentation: (status, presentation) => ('presentation' in status ? { ...status, presentation } : status),
    none: { state: 'unavailable', fault: 'not-found', detail: NOT_SET_UP },
  });
  return {
    ...common(group),
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
export function groupIdCardReaders(): IdCardReader & Changing<IdCardReader> {
  return common(
    createStatusGroup<IdCardReaderStatus, IdCardReader>({
      weight: ({ state }) => documentWeights[state],
      presentation: (status) => ('presentation' in status ? status.presentation : null),
      withPresentation: (status, presentation) => ('presentation' in status ? { ...status, presentation } : status),
      none: { state: 'unavailable', fault: 'not-found', detail: NOT_SET_UP },
    }),
  );
}

/** All scanners as one. */
export interface ScannerGroup extends Scanner, Changing<Scanner> {
  /** Takes the codes of one scanner away from the counter, for a test: they go to the listener only. */
  divert(scanner: Scanner, listener: (code: string) => void): Unsubscribe;
}

/** All scanners as one: a code of any of them is a code of the counter. */
export function groupScanners(): ScannerGroup {
  const group = createStatusGroup<ScannerStatus, Scanner>({
    weight: ({ state }) => scannerWeights[state],
    presentation: () => null,
    withPresentation: (status) => status,
    none: { state: 'unavailable', fault: 'not-found', detail: NOT_SET_UP },
  });
  const listeners = new Set<(code: string) => void>();
  const heard = new Map<Scanner, Unsubscribe>();
  const diverted = new Map<Scanner, (code: string) => void>();
  return {
    ...common(group),
    add(scanner) {
      if (heard.has(scanner)) return;
      heard.set(
        scanner,
        scanner.onCode((code) => {
          const aside = diverted.get(scanner);
          if (aside) aside(code);
          else for (const listener of [...listeners]) listener(code);
        }),
      );
      group.add(scanner);
    },
    remove(scanner) {
      heard.get(scanner)?.();
      heard.delete(scanner);
      diverted.delete(scanner);
      group.remove(scanner);
    },
    onCode(listener) {
      const entry = (code: string): void => listener(code);
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    divert(scanner, listener) {
      diverted.set(scanner, listener);
      return () => {
        if (diverted.get(scanner) === listener) diverted.delete(scanner);
      };
    },
  };
}

function common<
  Status,
  Reader extends { status(): Status; subscribe(listener: (status: Status) => void): Unsubscribe },
>(group: StatusGroup<Status, Reader>) {
  return {
    status: () => group.status(),
    subscribe: (listener: (status: Status) => void) => group.subscribe(listener),
    add: (reader: Reader) => group.add(reader),
    remove: (reader: Reader) => group.remove(reader),
    start: nothing,
    stop: over,
  };
}
