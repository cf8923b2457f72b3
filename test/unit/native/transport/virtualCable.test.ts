import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LinkEndedError } from '../../../../native/transport/linkCore.ts';
import type { LinkEnd } from '../../../../native/transport/port.ts';
import { libraryCodeOf } from '../../../../native/transport/libraryError.ts';
import { openFailureOf } from '../../../../native/transport/openFailure.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
import { createVirtualCable } from '../../../../native/transport/virtualCable.ts';
import { createVirtualPort } from '../../../../native/transport/virtualPort.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const base = { name: 'cable', timers: systemTimers };

function collect(link: { onData(listener: (bytes: Uint8Array) => void): unknown }): number[] {
  const got: number[] = [];
  link.onData((bytes) => got.push(...bytes));
  return got;
}

describe('virtual cable', () => {
  it('carries bytes both ways, in order, as a copy', async () => {
    const { a, b, carried } = createVirtualCable(base);
    const atB = collect(b);
    const atA = collect(a);
    const bytes = Uint8Array.of(1, 2, 3);
    const sent = a.write(bytes);
    bytes.fill(9);
    await sent;
    await b.write(Uint8Array.of(4));
    await vi.advanceTimersByTimeAsync(0);
    expect([atB, atA]).toEqual([[1, 2, 3], [4]]);
    expect(carried()).toEqual({ aToB: 3, bToA: 1 });
  });

  it('takes as long as a line of that speed, in the mean, however many writes there are', async () => {
    const { a, b } = createVirtualCable({ ...base, baudRate: 9600 });
    const atB = collect(b);
    const began = performance.now();
    const writes = Array.from({ length: 60 }, (_, index) => a.write(new Uint8Array(index + 1)));
    let tookMs = 0;
    void Promise.all(writes).then(() => (tookMs = performance.now() - began));
    const bytes = (60 * 61) / 2;
    const expectedMs = (bytes * 11 * 1000) / 9600;
    await vi.advanceTimersByTimeAsync(expectedMs / 2);
    expect(Math.abs(atB.length - bytes / 2)).toBeLessThanOrEqual(6);
    await vi.advanceTimersByTimeAsync(expectedMs);
    expect(atB).toHaveLength(bytes);
    expect(Math.abs(tookMs - expectedMs)).toBeLessThanOrEqual(2);
  });

  it('when pulled: both ends are lost once, waiting writes reject, late listeners hear of it', async () => {
    const { a, b, pull } = createVirtualCable({ ...base, baudRate: 9600 });
    const ends: LinkEnd[] = [];
    const atB = collect(b);
    a.onEnd((end) => ends.push(end));
    b.onEnd((end) => ends.push(end));
    const writing = a.write(new Uint8Array(100));
    pull();
    pull();
    await expect(writing).rejects.toBeInstanceOf(LinkEndedError);
    await expect(a.write(Uint8Array.of(1))).rejects.toBeInstanceOf(LinkEndedError);
    a.onEnd((end) => ends.push(end));
    expect(ends).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(ends.map((end) => end.kind)).toEqual(['lost', 'lost', 'lost']);
    expect(atB).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('when closed at one end: closed here, lost there', async () => {
    const { a, b } = createVirtualCable(base);
    const ends: string[] = [];
    a.onEnd((end) => ends.push(`a ${end.kind}`));
    const forget = b.onEnd(() => ends.push('forgotten'));
    forget();
    b.onEnd((end) => ends.push(`b ${end.kind}`));
    await a.close();
    await a.close();
    expect(ends).toEqual(['a closed', 'b lost']);
  });

  it('drops, adds and cuts where the fault says', async () => {
    const { a, b } = createVirtualCable({
      ...base,
      tamper: (byte, index) => (index === 1 ? [] : index === 2 ? [0xee, byte] : index === 4 ? 'cut' : [byte]),
    });
    const atB = collect(b);
    await a.write(Uint8Array.of(0, 1, 2, 3, 4, 5)).catch(() => undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(atB).toEqual([0, 0xee, 2, 3]);
    await expect(a.write(Uint8Array.of(6))).rejects.toThrow('the cable was pulled');
  });
});

describe('virtual port', () => {
  it('is found while plugged in, busy while open, and found again after the cable was out', async () => {
    const attached: string[] = [];
    const port = createVirtualPort({ ...base, name: 'reader' }, (link) => attached.push(link.name));
    const first = await port.open();
    expect(first.ok).toBe(true);
    expect(await port.open()).toMatchObject({ ok: false, code: 'BUSY' });
    port.pull();
    expect(port.plugged()).toBe(false);
    expect(await port.open()).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    port.plug();
    expect(await port.open()).toMatchObject({ ok: true });
    expect(attached).toEqual(['reader', 'reader']);
  });
});

describe('failures to open a serial port', () => {
  it.each([
    ['Error: No such file or directory, cannot open /dev/ttyUSB9', 'NOT_FOUND'],
    ['Opening COM9: File not found', 'NOT_FOUND'],
    ['Error Resource temporarily unavailable Cannot lock port', 'BUSY'],
    ['Opening COM3: Access denied', 'BUSY'],
    ['Error: Permission denied, cannot open /dev/ttyS0', 'DENIED'],
    ['Error: Inappropriate ioctl for device, cannot open /etc/hosts', 'FAILED'],
  ] as const)('%s → %s', (message, code) => {
    expect(openFailureOf(libraryCodeOf(new Error(message)))).toBe(code);
  });
});
