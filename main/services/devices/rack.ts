import { bugReport } from '../../../native/bugReport.ts';
import type { Unsubscribe } from '../../../native/transport/port.ts';
import type { DeviceDefinition } from '../../domain/device/device.ts';
import { createSignal } from '../../domain/signal.ts';
import type { Clock, Timers } from '../../domain/time.ts';
import type { DeviceRow } from '../../store/devices.ts';
import { createBerths, type Berths } from './berths.ts';
import type { MakeDriver, RunningDriver } from './driverPort.ts';
import { createReaderGroups, type ScannerGroup } from './groups.ts';
import { placeKey } from '../../domain/device/drivers/table.ts';
import type { CounterDevices, CounterPrinter } from './port.ts';
import { createRackEntry, type Discovery, type RackEntry } from './rackEntry.ts';
import type { TraceRing } from './traceRing.ts';

/** A device in the rack. */
export interface RackDevice {
  readonly definition: DeviceDefinition;
  readonly running: RunningDriver;
  readonly preferred: boolean;
  readonly trace: TraceRing;
  /** UTC instant of the last change of its state; null before the first. */
  readonly since: string | null;
  /** True when the driver before it at this place could not be stopped and may still hold the port. */
  readonly blocked: boolean;
}

/**
 * What became of the devices, once it is recorded. `replaced` has other settings and gets a new driver; `renamed`, `moved` and
 * `learned` go on undisturbed. What names a device that is not there does nothing: a change may be carried in twice.
 */
export type RackChange =
  | { readonly kind: 'added'; readonly definition: DeviceDefinition }
  | { readonly kind: 'replaced'; readonly definition: DeviceDefinition }
  | { readonly kind: 'renamed'; readonly deviceId: string; readonly name: string }
  | { readonly kind: 'removed'; readonly deviceId: string }
  | { readonly kind: 'preferred'; readonly deviceId: string | null }
  | Discovery;

/** All devices of the counter, running. */
export interface Rack {
  readonly devices: CounterDevices;
  readonly scanners: ScannerGroup;
  /** Puts in the devices there are; nothing is started yet. */
  load(rows: readonly DeviceRow[]): void;
  /** Starts every driver; those added later start at once. */
  start(): void;
  /** Carries in what was recorded. */
  apply(change: RackChange): void;
  list(): readonly RackDevice[];
  find(deviceId: string): RackDevice | undefined;
  /** The state of a device, or the set of devices, changed. */
  onChange(listener: () => void): Unsubscribe;
  /** A device found something out; it counts once it is recorded and applied. */
  onDiscovery(listener: (discovery: Discovery) => void): Unsubscribe;
  /** Stops every driver; one that is stuck is not waited for. */
  stop(): Promise<void>;
}

/** What a rack is made of. */
export interface RackParts {
  readonly make: MakeDriver;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}

/** Makes a rack without devices. */
export function createRack({ make, timers, clock, log }: RackParts): Rack {
  const report = bugReport(log);
  const groups = createReaderGroups(report);
  const changes = createSignal(report);
  const printersChanged = createSignal(report);
  const discoveries = createSignal<Discovery>(report);
  const berths = createBerths(timers);
  const shelf = createShelf((definition) =>
    createRackEntry(definition, {
      make,
      clock,
      log,
      berths,
      groups,
      isTaken: (deviceId, driver) => shelf.holderOf(placeKey(driver), deviceId),
      onChange: () => changes.emit(),
      onDiscovery: (discovery) => discoveries.emit(discovery),
    }),
  );
  const list = (): readonly RackDevice[] => shelf.entries().map((entry) => shownOf(entry, shelf.preferred(), berths));
  const printers = (): readonly CounterPrinter[] => printersOf(list());

  return {
    scanners: groups.scanner,
    devices: {
      cardReader: groups.cardReader,
      idCardReader: groups.idCardReader,
      scanner: groups.scanner,
      printers,
      onPrintersChanged: (listener) => printersChanged.subscribe(listener),
    },
    load: (rows) => {
      for (const { definition } of rows) shelf.carryIn({ kind: 'added', definition });
      const chosen = rows.find(({ preferred }) => preferred);
      shelf.carryIn({ kind: 'preferred', deviceId: chosen?.definition.deviceId ?? null });
    },
    start: () => shelf.start(),
    apply: (change) => {
      const before = printers();
      shelf.carryIn(change);
      if (!areSamePrinters(before, printers())) printersChanged.emit();
      changes.emit();
    },
    list,
    find: (wanted) => list().find(({ definition: { deviceId } }) => deviceId === wanted),
    onChange: (listener) => changes.subscribe(listener),
    onDiscovery: (listener) => discoveries.subscribe(listener),
    stop: async () => {
      await Promise.all([shelf.clear(), berths.allLeft()]);
    },
  };
}

