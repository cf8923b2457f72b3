import type { z } from 'zod';
import { askHelper } from '../../helper/askHelper.ts';
import type { Helper, HelperAnswer, StartHelper } from '../../helper/port.ts';
import type { LinkOpenFailure } from '../../transport/port.ts';
import type { PrinterFault } from '../port.ts';
import {
  jobStateSchema,
  printedSchema,
  printerListSchema,
  printerStateSchema,
  removedSchema,
  SPOOLER_METHODS,
  SPOOLER_REFUSALS,
  type SpoolerRefusal,
} from './spoolerMessage.ts';

/** Loading two libraries of the system, on a cold disk. */
const LOAD_LIMIT_MS = 10_000;
/** A local spooler answers in milliseconds; a printer shared by a computer that is off takes Windows some seconds to give up on. */
const CALL_LIMIT_MS = 15_000;

/** Where the functions are. Tests bring a stand-in. */
export interface SpoolerLibraries {
  readonly spooler: string;
  readonly system: string;
}

const WINDOWS_LIBRARIES: SpoolerLibraries = { spooler: 'winspool.drv', system: 'kernel32.dll' };

/** An answer of the spooler, or what stands in its way. `ended`: the helper is no more. */
export type SpoolerAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly ended: boolean; readonly fault: PrinterFault; readonly detail: string };

/** The spooler of this machine, reached through a helper process. */
export interface SpoolerClient {
  list(): Promise<SpoolerAnswer<readonly string[]>>;
  status(printer: string): Promise<SpoolerAnswer<{ readonly attributes: number; readonly status: number }>>;
  print(printer: string, title: string, bytes: Uint8Array): Promise<SpoolerAnswer<{ readonly jobId: number }>>;
  job(printer: string, jobId: number): Promise<SpoolerAnswer<{ readonly status: number } | null>>;
  remove(printer: string, jobId: number): Promise<SpoolerAnswer<{ readonly removed: boolean }>>;
  onEnd: Helper['onEnd'];
  close(): Promise<void>;
}

const REFUSAL_FAULTS = {
  'library-not-found': 'not-found',
  'printer-unknown': 'not-found',
  denied: 'port-denied',
  'service-absent': 'not-found',
  failed: 'offline',
} as const satisfies Record<SpoolerRefusal, PrinterFault>;

function refusalFault(reason: string): PrinterFault {
  const known = SPOOLER_REFUSALS.find((refusal) => refusal === reason);
  return known === undefined ? 'offline' : REFUSAL_FAULTS[known];
}

function spoolerAnswer<Value>(answer: HelperAnswer<Value>): SpoolerAnswer<Value> {
  if (answer.ok) return answer;
  if (answer.code === 'refused') {
    return {
      ok: false,
      ended: false,
      fault: refusalFault(answer.reason),
      detail: answer.detail,
    };
  }
  return { ok: false, ended: true, fault: 'no-answer', detail: `${answer.end.kind}: ${answer.end.detail}` };
}

/** Starts a helper and loads the spooler's functions in it. The failures are those of opening a port. */
export async function openSpooler(
  startHelper: StartHelper,
  libraries: SpoolerLibraries = WINDOWS_LIBRARIES,
): Promise<
  | { readonly ok: true; readonly link: SpoolerClient }
  | { readonly ok: false; readonly code: LinkOpenFailure; readonly detail: string }
> {
  const helper = startHelper();
  const loaded = await helper.request(SPOOLER_METHODS.load, libraries, LOAD_LIMIT_MS);
  if (!loaded.ok) {
    await helper.stop();
    const detail = loaded.code === 'refused' ? loaded.detail : `${loaded.end.kind}: ${loaded.end.detail}`;
    return { ok: false, code: loaded.code === 'refused' ? 'NOT_FOUND' : 'FAILED', detail };
  }
  const ask = async <Schema extends z.ZodType>(method: string, parameters: unknown, answer: Schema) =>
    spoolerAnswer(await askHelper(helper, { method, parameters, timeoutMs: CALL_LIMIT_MS, answer }));
  return {
    ok: true,
    link: {
      list: () => ask(SPOOLER_METHODS.list, null, printerListSchema),
      status: (printer) => ask(SPOOLER_METHODS.status, { printer }, printerStateSchema),
      print: (printer, title, bytes) =>
        ask(SPOOLER_METHODS.print, { printer, title, bytes: Buffer.from(bytes).toString('base64') }, printedSchema),
      job: (printer, jobId) => ask(SPOOLER_METHODS.job, { printer, jobId }, jobStateSchema),
      remove: (printer, jobId) => ask(SPOOLER_METHODS.remove, { printer, jobId }, removedSchema),
      onEnd: (listener) => helper.onEnd(listener),
      close: () => helper.stop(),
    },
  };
}

/** Names of the printers of this machine. Rejects never; on systems without this spooler the answer says so. */
export async function listSpoolerPrinters(
  startHelper: StartHelper,
  libraries: SpoolerLibraries = WINDOWS_LIBRARIES,
): Promise<
  { readonly ok: true; readonly printers: readonly string[] } | { readonly ok: false; readonly detail: string }
> {
  const opened = await openSpooler(startHelper, libraries);
  if (!opened.ok) return opened;
  const listed = await opened.link.list();
  await opened.link.close();
  return listed.ok ? { ok: true, printers: listed.value } : listed;
}
