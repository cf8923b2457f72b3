import { z } from 'zod';
import { WorkerRefusal } from '../../helper/worker.ts';
import type { CreateWorker, Worker } from '../../helper/worker.ts';
import { systemTimers } from '../../transport/timers.ts';
import type { Timers } from '../../transport/timers.ts';
import { createCardLink } from './cardLink.ts';
import { loadPcscLibrary } from './library.ts';
import type { PcscLibrary } from './library.ts';
import { closeParameters, LIBRARY_ABSENT, openParameters, transmitParameters } from './message.ts';
import type { PcscEvent } from './message.ts';
import { pcscPlatform } from './platform.ts';
import { createReaderWatch } from './readerWatch.ts';
import { refusalOf } from './refusal.ts';
import { PCSC_CODES } from './returnCode.ts';

/** The worker of the helper kind `pcsc`: see message.ts for what it is asked and tells. */
export const createWorker: CreateWorker = (emit) => {
  const platform = pcscPlatform(process.platform);
  let worker: Worker | undefined;
  return {
    handle(method, parameters) {
      worker ??= createPcscWorker(
        load(() => loadPcscLibrary(platform)),
        systemTimers,
        emit,
      );
      return worker.handle(method, parameters);
    },
  };
};

/** A system without the library has no smart-card service either. */
function load(loader: () => PcscLibrary): PcscLibrary {
  try {
    return loader();
  } catch (error) {
    throw new WorkerRefusal(LIBRARY_ABSENT, error instanceof Error ? error.message : String(error));
  }
}

const noParameters = z.null();

/** The worker over any library. */
export function createPcscWorker(library: PcscLibrary, timers: Timers, emit: (event: PcscEvent) => void): Worker {
  const watch = createReaderWatch(library, timers, emit);
  const link = createCardLink(library, timers, emit);
  const methods = {
    watch: async (parameters: unknown) => {
      noParameters.parse(parameters);
      await link.end();
      return { watch: await watch.begin() };
    },
    list: (parameters: unknown) => {
      noParameters.parse(parameters);
      return Promise.resolve({ readers: listOnce(library) });
    },
    open: (parameters: unknown) => link.open(openParameters.parse(parameters).reader),
    transmit: (parameters: unknown) => link.transmit(transmitParameters.parse(parameters).command),
    close: (parameters: unknown) => link.close(closeParameters.parse(parameters).reset),
    end: async (parameters: unknown) => {
      noParameters.parse(parameters);
      await link.end();
      await watch.end();
    },
  } as const satisfies Record<string, (parameters: unknown) => Promise<unknown>>;
  const isMethod = (name: string): name is keyof typeof methods => Object.hasOwn(methods, name);
  return {
    async handle(method, parameters) {
      if (!isMethod(method)) throw new Error(`unknown method ${method}`);
      return methods[method](parameters);
    },
  };
}

function listOnce(library: PcscLibrary): readonly string[] {
  const established = library.establish();
  if (established.code !== 0) throw refusalOf('SCardEstablishContext', established.code);
  const { code, names } = library.listReaders(established.context);
  library.release(established.context);
  if (code !== 0 && code !== PCSC_CODES.SCARD_E_NO_READERS_AVAILABLE.code) throw refusalOf('SCardListReaders', code);
  return names;
}