/** The entries of a rack in their order. */
interface Shelf {
  entries(): readonly RackEntry[];
  /** The printer that new slips go to. */
  preferred(): string | null;
  /** True when another device than this one is at a place and stays there. */
  holderOf(place: string, deviceId: string): boolean;
  start(): void;
  carryIn(change: RackChange): void;
  clear(): Promise<unknown>;
}

function createShelf(enter: (definition: DeviceDefinition) => RackEntry): Shelf {
  let entries: readonly RackEntry[] = [];
  let preferred: string | null = null;
  let started = false;
  const put = (definition: DeviceDefinition): RackEntry => {
    const entry = enter(definition);
    if (started) entry.begin();
    return entry;
  };

  return {
    entries: () => entries,
    preferred: () => preferred,
    holderOf: (place, deviceId) =>
      entries.some((entry) => entry.definition().deviceId !== deviceId && staysAt(entry, place)),
    start: () => {
      if (started) return;
      started = true;
      for (const entry of entries) entry.begin();
    },
    carryIn: (change) => {
      if (change.kind === 'preferred') {
        preferred = change.deviceId;
        return;
      }
      const deviceId = 'definition' in change ? change.definition.deviceId : change.deviceId;
      const entry = entries.find((one) => one.definition().deviceId === deviceId);
      if (change.kind === 'added') {
        if (!entry) entries = [...entries, put(change.definition)];
      } else if (entry) {
        carryInto(entry, change);
      }
    },
    clear: () => {
      const stopping = entries.map((entry) => entry.retire());
      entries = [];
      return Promise.all(stopping);
    },
  };

  function carryInto(entry: RackEntry, change: Exclude<RackChange, { kind: 'added' | 'preferred' }>): void {
    switch (change.kind) {
      case 'replaced': {
        void entry.retire();
        const after = put(change.definition);
        entries = entries.map((one) => (one === entry ? after : one));
        return;
      }
      case 'removed':
        void entry.retire();
        entries = entries.filter((one) => one !== entry);
        return;
      case 'renamed':
        entry.define({ name: change.name });
        return;
      case 'moved':
      case 'learned':
        entry.define({ driver: change.driver });
    }
  }
}

/** A device that is known by its number is looked for itself: two that were swapped find each other's port. */
function staysAt(entry: RackEntry, place: string): boolean {
  const { plugIdentity, driver } = entry.definition();
  return plugIdentity === null && placeKey(driver) === place;
}

function shownOf(entry: RackEntry, preferred: string | null, berths: Berths): RackDevice {
  const definition = entry.definition();
  return {
    definition,
    running: entry.running,
    trace: entry.trace,
    since: entry.since(),
    preferred: definition.deviceId === preferred,
    blocked: berths.isStuck(placeKey(definition.driver)),
  };
}

/** The receipt printers, the preferred one first. */
function printersOf(devices: readonly RackDevice[]): readonly CounterPrinter[] {
  const preferredFirst = devices.toSorted((one, other) => Number(other.preferred) - Number(one.preferred));
  return preferredFirst.flatMap(({ definition: { deviceId, name }, running }) =>
    running.role === 'receipt-printer' ? [{ deviceId, name, printer: running.driver }] : [],
  );
}

function areSamePrinters(before: readonly CounterPrinter[], after: readonly CounterPrinter[]): boolean {
  const isSame = (one: CounterPrinter, other: CounterPrinter | undefined): boolean =>
    one.deviceId === other?.deviceId && one.name === other.name && one.printer === other.printer;
  return before.length === after.length && before.every((one, at) => isSame(one, after[at]));
}
