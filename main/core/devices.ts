import { DEFAULT_PRINTER_PROFILE } from '../domain/device/device.ts';
import { createCardReader } from '../../native/card/cardReader.ts';
import type { CardReader } from '../../native/card/port.ts';
import type { ReceiptPrinter } from '../../native/printer/port.ts';
import { createReceiptPrinter } from '../../native/printer/receiptPrinter.ts';
import { serialOpener } from '../../native/transport/serialLink.ts';
import { systemTimers } from '../../native/transport/timers.ts';
import type { Configuration } from './configuration.ts';

type Devices = Configuration['devices'];

const nothing = (): void => undefined;

/** The configured card reader. Without one its light says so and visits begin by ID number. */
export function openCardReader(configured: Devices['cardReader'], log: (line: string) => void): CardReader {
  switch (configured.driver) {
    case 'serial-ccid':
      return createCardReader({
        // Eight data bits, no parity, two stop bits: the line of serial CCID readers.
        open: serialOpener({
          path: configured.path,
          baudRate: configured.baudRate,
          dataBits: 8,
          stopBits: 2,
          parity: 'none',
        }),
        variant: configured.variant,
        timers: systemTimers,
        log,
      });
    case 'none':
      return {
        onRequest: false,
        status: () => ({ state: 'unavailable', fault: 'not-found', detail: 'not configured' }),
        subscribe: () => nothing,
        start: nothing,
        reread: nothing,
        stop: () => Promise.resolve(),
      };
  }
}

/** The configured receipt printer. Without one its light says so and slips wait in the queue. */
export function openPrinter(configured: Devices['printer'], log: (line: string) => void): ReceiptPrinter {
  switch (configured.driver) {
    case 'escpos-serial': {
      const { path, baudRate, columns, repertoire, answersStatus, cutter } = configured;
      return createReceiptPrinter({
        open: serialOpener({ path, baudRate, dataBits: 8, stopBits: 1, parity: 'none' }),
        profile: { ...DEFAULT_PRINTER_PROFILE, columns, repertoire, answersStatus, cutter },
        timers: systemTimers,
        log,
      });
    }
    case 'none':
      return {
        profile: DEFAULT_PRINTER_PROFILE,
        status: () => ({ state: 'not-ready', fault: 'not-found', detail: 'not configured' }),
        subscribe: () => nothing,
        start: nothing,
        noteRemains: nothing,
        print: () => Promise.resolve({ outcome: 'failed', fault: 'not-found' }),
        stop: () => Promise.resolve(),
      };
  }
}
