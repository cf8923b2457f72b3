import { isDeepStrictEqual } from 'node:util';
import { bugReport } from '../../../native/bugReport.ts';
import type { Timers } from '../../domain/time.ts';
import type { Unsubscribe } from '../../../native/transport/port.ts';
import type { Clock } from '../../domain/time.ts';
import type { DeviceDefinition, DeviceDriver } from '../../domain/device/device.ts';
import type { DeviceRow } from '../../store/devices.ts';
import type { MakeDriver, RunningDriver } from './driverPort.ts';
import { groupCardReaders, groupIdCardReaders, groupScanners, type ScannerGroup } from './groups.ts';
import { placeKey } from './place.ts';
import type { CounterDevices, CounterPrinter } from './port.ts';
import { createTraceRing, type TraceRing } from './traceRing.ts';

/** Longest wait for a driver to let its port go: its own limits are shorter, what is stuck is left to itself. */
const STOP_LIMIT_MS = 8_000;

/** A device in the rack. */
export interface RackDevice {
  readonly definition: DeviceDefinition;
  readonly running: RunningDriver;
  readonly preferred: boolean;
  readonly trace: TraceRing;
  /** UTC instant of the last change of its state; null before the first. */
  readonly since: string | null;
}

/** What the rack tells of a device that found something out. */
export interface RackNews {
  readonly onMoved: (deviceId: string, driver: DeviceDriver) => void;
  readonly onLearned: (deviceId: string, driver: DeviceDriver) => void;
}

/** All devices of the counter, running. */
export interface Rack {
  readonly devices: CounterDevices;
  readonly scanners: ScannerGroup;
  /** Starts every driver; those set later start at once. */
  start(news: RackNews): void;
  /** Makes the devices those of the list: what did not change goes on undisturbed. */
  set(rows: readonly DeviceRow[]): void;
  list(): readonly RackDevice[];
  find(deviceId: string): RackDevice | undefined;
  /** The state of a device, or the set of devices, changed. */
  onChange(listener: () => void): Unsubscribe;
  /** Stops every driver; one that is stuck is not waited for. */
  stop(): Promise<void>;
}

interface Entry {
  definition: DeviceDefinition;
  preferred: boolean;
  since: string | null;
  readonly running: RunningDriver;
  readonly trace: TraceRing;
  /** Out of the rack: what its driver still says counts no more. */
  retired: boolean;
  started: boolean;
  unsubscribe: Unsubscribe;
}

