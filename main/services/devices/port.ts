import type { CardReader } from '../../../native/card/port.ts';
import type { IdCardReader } from '../../../native/idcard/port.ts';
import type { ReceiptPrinter } from '../../../native/printer/port.ts';
import type { Scanner } from '../../../native/scanner/port.ts';
import type { Unsubscribe } from '../../../native/transport/port.ts';

/** A receipt printer of this counter. */
export interface CounterPrinter {
  readonly deviceId: string;
  readonly name: string;
  readonly printer: ReceiptPrinter;
}

/**
 * The devices of this counter as the services use them, whatever is plugged in at the moment. All readers of one kind act
 * as one; every receipt printer is one of its own, because a slip belongs to one of them.
 */
export interface CounterDevices {
  readonly cardReader: CardReader;
  readonly idCardReader: IdCardReader;
  readonly scanner: Scanner;
  /** The preferred one first; empty without a printer. The set changes when the technician changes it. */
  printers(): readonly CounterPrinter[];
  onPrintersChanged(listener: () => void): Unsubscribe;
}
