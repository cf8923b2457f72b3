import type { DetectionProblem, Device, FoundDevice, TestResult } from '../../contract/device.ts';
import { failure } from '../../contract/failures.ts';
import { ok } from '../../domain/result.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import type { Timers } from '../../domain/time.ts';
import { listDevices } from '../../store/devices.ts';
import type { Context } from '../context.ts';
import type { Answer, Request } from '../once.ts';
import { detectDevices, type Searches } from './detection.ts';
import { createDeviceChanges, type DeviceChanges } from './deviceChanges.ts';
import { testDevice } from './deviceTest.ts';
import { createDeviceTracing, type DeviceTracing } from './deviceTracing.ts';
import type { DevicePathCheck } from './driverPort.ts';
import type { Rack, RackDevice } from './rack.ts';
import { shownDevice } from './shown.ts';

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
export interface DeviceService extends Omit<DeviceChanges, 'record'>, DeviceTracing {
  /** Starts the devices of this counter. */
  start(): void;
  stop(): Promise<void>;
  list(): readonly RackDevice[];
  shown(): Device[];
  onChange(listener: () => void): () => void;
  detect(): Promise<Answer<{ found: FoundDevice[]; problems: DetectionProblem[] }>>;
  test(actor: StaffActor, request: Request, deviceId: string): Promise<Answer<TestResult>>;
}

/** Sets up, tests and records the devices in the rack; every word of a person is in the journal. */
export function createDeviceService(parts: DeviceServiceParts): DeviceService {
  const { context, rack, searches, checkPath, timers, version } = parts;
  const rows = () => listDevices(context.store.read);
  const { record, ...changes } = createDeviceChanges(context, rack, checkPath);
  let stopListening: () => void = () => undefined;
  return {
    ...changes,
    ...createDeviceTracing(context, rack, version),
    start: () => {
      rack.load(rows());
      stopListening = rack.onDiscovery((discovery) => {
        try {
          record(discovery);
        } catch (error) {
          // What the disk cannot take just now is found again by the next start; the device works meanwhile.
          if (!context.storage.noteError(error)) throw error;
        }
      });
      rack.start();
    },
    stop: () => {
      stopListening();
      return rack.stop();
    },
    list: () => rack.list(),
    shown: () => rack.list().map(shownDevice),
    onChange: (listener) => rack.onChange(listener),
    detect: async () => {
      const definitions = rows().map(({ definition }) => definition);
      return ok(await detectDevices(searches, definitions, timers));
    },
    test: createTests(parts),
  };
}

/** Tries devices; a repeated press waits for the same result. */
function createTests({ context, rack, timers }: DeviceServiceParts): DeviceService['test'] {
  const { store, clock } = context;
  /** Under way and just ended, by request. */
  const tests = new Map<string, Promise<TestResult>>();
  return async (actor, { requestId }, deviceId) => {
    const device = rack.find(deviceId);
    if (!device) return failure('DEVICE_UNKNOWN');
    const underWay = tests.get(requestId);
    if (underWay) return ok(await underWay);
    const testing = testDevice(device, { timers, scanners: rack.scanners, now: () => clock.wall() });
    tests.set(requestId, testing);
    for (const oldest of [...tests.keys()].slice(0, -TESTS_KEPT)) tests.delete(oldest);
    const result = await testing;
    store.transact((transaction) =>
      transaction.append({ kind: 'device.tested', subject: deviceId, actor, payload: { passed: result.passed } }),
    );
    return ok(result);
  };
}