/** Makes a rack without devices. */
export function createRack(parts: {
  readonly make: MakeDriver;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}): Rack {
  const { timers, clock, log } = parts;
  const report = bugReport(log);
  const cardReader = groupCardReaders(report);
  const idCardReader = groupIdCardReaders(report);
  const scanners = groupScanners(report);
  let entries: readonly Entry[] = [];
  let printers: readonly CounterPrinter[] = [];
  let news: RackNews | null = null;
  const listeners = new Set<() => void>();
  const printerListeners = new Set<() => void>();
  /** Ports of stopped drivers that are not yet let go: who comes next to the same place waits. */
  const leaving = new Map<string, Promise<void>>();

  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };

  const make = ({ definition, preferred }: DeviceRow): Entry => {
    const trace = createTraceRing(definition.driver.driver, clock);
    const current = (): Entry | undefined => (entry.retired ? undefined : entry);
    const running = parts.make(definition, {
      record: trace.record,
      recording: trace,
      isTaken: (driver) =>
        entries.some(
          ({ definition: other }) =>
            other.deviceId !== definition.deviceId &&
            // A device that is known by its number is looked for itself: two that were swapped find each other's port.
            other.plugIdentity === null &&
            placeKey(other.driver) === placeKey(driver),
        ),
      onMoved: (driver) => {
        const now = current();
        if (!now) return;
        now.definition = { ...now.definition, driver };
        news?.onMoved(now.definition.deviceId, driver);
      },
      onAnswersStatus: (answersStatus) => {
        const now = current();
        if (now?.definition.driver.driver !== 'escpos') return;
        const { driver } = now.definition;
        const { profile } = driver;
        if (profile.answersStatus === answersStatus && profile.hasAnswered === answersStatus) return;
        const learned = { ...driver, profile: { ...profile, answersStatus, hasAnswered: answersStatus } };
        now.definition = { ...now.definition, driver: learned };
        news?.onLearned(now.definition.deviceId, learned);
      },
    });
    const entry: Entry = {
      definition,
      preferred,
      since: null,
      running,
      trace,
      retired: false,
      started: false,
      unsubscribe: () => undefined,
    };
    if ('driver' in running) {
      entry.unsubscribe = running.driver.subscribe(() => {
        entry.since = clock.wall().toISOString();
        tell();
      });
    }
    join(running);
    if (news) begin(entry);
    return entry;
  };

  const join = (running: RunningDriver): void => {
    if (running.role === 'card-reader') cardReader.add(running.driver);
    else if (running.role === 'id-card-reader') idCardReader.add(running.driver);
    else if (running.role === 'scanner') scanners.add(running.driver);
  };

  const leave = (running: RunningDriver): void => {
    if (running.role === 'card-reader') cardReader.remove(running.driver);
    else if (running.role === 'id-card-reader') idCardReader.remove(running.driver);
    else if (running.role === 'scanner') scanners.remove(running.driver);
  };

  const begin = (entry: Entry): void => {
    const { running } = entry;
    if (!('driver' in running)) return;
    const go = (): void => {
      if (entry.retired) return;
      entry.started = true;
      running.driver.start();
    };
    const before = leaving.get(placeKey(entry.definition.driver));
    if (before) void before.then(go);
    else go();
  };

  const retire = (entry: Entry): Promise<void> => {
    entry.retired = true;
    entry.unsubscribe();
    leave(entry.running);
    const { running, definition } = entry;
    if (!('driver' in running) || !entry.started) return Promise.resolve();
    const key = placeKey(definition.driver);
    const gone = within(timers, running.driver.stop(), STOP_LIMIT_MS).then((inTime) => {
      if (!inTime) log(`device ${definition.deviceId}: does not stop, left to itself`);
      if (leaving.get(key) === gone) leaving.delete(key);
    });
    leaving.set(key, gone);
    return gone;
  };

  const keep = (entry: Entry, { definition, preferred }: DeviceRow): Entry => {
    entry.definition = definition;
    entry.preferred = preferred;
    return entry;
  };

  return {
    scanners,
    devices: {
      cardReader,
      idCardReader,
      scanner: scanners,
      printers: () => printers,
      onPrintersChanged: (listener) => {
        const heard = (): void => listener();
        printerListeners.add(heard);
        return () => void printerListeners.delete(heard);
      },
    },

    start: (told) => {
      if (news) return;
      news = told;
      for (const entry of entries) begin(entry);
    },

    set: (rows) => {
      const stays = (entry: Entry): boolean =>
        rows.some(({ definition }) => isSameDevice(entry.definition, definition));
      const staying = entries.filter(stays);
      for (const entry of entries) if (!staying.includes(entry)) void retire(entry);
      entries = rows.map((row) => {
        const entry = staying.find(({ definition }) => isSameDevice(definition, row.definition));
        return entry ? keep(entry, row) : make(row);
      });
      const before = printers;
      printers = printersOf(entries);
      if (!isDeepStrictEqual(before.map(printerKey), printers.map(printerKey)) || before.some(differsFrom(printers))) {
        for (const listener of [...printerListeners]) listener();
      }
      tell();
    },

    list: () => entries,
    find: (deviceId) => entries.find(({ definition }) => definition.deviceId === deviceId),
    onChange: (listener) => {
      const heard = (): void => listener();
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
    stop: async () => {
      const stopping = entries.map(retire);
      entries = [];
      await Promise.all([...stopping, ...leaving.values()]);
    },
  };
}

/** The same device with the same settings: its name may have changed. */
function isSameDevice(one: DeviceDefinition, other: DeviceDefinition): boolean {
  return isDeepStrictEqual({ ...one, name: '' }, { ...other, name: '' });
}

function printersOf(entries: readonly Entry[]): readonly CounterPrinter[] {
  const printers = entries.flatMap(({ definition, running, preferred }) =>
    running.role === 'receipt-printer'
      ? [{ deviceId: definition.deviceId, name: definition.name, printer: running.driver, preferred }]
      : [],
  );
  return [...printers.filter(({ preferred }) => preferred), ...printers.filter(({ preferred }) => !preferred)].map(
    ({ deviceId, name, printer }) => ({ deviceId, name, printer }),
  );
}

const printerKey = ({ deviceId, name }: CounterPrinter): readonly string[] => [deviceId, name];

function differsFrom(printers: readonly CounterPrinter[]): (before: CounterPrinter, at: number) => boolean {
  return ({ printer }, at) => printers[at]?.printer !== printer;
}

/** True when the work ended in time; work that fails has ended, too. */
function within(timers: Timers, work: Promise<void>, limitMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = timers.after(limitMs, () => resolve(false));
    const ended = (): void => {
      cancel();
      resolve(true);
    };
    work.then(ended, ended);
  });
}
