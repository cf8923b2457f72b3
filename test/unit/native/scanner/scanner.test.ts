import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createScannerEmulator, type ScannerEmulator } from '../../../../native/emulator/scannerEmulator.ts';
import type { Scanner, ScannerStatus } from '../../../../native/scanner/port.ts';
import { createScanner } from '../../../../native/scanner/scanner.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
import { createVirtualPort, type VirtualPort } from '../../../../native/transport/virtualPort.ts';

let port: VirtualPort;
let emulator: ScannerEmulator;
let scanner: Scanner;
let codes: string[];
let states: ScannerStatus['state'][];
let logged: string[];

beforeEach(async () => {
  vi.useFakeTimers();
  codes = [];
  states = [];
  logged = [];
  emulator = createScannerEmulator();
  port = createVirtualPort({ name: 'scanner', timers: systemTimers }, (link) => emulator.attach(link));
  scanner = createScanner({ open: port.open, gapMs: 80, timers: systemTimers, log: (line) => logged.push(line) });
  scanner.onCode((text) => codes.push(text));
  scanner.subscribe(({ state }) => states.push(state));
  scanner.start();
  await vi.advanceTimersByTimeAsync(10);
});
afterEach(async () => {
  await scanner.stop();
  vi.useRealTimers();
});

it('is ready when its line is open and gives each code once', async () => {
  expect(scanner.status()).toEqual({ state: 'ready' });
  await emulator.scan('YGT1/A/B', { prefix: ']Q1', inPieces: 3 });
  await vi.advanceTimersByTimeAsync(1);
  expect(codes).toEqual(['YGT1/A/B']);
});

it('waits for the gap when the scanner sends nothing behind a code', async () => {
  await emulator.scan('440524188001010014', { suffix: 'none' });
  await vi.advanceTimersByTimeAsync(79);
  expect(codes).toEqual([]);
  await vi.advanceTimersByTimeAsync(2);
  expect(codes).toEqual(['440524188001010014']);
});

it('takes pieces that come within the gap for one code', async () => {
  await emulator.scan('440524', { suffix: 'none' });
  await vi.advanceTimersByTimeAsync(60);
  await emulator.scan('188001010014', { suffix: 'none' });
  await vi.advanceTimersByTimeAsync(100);
  expect(codes).toEqual(['440524188001010014']);
});

it('does not cut a code in two when the program itself was busy', async () => {
  await emulator.scan('440524', { suffix: 'none' });
  await vi.advanceTimersByTimeAsync(1);
  // The program does something else for a second: the timer is due, and the rest of the code waits at the line.
  vi.spyOn(performance, 'now').mockReturnValueOnce(performance.now() + 1_079);
  await vi.advanceTimersByTimeAsync(79);
  expect(codes).toEqual([]);
  await emulator.scan('188001010014', { suffix: 'none' });
  await vi.advanceTimersByTimeAsync(100);
  expect(codes).toEqual(['440524188001010014']);
});

it('takes a double trigger for one scan', async () => {
  await emulator.scan('A1');
  await vi.advanceTimersByTimeAsync(300);
  await emulator.scan('A1');
  await vi.advanceTimersByTimeAsync(1);
  expect(codes).toEqual(['A1']);
  await vi.advanceTimersByTimeAsync(1_500);
  await emulator.scan('A1');
  await vi.advanceTimersByTimeAsync(1);
  expect(codes).toEqual(['A1', 'A1']);
});

it('comes back by itself after the cable was out, without the half of a code', async () => {
  await emulator.scan('HALF', { suffix: 'none' });
  await vi.advanceTimersByTimeAsync(10);
  port.pull();
  await vi.advanceTimersByTimeAsync(500);
  expect(scanner.status()).toMatchObject({ state: 'unavailable', fault: 'not-found' });
  expect(await emulator.scan('UNHEARD')).toBe(false);
  port.plug();
  await vi.advanceTimersByTimeAsync(5_000);
  await emulator.scan('WHOLE');
  await vi.advanceTimersByTimeAsync(1);
  expect(codes).toEqual(['WHOLE']);
  expect(states).toEqual(['ready', 'unavailable', 'unavailable', 'ready']);
});

it('says nothing after it was stopped, and never logs what was scanned', async () => {
  await emulator.scan('6217000011112222333344445555');
  await vi.advanceTimersByTimeAsync(1);
  await scanner.stop();
  await emulator.scan('B2');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(codes).toEqual(['6217000011112222333344445555']);
  expect(logged.join()).not.toContain('6217');
});
