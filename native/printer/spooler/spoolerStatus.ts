import type { PrinterFault } from '../port.ts';

/** Bits and the fault each stands for; the first that is set is the one to tell. */
type FaultBits = readonly (readonly [bit: number, fault: PrinterFault])[];

/** PRINTER_STATUS_* of winspool.h, from what names a cause to what does not. */
const PRINTER_FAULTS: FaultBits = [
  [0x0040_0000, 'cover-open'], // DOOR_OPEN
  [0x0000_0010, 'paper-end'], // PAPER_OUT
  [0x0000_0008, 'cutter'], // PAPER_JAM: in a receipt printer that is the cutter
  [0x0000_0040, 'paper-end'], // PAPER_PROBLEM
  [0x0000_0080, 'offline'], // OFFLINE
  [0x0000_1000, 'offline'], // NOT_AVAILABLE
  [0x0080_0000, 'offline'], // SERVER_UNKNOWN
  [0x0000_0001, 'offline'], // PAUSED
  [0x0010_0000, 'offline'], // USER_INTERVENTION
  [0x0000_0004, 'not-found'], // PENDING_DELETION
  [0x0000_0002, 'offline'], // ERROR
];

/** PRINTER_ATTRIBUTE_WORK_OFFLINE: a person or Windows took the printer off line. */
const WORKS_OFFLINE = 0x400;

/** JOB_STATUS_*: what keeps a document from coming out. */
const JOB_FAULTS: FaultBits = [
  [0x040, 'paper-end'], // PAPEROUT
  [0x020, 'offline'], // OFFLINE
  [0x400, 'offline'], // USER_INTERVENTION
  [0x200, 'offline'], // BLOCKED_DEVQ
  [0x001, 'offline'], // PAUSED
  [0x002, 'offline'], // ERROR
];

/** PRINTED | COMPLETE: the printer has it, even if the queue keeps the document. */
const JOB_DONE = 0x080 | 0x1000;
/** DELETING | DELETED: somebody took it out of the queue. */
const JOB_REMOVED = 0x004 | 0x100;

const faultIn = (status: number, table: FaultBits): PrinterFault | null =>
  table.find(([bit]) => (status & bit) !== 0)?.[1] ?? null;

/** What keeps the printer from printing, as far as the spooler knows; null: nothing it knows of. */
export function spoolerFault(state: { readonly attributes: number; readonly status: number }): PrinterFault | null {
  return (state.attributes & WORKS_OFFLINE) !== 0 ? 'offline' : faultIn(state.status, PRINTER_FAULTS);
}

/** What has become of a document; null: it is no longer in the queue, which is how most printers end one. */
export type SpooledState = 'waiting' | 'done' | 'removed' | { readonly fault: PrinterFault };

/** Reads the state of a document. */
export function spooledState(job: { readonly status: number } | null): SpooledState {
  if (job === null || (job.status & JOB_DONE) !== 0) return 'done';
  if ((job.status & JOB_REMOVED) !== 0) return 'removed';
  const fault = faultIn(job.status, JOB_FAULTS);
  return fault === null ? 'waiting' : { fault };
}
