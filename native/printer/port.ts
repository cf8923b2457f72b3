import type { SlipLine } from '../../main/domain/slip/line.ts';
import type { Unsubscribe } from '../transport/port.ts';

/** What keeps a printer from printing. */
export type PrinterFault =
  | 'not-found'
  | 'port-busy'
  | 'port-denied'
  | 'cable-lost'
  | 'no-answer'
  | 'paper-end'
  | 'cover-open'
  | 'cutter'
  | 'offline'
  | 'unrecoverable';

/** What a printer can print and how wide it is. Regional and model facts: always from configuration. */
export interface PrinterProfile {
  /** Half-width characters per line at font A: 32 for 58 mm, 48 for 80 mm paper. */
  readonly columns: 32 | 48;
  /** Characters the built-in font has: `gbk` two-byte only, `gb18030` also four-byte. */
  readonly repertoire: 'gbk' | 'gb18030';
  /** False when the printer never answers status requests: then a job sent whole counts as printed. */
  readonly answersStatus: boolean;
  readonly cutter: boolean;
}

export type PrinterStatus =
  | { readonly state: 'connecting' }
  | { readonly state: 'ready'; readonly paper: 'ok' | 'near-end' }
  | { readonly state: 'not-ready'; readonly fault: PrinterFault; readonly detail: string };

/**
 * How one job ended. `failed` means no paper with this slip can have come out; `unknown` means bytes were sent
 * and nobody can tell: a person must look. A job never ends twice.
 */
export type PrintOutcome =
  | { readonly outcome: 'printed' }
  | { readonly outcome: 'failed'; readonly fault: PrinterFault }
  | { readonly outcome: 'unknown'; readonly fault: PrinterFault };

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
