import { WorkerRefusal } from '../../helper/worker.ts';
import type { CreateWorker } from '../../helper/worker.ts';
import {
  jobParameters,
  loadParameters,
  printerParameters,
  printParameters,
  SPOOLER_METHODS,
  type SpoolerRefusal,
} from './spoolerMessage.ts';
import { ERROR_INVALID_PARAMETER, loadWinspool, type Spooled, type Winspool } from './winspool.ts';

/** Error numbers of Windows with a meaning of their own here; any other is `failed`. Source: winerror.h. */
const ERRORS: Readonly<Record<number, SpoolerRefusal>> = {
  5: 'denied',
  1722: 'service-absent',
  1727: 'service-absent',
  1753: 'service-absent',
  1801: 'printer-unknown',
  1905: 'printer-unknown',
};

function refuse(reason: SpoolerRefusal, detail: string): never {
  throw new WorkerRefusal(reason, detail);
}

function valueOf<Value>(spooled: Spooled<Value>): Value {
  if (spooled.ok) return spooled.value;
  return refuse(ERRORS[spooled.error] ?? 'failed', `${spooled.call} 返回错误 ${spooled.error}`);
}

function load(parameters: unknown): Winspool {
  try {
    return loadWinspool(loadParameters.parse(parameters));
  } catch {
    return refuse('library-not-found', '系统没有打印服务的程序库');
  }
}

/** The worker of the helper kind `spooler`: see spoolerMessage.ts for what it is asked. */
export const createWorker: CreateWorker = () => {
  let winspool: Winspool | undefined;

  async function serve(spool: Winspool, method: string, parameters: unknown): Promise<unknown> {
    switch (method) {
      case SPOOLER_METHODS.list:
        return valueOf(await spool.list());
      case SPOOLER_METHODS.status: {
        const { printer } = printerParameters.parse(parameters);
        return valueOf(await spool.withPrinter(printer, (handle) => spool.printerState(handle)));
      }
      case SPOOLER_METHODS.print: {
        const { printer, title, bytes } = printParameters.parse(parameters);
        const document = Buffer.from(bytes, 'base64');
        return { jobId: valueOf(await spool.withPrinter(printer, (handle) => spool.print(handle, title, document))) };
      }
      case SPOOLER_METHODS.job: {
        const { printer, jobId } = jobParameters.parse(parameters);
        const asked = await spool.withPrinter(printer, (handle) => spool.jobStatus(handle, jobId));
        if (!asked.ok && asked.call === 'GetJobW' && asked.error === ERROR_INVALID_PARAMETER) return null;
        return { status: valueOf(asked) };
      }
      case SPOOLER_METHODS.remove: {
        const { printer, jobId } = jobParameters.parse(parameters);
        return { removed: (await spool.withPrinter(printer, (handle) => spool.removeJob(handle, jobId))).ok };
      }
      default:
        throw new Error(`unknown method ${method}`);
    }
  }

  return {
    handle(method, parameters) {
      if (method === SPOOLER_METHODS.load) {
        winspool = load(parameters);
        return Promise.resolve(null);
      }
      if (winspool === undefined) throw new Error(`${method} before ${SPOOLER_METHODS.load}`);
      return serve(winspool, method, parameters);
    },
  };
};
