import { z } from 'zod';
import { WorkerRefusal } from '../../helper/worker.ts';
import type { CreateWorker, Worker } from '../../helper/worker.ts';
import { systemTimers } from '../../systemTime.ts';
import type { Timers } from '../../../main/domain/time.ts';
import type { TraceSink } from '../../trace/port.ts';
import { traceExchange } from '../../trace/traceLink.ts';
import { toHex } from '../bytes.ts';
import { readCard } from '../readCard.ts';
import { createCardLink } from './cardLink.ts';
import type { CardLink } from './cardLink.ts';
import { consequenceOf } from './consequence.ts';
import { loadPcscLibrary } from './library.ts';
import type { PcscLibrary } from './library.ts';
import { LIBRARY_ABSENT, readParameters } from './message.ts';
import type { PcscEvent, ReadAnswer } from './message.ts';
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
  } catch {
    throw new WorkerRefusal(LIBRARY_ABSENT, '系统没有智能卡服务的程序库');
  }
}

const noParameters = z.null();

/** The worker over any library. */
export function createPcscWorker(library: PcscLibrary, timers: Timers, emit: (event: PcscEvent) => void): Worker {
  const watch = createReaderWatch(library, timers, emit);
  const link = createCardLink(library, timers, emit);
  const tellApdu: TraceSink = (direction, bytes) => emit({ event: 'apdu', direction, bytes: toHex(bytes) });
  const methods = {
    watch: async (parameters: unknown) => {
      noParameters.parse(parameters);
      link.end();
      return { watch: await watch.begin() };
    },
    list: (parameters: unknown) => {
      noParameters.parse(parameters);
      return Promise.resolve({ readers: listOnce(library) });
    },
    read: (parameters: unknown) => {
      const { reader, traced } = readParameters.parse(parameters);
      return readOver(link, reader, traced ? tellApdu : undefined);
    },
    end: async (parameters: unknown) => {
      noParameters.parse(parameters);
      link.end();
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

/** Reads the card in that reader. A return code in the middle refuses the request; the card is given back in any case. */
async function readOver(link: CardLink, reader: string, sink: TraceSink | undefined): Promise<ReadAnswer> {
  const card = await link.open(reader);
  const exchange = sink === undefined ? card.exchange : traceExchange(card.exchange, sink);
  const result = await readCard(exchange, card.atr, card.protocol);
  if (result.kind !== 'interrupted') {
    card.close(false);
    return result;
  }
  const refusal = refusalOf('SCardTransmit', result.failure);
  // A card that lost its place in the conversation starts afresh at the next try.
  card.close(consequenceOf(refusal.reason) === 'again');
  throw refusal;
}

function listOnce(library: PcscLibrary): readonly string[] {
  const established = library.establish();
  if (established.code !== 0) throw refusalOf('SCardEstablishContext', established.code);
  const { code, names } = library.listReaders(established.context);
  library.release(established.context);
  if (code !== 0 && code !== PCSC_CODES.SCARD_E_NO_READERS_AVAILABLE.code) throw refusalOf('SCardListReaders', code);
  return names;
}
