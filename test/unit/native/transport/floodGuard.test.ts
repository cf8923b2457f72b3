import type { DeviceFault } from '../../../../main/domain/device/faults.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemTimers } from '../../../../native/systemTime.ts';
import { endOnFlood } from '../../../../native/transport/floodGuard.ts';
import type { ByteLink, LinkEnd } from '../../../../native/transport/port.ts';
import { createSupervisor } from '../../../../native/transport/supervisor.ts';
import { createVirtualPort } from '../../../../native/transport/virtualPort.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** A port behind the guard; `far` is the device's end of each connection. */
function guardedPort() {
  const far: ByteLink[] = [];
  const port = createVirtualPort({ name: 'port', timers: systemTimers }, (link) => far.push(link));
  return { open: endOnFlood(port.open, systemTimers), far };
}

async function connected() {
  const { open, far } = guardedPort();
  const opened = await open();
  const [device] = far;
  if (!opened.ok || device === undefined) throw new Error('not opened');
  const got: number[] = [];
  const ends: LinkEnd[] = [];
  opened.link.onData((bytes) => got.push(...bytes));
  opened.link.onEnd((end) => ends.push(end));
  return { link: opened.link, device, got, ends };
}

describe('a guarded link', () => {
  it('carries what a device says, however it is cut, as long as no second holds too much', async () => {
    const talk = fc.array(
      fc.record({ bytes: fc.uint8Array({ maxLength: 3_000 }), afterMs: fc.integer({ min: 100, max: 900 }) }),
      {
        maxLength: 20,
      },
    );
    await fc.assert(
      fc.asyncProperty(talk, async (pieces) => {
        const { device, got, ends } = await connected();
        for (const { bytes, afterMs } of pieces) {
          await device.write(bytes);
          await vi.advanceTimersByTimeAsync(afterMs);
        }
        expect(got).toEqual(pieces.flatMap(({ bytes }) => [...bytes]));
        expect(ends).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('ends when more comes, says so, and closes the line', async () => {
    const { link, device, got, ends } = await connected();
    const gone = new Promise((resolve) => device.onEnd(resolve));
    for (let piece = 0; piece < 40; piece += 1) void device.write(new Uint8Array(1_000)).catch(() => undefined);
    await gone;
    expect(ends).toEqual([{ kind: 'lost', detail: 'more than 32768 bytes in a second' }]);
    expect(got.length).toBeLessThanOrEqual(32_768);
    expect(link.misbehaved?.()).toBe(true);
  });

  it('tells its supervisor that it was not the device, so that the next attempts come ever later', async () => {
    const { open, far } = guardedPort();
    const faults: DeviceFault[] = [];
    const log: string[] = [];
    const supervisor = createSupervisor<DeviceFault>({
      what: 'device',
      open,
      timers: systemTimers,
      log: (line) => log.push(line),
      serve: (link) => {
        far
          .at(-1)
          ?.write(new Uint8Array(40_000))
          .catch(() => undefined);
        // By chance it looked like the device at first.
        return new Promise((resolve) => {
          link.onEnd(() => resolve({ fault: 'cable-lost', detail: 'flooded', identified: true }));
        });
      },
      onUnavailable: (fault) => faults.push(fault),
    });
    supervisor.start();
    await vi.advanceTimersByTimeAsync(60_000);
    // 0.25, 0.5, 1, 2 and then every 4 seconds.
    expect(far.length).toBeGreaterThan(10);
    expect(far.length).toBeLessThan(22);
    expect(new Set(faults)).toEqual(new Set(['protocol-error']));
    expect(new Set(log)).toEqual(new Set(['device: protocol-error: flooded']));
    await supervisor.stop();
  });
});
