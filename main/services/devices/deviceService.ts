import type { Timers } from '../../domain/time.ts';
import type { Device, FoundDevice, TestResult } from '../../contract/device.ts';
import { failure } from '../../contract/failures.ts';
import type { DeviceDriver } from '../../domain/device/device.ts';
import type { DeviceSettings } from '../../domain/journal/entry.ts';
import { ok } from '../../domain/result.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { listDevices, type DeviceRow } from '../../store/devices.ts';
import { COUNTER, type Context } from '../context.ts';
import { once, type Answer, type Request } from '../once.ts';
import { detectDevices, type Searches } from './detection.ts';
import { testDevice } from './deviceTest.ts';
import type { DevicePathCheck } from './driverPort.ts';
import { placeOf } from './place.ts';
import type { Rack, RackDevice } from './rack.ts';
import { addDevice, changeDevice, findDevice, preferDevice, removeDevice } from './registry.ts';
import { shownDevice } from './shown.ts';
import { traceFile } from './traceFile.ts';
import type { TraceLine } from './traceRing.ts';

type Done = Record<string, never>;

/** Tests whose result is kept for a repeated request. */
const TESTS_KEPT = 20;

/** What the device service works with. */
export interface DeviceServiceParts {
  readonly context: Context;
  readonly rack: Rack;
  readonly searches: Searches;
  readonly checkPath: DevicePathCheck;
  readonly timers: Timers;
  /** Version of the program, for the file a vendor gets. */
  readonly version: string;
}

/** The devices as the technician sets them up. */
export interface DeviceService {
  /** Starts the devices of this counter. */
  start(): void;
  stop(): Promise<void>;
  list(): readonly RackDevice[];
  shown(): Device[];
  onChange(listener: () => void): () => void;
  detect(): Promise<Answer<{ found: FoundDevice[]; problems: string[] }>>;
  add(actor: StaffActor, request: Request, settings: DeviceSettings): Answer<{ deviceId: string }>;
  change(actor: StaffActor, request: Request, deviceId: string, settings: DeviceSettings): Answer<Done>;
  remove(actor: StaffActor, request: Request, deviceId: string): Answer<Done>;
  prefer(actor: StaffActor, request: Request, deviceId: string): Answer<Done>;
  test(actor: StaffActor, request: Request, deviceId: string): Promise<Answer<TestResult>>;
  setTracing(actor: StaffActor, request: Request, deviceId: string, tracing: boolean): Answer<Done>;
  trace(deviceId: string): Answer<{ lines: TraceLine[] }>;
  saveTrace(actor: StaffActor, request: Request, deviceId: string): Answer<{ fileName: string; text: string }>;
}

