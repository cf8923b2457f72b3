import { z } from 'zod';

/** What the worker of the helper kind `spooler` is asked. `printer` is a name as Windows lists it. */
export const SPOOLER_METHODS = {
  /** First of all. Answer: null. */
  load: 'load',
  /** Names of the printers of this machine. */
  list: 'list',
  /** How a printer is: {@link printerStateSchema}. */
  status: 'status',
  /** Spools one document as it is. Answer: `{ jobId }`. */
  print: 'print',
  /** How a document is: {@link jobStateSchema}. */
  job: 'job',
  /** Takes a document out of the queue. Answer: `{ removed }`. */
  remove: 'remove',
} as const;

/** Why a request is refused although the helper works. */
export const SPOOLER_REFUSALS = ['library-not-found', 'printer-unknown', 'denied', 'service-absent', 'failed'] as const;

/** Why a request is refused although the helper works. */
export type SpoolerRefusal = (typeof SPOOLER_REFUSALS)[number];

/** The libraries that hold the functions: `winspool.drv`, and `kernel32.dll` for the error number. */
export const loadParameters = z.strictObject({ spooler: z.string(), system: z.string() });

/** Names a printer. */
export const printerParameters = z.strictObject({ printer: z.string() });
/** `bytes` in base64; `title` is what the queue shows: nothing of what is printed. */
export const printParameters = z.strictObject({ printer: z.string(), title: z.string(), bytes: z.base64() });
/** Names a document. */
export const jobParameters = z.strictObject({ printer: z.string(), jobId: z.int() });

/** PRINTER_INFO_2W: attributes and status, bits as in winspool.h. */
export const printerStateSchema = z.strictObject({ attributes: z.int(), status: z.int() });
/** JOB_INFO_1W: status bits as in winspool.h; null when the document is no longer in the queue. */
export const jobStateSchema = z.strictObject({ status: z.int() }).nullable();
/** Answer to `list`. */
export const printerListSchema = z.array(z.string());
/** Answer to `print`. */
export const printedSchema = z.strictObject({ jobId: z.int() });
/** Answer to `remove`. */
export const removedSchema = z.strictObject({ removed: z.boolean() });
