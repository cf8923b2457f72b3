import type { PrinterProfileSettings } from '../../main/domain/device/printerProfile.ts';
import type { PrinterFault } from '../../main/domain/print/cause.ts';
import type { PrintOutcome } from '../../main/domain/print/printJob.ts';
import type { SlipLine } from '../../main/domain/slip/line.ts';
import type { Unsubscribe } from '../transport/port.ts';

export type { PrinterFault, PrintOutcome };

/** What a printer can print and how wide it is. Regional and model facts: always from configuration. */
export type PrinterProfile = Readonly<PrinterProfileSettings>;

/** What was found out about a printer by asking it, to be kept for its next run. */
export interface PrinterLesson {
  /** False: it has never answered a status request. True: it has, so that later silence means that it is off. */
  readonly answersStatus: boolean;
}

/** State of a printer. `paper` is `unknown` for one that does not answer status requests. */
export type PrinterStatus =
  | { readonly state: 'connecting' }
  | { readonly state: 'ready'; readonly paper: 'ok' | 'near-end' | 'unknown' }
  | { readonly state: 'not-ready'; readonly fault: PrinterFault; readonly detail: string };

/** A supervised receipt printer: connects and reconnects by itself, prints one job at a time in the order asked. */
export interface ReceiptPrinter {
  readonly profile: PrinterProfile;
  status(): PrinterStatus;
  subscribe(listener: (status: PrinterStatus) => void): Unsubscribe;
  start(): void;
  /**
   * Part of a slip of an earlier run may still hang in the printer: the next job cuts it off first, so that no citizen gets
   * a piece of another one's slip.
   */
  noteRemains(): void;
  /** Prints laid-out lines. Resolves with the one final outcome; never rejects. */
  print(lines: readonly SlipLine[]): Promise<PrintOutcome>;
  stop(): Promise<void>;
}
