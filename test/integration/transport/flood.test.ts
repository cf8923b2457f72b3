import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test } from 'vitest';
import { createCardReader } from '../../../native/card/cardReader.ts';
import { createIdCardReader } from '../../../native/idcard/idCardReader.ts';
import { createReceiptPrinter } from '../../../native/printer/receiptPrinter.ts';
import { createScanner } from '../../../native/scanner/scanner.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import { endOnFlood } from '../../../native/transport/floodGuard.ts';
import { tcpOpener } from '../../../native/transport/tcpLink.ts';
import { DEFAULT_PRINTER_PROFILE } from '../../../main/domain/device/printerProfile.ts';

/*
 * Something that is no device: it says as much as the network carries, without end. The program that says it is another
 * process, so that what is measured here is the driver alone.
 */
const NOISE = `
  const noise = require('node:crypto').randomBytes(1 << 20);
  let said = 0;
  require('node:net').createServer((socket) => {
    const say = () => { while (socket.write(noise)); };
    socket.on('error', () => {}).on('drain', say).resume();
    console.log('connected');
    say();
  }).listen(0, '127.0.0.1', function () { console.log(this.address().port); });`;

let device: ChildProcess;
afterEach(() => void device.kill('SIGKILL'));

const timers = systemTimers;
const drivers = {
  'card reader': (open: ReturnType<typeof tcpOpener>, log: (line: string) => void) =>
    createCardReader({ open, variant: 'gempc-twin', timers, log }),
  'reader of ID cards': (open: ReturnType<typeof tcpOpener>, log: (line: string) => void) =>
    createIdCardReader({ open, timers, log }),
  scanner: (open: ReturnType<typeof tcpOpener>, log: (line: string) => void) =>
    createScanner({ open, gapMs: 80, timers, log }),
  printer: (open: ReturnType<typeof tcpOpener>, log: (line: string) => void) =>
    createReceiptPrinter({ open, profile: DEFAULT_PRINTER_PROFILE, timers, log }),
} as const;

describe('endless noise', () => {
  test.each(Object.keys(drivers) as (keyof typeof drivers)[])(
    'in place of a %s: let alone between attempts, without CPU, memory or a long log',
    { timeout: 20_000 },
    async (kind) => {
      device = spawn(process.execPath, ['-e', NOISE], { stdio: ['ignore', 'pipe', 'inherit'] });
      if (device.stdout === null) throw new Error('no output');
      const lines = createInterface({ input: device.stdout });
      const [port] = (await once(lines, 'line')) as [string];
      const attempts = Promise.withResolvers<undefined>();
      let connected = 0;
      lines.on('line', () => {
        connected += 1;
        // Four attempts: more than two seconds of growing pauses.
        if (connected === 4) attempts.resolve(undefined);
      });
      const log: string[] = [];
      const open = endOnFlood(tcpOpener({ host: '127.0.0.1', port: Number(port) }), timers);
      const driver = drivers[kind](open, (line) => log.push(line));
      const { rss } = process.memoryUsage();
      const used = process.cpuUsage();
      const startedAt = timers.running();
      driver.start();
      await attempts.promise;
      const { user, system } = process.cpuUsage(used);
      const share = (user + system) / 1_000 / (timers.running() - startedAt);
      expect(['unavailable', 'not-ready', 'ready']).toContain(driver.status().state);
      await driver.stop();
      // Without a bound: more than a whole CPU, and three times the memory.
      expect(share).toBeLessThan(0.3);
      expect(process.memoryUsage().rss / rss).toBeLessThan(1.25);
      expect(log.length).toBeLessThan(40);
    },
  );
});
