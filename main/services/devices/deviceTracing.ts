import { failure } from '../../contract/failures.ts';
import { isTraceable } from '../../domain/device/drivers/table.ts';
import { ok } from '../../domain/result.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import type { Context } from '../context.ts';
import { once, type Answer, type Request } from '../once.ts';
import type { Rack } from './rack.ts';
import { traceFile } from './traceFile.ts';
import type { TraceLine } from './traceRing.ts';

type Done = Record<string, never>;

/** Recordings of what goes over the lines of the devices. */
export interface DeviceTracing {
  setTracing(actor: StaffActor, request: Request, deviceId: string, tracing: boolean): Answer<Done>;
  trace(deviceId: string): Answer<{ lines: TraceLine[] }>;
  saveTrace(actor: StaffActor, request: Request, deviceId: string): Answer<{ fileName: string; text: string }>;
}

/** Makes the recordings of a rack; `version` is the program's, for the file a vendor gets. */
export function createDeviceTracing(context: Context, rack: Rack, version: string): DeviceTracing {
  return {
    setTracing: (actor, request, deviceId, tracing) => {
      const device = rack.find(deviceId);
      if (!device) return failure('DEVICE_UNKNOWN');
      if (!isTraceable(device.definition.driver)) return failure('DEVICE_NOT_TRACEABLE');
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
      const at = context.clock.wall().toISOString();
      return answer.ok ? ok(traceFile(device, lines, { version, at })) : answer;
    },
  };
}