/** Sets up, tests and records the devices in the rack; every word of a person is in the journal. */
export function createDeviceService(parts: DeviceServiceParts): DeviceService {
  const { context, rack, searches, checkPath, timers, version } = parts;
  const { store } = context;
  const rows = (): readonly DeviceRow[] => listDevices(store.database);
  /** Tests under way and just ended, by request: a repeated press waits for the same result. */
  const tests = new Map<string, Promise<TestResult>>();

  /** Carries a change into the rack once it is recorded. */
  const applied = <Value>(answer: Answer<Value>): Answer<Value> => {
    if (answer.ok) rack.set(rows());
    return answer;
  };

  const found = (kind: 'device.moved' | 'device.learned', deviceId: string, driver: DeviceDriver): void => {
    const row = findDevice(store.database, deviceId);
    if (!row) return;
    const about = { subject: deviceId, actor: COUNTER };
    const from = placeOf(row.definition.driver);
    store.transact((transaction) =>
      kind === 'device.moved'
        ? transaction.append({ kind, ...about, payload: { from, driver } })
        : transaction.append({ kind, ...about, payload: { what: 'answers-status', driver } }),
    );
    rack.set(rows());
  };

  /** What the disk can not take just now is found again by the next start; the device works meanwhile. */
  const noteFound: typeof found = (kind, deviceId, driver) => {
    try {
      found(kind, deviceId, driver);
    } catch (error) {
      if (!context.storage.noteError(error)) throw error;
    }
  };

  return {
    start: () => {
      rack.set(rows());
      rack.start({
        onMoved: (deviceId, driver) => noteFound('device.moved', deviceId, driver),
        onLearned: (deviceId, driver) => noteFound('device.learned', deviceId, driver),
      });
    },
    stop: () => rack.stop(),
    list: () => rack.list(),
    shown: () => rack.list().map(shownDevice),
    onChange: (listener) => rack.onChange(listener),

    detect: async () => {
      const definitions = rows().map(({ definition }) => definition);
      return ok(await detectDevices(searches, definitions, timers));
    },

    add: (actor, request, settings) =>
      applied(
        once(context, request, (transaction, refuse) => {
          const deviceId = context.newId();
          addDevice(transaction, actor, deviceId, settings, checkPath, refuse);
          return { deviceId };
        }),
      ),

    change: (actor, request, deviceId, settings) =>
      applied(
        once(context, request, (transaction, refuse): Done => {
          changeDevice(transaction, actor, deviceId, settings, checkPath, refuse);
          return {};
        }),
      ),

    remove: (actor, request, deviceId) =>
      applied(
        once(context, request, (transaction, refuse): Done => {
          removeDevice(transaction, actor, deviceId, refuse);
          return {};
        }),
      ),

    prefer: (actor, request, deviceId) =>
      applied(
        once(context, request, (transaction, refuse): Done => {
          preferDevice(transaction, actor, deviceId, refuse);
          return {};
        }),
      ),

    test: async (actor, { requestId }, deviceId) => {
      const device = rack.find(deviceId);
      if (!device) return failure('DEVICE_UNKNOWN');
      const underWay = tests.get(requestId);
      if (underWay) return ok(await underWay);
      const testing = testDevice(device, { timers, scanners: rack.scanners, now: () => context.clock.wall() });
      tests.set(requestId, testing);
      for (const oldest of [...tests.keys()].slice(0, -TESTS_KEPT)) tests.delete(oldest);
      const result = await testing;
      store.transact((transaction) =>
        transaction.append({ kind: 'device.tested', subject: deviceId, actor, payload: { passed: result.passed } }),
      );
      return ok(result);
    },

    setTracing: (actor, request, deviceId, tracing) => {
      const device = rack.find(deviceId);
      if (!device) return failure('DEVICE_UNKNOWN');
      const { driver } = device.definition;
      if (!isTraceable(driver)) return failure('DEVICE_NOT_TRACEABLE');
      const answer = once(context, request, (transaction): Done => {
        transaction.append({ kind: 'device.tracing', subject: deviceId, actor, payload: { tracing } });
        return {};
      });
      if (answer.ok) device.trace.set(tracing);
      return answer;
    },

    trace: (deviceId) => {
      const device = rack.find(deviceId);
      return device ? ok({ lines: [...device.trace.lines()] }) : failure('DEVICE_UNKNOWN');
    },

    saveTrace: (actor, request, deviceId) => {
      const device = rack.find(deviceId);
      if (!device) return failure('DEVICE_UNKNOWN');
      const lines = device.trace.lines();
      // The text is no part of the answer that is kept: it would lie in the database for a week.
      const answer = once(context, request, (transaction): Done => {
        const payload = { lines: lines.length };
        transaction.append({ kind: 'device.trace-saved', subject: deviceId, actor, payload });
        return {};
      });
      return answer.ok ? ok(traceFile(device, lines, { version, at: context.clock.wall().toISOString() })) : answer;
    },
  };
}

/** True for what goes over a line, or in whole commands, through this process. */
function isTraceable(driver: DeviceDriver): boolean {
  return 'link' in driver ? driver.link.transport !== 'spooler' : driver.driver === 'pcsc';
}
