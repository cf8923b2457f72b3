import { isDeepStrictEqual } from 'node:util';
import type { DeviceDefinition } from '../../domain/device/device.ts';
import type { DeviceDriver } from '../../domain/device/drivers/table.ts';
import type { Clock } from '../../domain/time.ts';
import type { Berths } from './berths.ts';
import type { DiscoveryKind, DriverHooks, MakeDriver, RunningDriver } from './driverPort.ts';
import type { ReaderGroups } from './groups.ts';
import { placeKey } from '../../domain/device/drivers/table.ts';
import { createTraceRing, type TraceRing } from './traceRing.ts';

/** Something a running device found out; its settings are these now. */
export interface Discovery {
  readonly kind: DiscoveryKind;
  readonly deviceId: string;
  readonly driver: DeviceDriver;
}

/** One device in the rack with its driver. */
export interface RackEntry {
  definition(): DeviceDefinition;
  /** Other facts of the same device: its driver goes on undisturbed. */
  define(change: Partial<DeviceDefinition>): void;
  readonly running: RunningDriver;
  readonly trace: TraceRing;
  /** UTC instant of the last change of its state; null before the first. */
  since(): string | null;
  /** Starts the driver, as soon as its place is free. */
  begin(): void;
  /** Takes it out: what its driver still says counts no more. Resolves when the driver has ended, or its time is over. */
  retire(): Promise<void>;
}

/** What an entry has to do with the rest of the rack. */
export interface EntrySurroundings {
  readonly make: MakeDriver;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly berths: Berths;
  readonly groups: ReaderGroups;
  readonly isTaken: (deviceId: string, driver: DeviceDriver) => boolean;
  readonly onChange: () => void;
  readonly onDiscovery: (discovery: Discovery) => void;
}

/** Puts a device into the rack; its driver is not started yet. */
export function createRackEntry(first: DeviceDefinition, around: EntrySurroundings): RackEntry {
  const { clock, berths, groups } = around;
  const { deviceId } = first;
  let definition = first;
  let since: string | null = null;
  let retired = false;
  let started = false;
  const trace = createTraceRing(first.driver.driver, clock);

  const discovered: DriverHooks['discovered'] = (kind, settings) => {
    const driver = settings(definition.driver);
    if (!retired && !isDeepStrictEqual(driver, definition.driver)) around.onDiscovery({ kind, deviceId, driver });
  };
  const running = around.make(first, {
    record: trace.record,
    recording: trace,
    isTaken: (driver) => around.isTaken(deviceId, driver),
    discovered,
  });
  const driver = 'driver' in running ? running.driver : null;
  const unsubscribe = driver?.subscribe(() => {
    since = clock.wall().toISOString();
    around.onChange();
  });
  groups.join(running);

  return {
    definition: () => definition,
    define: (change) => {
      definition = { ...definition, ...change };
    },
    running,
    trace,
    since: () => since,
    begin: () => {
      if (driver === null) return;
      berths.whenFree(placeKey(definition.driver), () => {
        if (retired) return;
        started = true;
        driver.start();
      });
    },
    retire: async () => {
      retired = true;
      unsubscribe?.();
      groups.leave(running);
      if (driver === null || !started) return;
      const how = await berths.leave(placeKey(definition.driver), driver.stop());
      if (how === 'stuck') around.log(`device ${deviceId}: does not stop, left to itself`);
      around.onChange();
    },
  };
}
