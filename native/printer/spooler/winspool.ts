import koffi from 'koffi';

/** A printer that was opened, opaque. */
type PrinterHandle = unknown;

/** What a call brought: its value, or the system's error number. */
export type Spooled<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly call: string; readonly error: number };

/** The functions of the Windows spooler that we use. Source: winspool.h, documentation of the Print Spooler API. */
export interface Winspool {
  list(): Promise<Spooled<readonly string[]>>;
  /** Opens a printer, does something with it, closes it. */
  withPrinter<Value>(name: string, use: (handle: PrinterHandle) => Promise<Spooled<Value>>): Promise<Spooled<Value>>;
  printerState(handle: PrinterHandle): Promise<Spooled<{ readonly attributes: number; readonly status: number }>>;
  /** Spools the bytes as one document that no driver changes. */
  print(handle: PrinterHandle, title: string, bytes: Uint8Array): Promise<Spooled<number>>;
  jobStatus(handle: PrinterHandle, jobId: number): Promise<Spooled<number>>;
  removeJob(handle: PrinterHandle, jobId: number): Promise<Spooled<null>>;
}

/** The parameter is wrong: for a document that is no longer in the queue. */
export const ERROR_INVALID_PARAMETER = 87;
const ERROR_INSUFFICIENT_BUFFER = 122;

const JOB_CONTROL_DELETE = 5;
/** PRINTER_ENUM_LOCAL | PRINTER_ENUM_CONNECTIONS. */
const ENUM_OF_THIS_MACHINE = 0x02 | 0x04;
/** More than any printer or job has to say. */
const LARGEST_INFO_BYTES = 1_048_576;

const POINTER_BYTES = koffi.sizeof('void *');
/** Offsets in PRINTER_INFO_2W: thirteen pointers, then double words. */
const PRINTER_ATTRIBUTES_AT = 13 * POINTER_BYTES;
const PRINTER_STATUS_AT = PRINTER_ATTRIBUTES_AT + 5 * 4;
/** Offset in JOB_INFO_1W: a double word padded to a pointer, six pointers, then double words. */
const JOB_STATUS_AT = 7 * POINTER_BYTES;

const documentInfo = koffi.struct({ pDocName: 'str16', pOutputFile: 'str16', pDatatype: 'str16' });
const printerInfo4 = koffi.struct({ pPrinterName: 'str16', pServerName: 'str16', Attributes: 'uint32_t' });

type Cell = [number];
type TypeSpec = Parameters<typeof koffi.out>[0];
type Native = ReturnType<ReturnType<typeof koffi.load>['func']>;

/** Loads the functions; throws the loader's error when a library is not there or lacks one. */
export function loadWinspool(paths: { readonly spooler: string; readonly system: string }): Winspool {
  const spooler = koffi.load(paths.spooler);
  const system = koffi.load(paths.system);
  const handle = 'void *';
  const info = ['uint8_t *', 'uint32_t', koffi.out('uint32_t *')] as const;
  const define = (name: string, parameters: TypeSpec[]) => spooler.func('__stdcall', name, 'int32_t', parameters);
  const natives = {
    OpenPrinterW: define('OpenPrinterW', ['str16', koffi.out(koffi.pointer(handle)), handle]),
    ClosePrinter: define('ClosePrinter', [handle]),
    StartDocPrinterW: define('StartDocPrinterW', [handle, 'uint32_t', koffi.pointer(documentInfo)]),
    StartPagePrinter: define('StartPagePrinter', [handle]),
    WritePrinter: define('WritePrinter', [handle, 'uint8_t *', 'uint32_t', koffi.out('uint32_t *')]),
    EndPagePrinter: define('EndPagePrinter', [handle]),
    EndDocPrinter: define('EndDocPrinter', [handle]),
    AbortPrinter: define('AbortPrinter', [handle]),
    GetPrinterW: define('GetPrinterW', [handle, 'uint32_t', ...info]),
    GetJobW: define('GetJobW', [handle, 'uint32_t', 'uint32_t', ...info]),
    SetJobW: define('SetJobW', [handle, 'uint32_t', 'uint32_t', handle, 'uint32_t']),
    EnumPrintersW: define('EnumPrintersW', ['uint32_t', 'str16', 'uint32_t', ...info, koffi.out('uint32_t *')]),
  };
  const lastError = system.func('__stdcall', 'GetLastError', 'uint32_t', []);

  /** Calls in the helper's one thread for calls; the error number belongs to that thread. */
  async function call(name: keyof typeof natives, ...parameters: unknown[]): Promise<Spooled<number>> {
    const returned = await inThread(natives[name], parameters);
    if (returned !== 0) return { ok: true, value: returned };
    return { ok: false, call: name, error: await inThread(lastError, []) };
  }

  /** Calls twice, as all of these want it: how much room is needed, then with that room. */
  async function fetch(
    ask: (buffer: Uint8Array, bytes: number, needed: Cell) => Promise<Spooled<number>>,
  ): Promise<Spooled<Buffer>> {
    const needed: Cell = [0];
    const first = await ask(new Uint8Array(1), 0, needed);
    if (first.ok) return { ok: true, value: Buffer.alloc(0) };
    if (first.error !== ERROR_INSUFFICIENT_BUFFER || needed[0] > LARGEST_INFO_BYTES) return first;
    const buffer = Buffer.alloc(needed[0]);
    const second = await ask(buffer, buffer.length, needed);
    return second.ok ? { ok: true, value: buffer } : second;
  }

  async function spool(printer: PrinterHandle, bytes: Uint8Array): Promise<Spooled<number>> {
    const page = await call('StartPagePrinter', printer);
    if (!page.ok) return page;
    for (let at = 0; at < bytes.length;) {
      const written: Cell = [0];
      const rest = bytes.subarray(at);
      const wrote = await call('WritePrinter', printer, rest, rest.length, written);
      if (!wrote.ok) return wrote;
      if (written[0] === 0) return { ok: false, call: 'WritePrinter', error: 0 };
      at += written[0];
    }
    const ended = await call('EndPagePrinter', printer);
    return ended.ok ? call('EndDocPrinter', printer) : ended;
  }

  return {
    async list() {
      const count: Cell = [0];
      const fetched = await fetch((buffer, bytes, needed) =>
        call('EnumPrintersW', ENUM_OF_THIS_MACHINE, null, 4, buffer, bytes, needed, count),
      );
      if (!fetched.ok) return fetched;
      return { ok: true, value: count[0] === 0 ? [] : namesIn(fetched.value, count[0]) };
    },
    async withPrinter(name, use) {
      const opened: [PrinterHandle] = [null];
      const open = await call('OpenPrinterW', name, opened, null);
      if (!open.ok) return open;
      const result = await use(opened[0]);
      await call('ClosePrinter', opened[0]);
      return result;
    },
    async printerState(printer) {
      const fetched = await fetch((buffer, bytes, needed) => call('GetPrinterW', printer, 2, buffer, bytes, needed));
      if (!fetched.ok) return fetched;
      const { value } = fetched;
      return {
        ok: true,
        value: { attributes: value.readUInt32LE(PRINTER_ATTRIBUTES_AT), status: value.readUInt32LE(PRINTER_STATUS_AT) },
      };
    },
    async print(printer, title, bytes) {
      const started = await call('StartDocPrinterW', printer, 1, {
        pDocName: title,
        pOutputFile: null,
        pDatatype: 'RAW',
      });
      if (!started.ok) return started;
      const spooled = await spool(printer, bytes);
      if (spooled.ok) return started;
      await call('AbortPrinter', printer);
      return spooled;
    },
    async jobStatus(printer, jobId) {
      const fetched = await fetch((buffer, bytes, needed) => call('GetJobW', printer, jobId, 1, buffer, bytes, needed));
      return fetched.ok ? { ok: true, value: fetched.value.readUInt32LE(JOB_STATUS_AT) } : fetched;
    },
    async removeJob(printer, jobId) {
      const removed = await call('SetJobW', printer, jobId, 0, null, JOB_CONTROL_DELETE);
      return removed.ok ? { ok: true, value: null } : removed;
    },
  };
}

function namesIn(buffer: Buffer, count: number): string[] {
  const entries: unknown = koffi.decode(buffer, koffi.array(printerInfo4, count));
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'pPrinterName' in entry && typeof entry.pPrinterName === 'string'
      ? [entry.pPrinterName]
      : [],
  );
}

function inThread(native: Native, parameters: readonly unknown[]): Promise<number> {
  return new Promise((resolve, reject) => {
    native.async(...parameters, (error: unknown, returned: unknown) => {
      if (error !== null && error !== undefined)
        reject(error instanceof Error ? error : new Error('native call failed', { cause: error }));
      else resolve(Number(returned));
    });
  });
}
