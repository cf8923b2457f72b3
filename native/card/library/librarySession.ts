import type { ReaderFault } from '../../../main/domain/device/faults.ts';
import iconv from 'iconv-lite';
import type { Helper } from '../../helper/port.ts';
import { createInbox } from '../../transport/inbox.ts';
import type { ConnectionEnd } from '../../transport/supervisor.ts';
import type { Timers } from '../../../main/domain/time.ts';
import type { CardReaderStatus } from '../port.ts';
import type { AskHsm } from './hsm.ts';
import { createLibraryCalls, failureOfEnd } from './libraryCalls.ts';
import type { LibraryFailure, LibrarySettings } from './libraryCalls.ts';
import { readByLibrary } from './readByLibrary.ts';
import type { LibraryReading } from './readByLibrary.ts';

/** What a session needs from its supervisor. */
export interface LibrarySessionOptions {
  readonly helper: Helper;
  readonly settings: LibrarySettings;
  readonly timers: Timers;
  /** Longest call, ms. */
  readonly callTimeoutMs: number;
  readonly askHsm: AskHsm;
  /** Lines for the technician; never personal data. */
  readonly log: (line: string) => void;
  readonly emit: (status: CardReaderStatus) => void;
  /** The number of a presentation that begins now. */
  readonly nextPresentation: () => number;
}

/** One life of a helper with its library. */
export interface LibrarySession {
  /** Serves the library until it cannot be used any more: identified once it came back from a reading. The caller stops the helper. */
  serve(): Promise<ConnectionEnd<ReaderFault>>;
  /** Asks for a reading now. */
  reread(): void;
}

/** While the library says that its reader does not answer, it is asked so often. */
const READER_RETRY_MS = 2_000;
/** A wait for a request, cut so that it fits the timers of every system. */
const LONG_WAIT_MS = 3_600_000;
/** A look that fails although a card was read before is believed when it came so often: contacts slip. */
const FAILURES_BELIEVED = 2;

/** The card that is in, as far as the library told. */
interface Stay {
  readonly presentation: number;
  /** `read`: its data are out; `failed`: could not be read. */
  readonly outcome: 'read' | 'failed';
  /** 卡识别码; undefined when nothing is known of the card. */
  readonly identifier: string | undefined;
}

/** Begins a session with a helper that was just started. */
export function createLibrarySession(options: LibrarySessionOptions): LibrarySession {
  const { helper, settings, timers, log, emit } = options;
  const onRequest = settings.pollMs === 0;
  const hsmEndpoint = settings.driver === 'ss-card-driver' ? settings.hsmEndpoint : null;
  const calls = createLibraryCalls(helper, settings, options.callTimeoutMs);
  const inbox = createInbox<'reread' | 'ended'>(timers);
  let stay: Stay | undefined;
  let readerAnswers = true;
  let ready = false;
  let proven = false;
  /** A reading was asked for and has not come to its end. */
  let asked = false;
  let failures = 0;
  /** Number given to a reading that found no card: the next card takes it. */
  let spare: number | undefined;
  let endFailure: LibraryFailure | undefined;
  helper.onEnd((end) => {
    endFailure = failureOfEnd(end);
    inbox.post('ended');
  });

  async function serve(): Promise<ConnectionEnd<ReaderFault>> {
    const opened = await calls.open();
    if (!opened.ok) return { ...opened.failure, identified: proven };
    if (opened.code !== 0)
      return { fault: 'no-answer', detail: describeInit(opened.code, opened.output), identified: proven };
    let failure = onRequest ? undefined : await look();
    ready = true;
    if (onRequest) emit({ state: 'empty' });
    while (failure === undefined) failure = await attend();
    ready = false;
    return { ...failure, identified: proven };
  }

  async function attend(): Promise<LibraryFailure | undefined> {
    const news = await inbox.next(readerAnswers ? settings.pollMs || LONG_WAIT_MS : READER_RETRY_MS);
    if (endFailure !== undefined) return endFailure;
    if (news === 'reread') return readOnRequest();
    return onRequest && readerAnswers ? undefined : look();
  }

  /** A look for a card that nobody asked for. */
  async function look(): Promise<LibraryFailure | undefined> {
    const reading = await read(stay?.identifier);
    switch (reading.kind) {
      case 'same-card':
        failures = 0;
        return undefined;
      case 'card':
        failures = 0;
        if (stay?.outcome === 'read' && stay.identifier === reading.card.cardIdentifier) return undefined;
        return settle(reading, stay?.outcome === 'failed' ? stay.presentation : begin());
      case 'card-fault':
        failures += 1;
        if (stay?.outcome === 'read' && failures < FAILURES_BELIEVED) return undefined;
        return settle(reading, stay?.outcome === 'failed' ? stay.presentation : begin());
      case 'no-card':
      case 'reader-fault':
      case 'failed':
        return settle(reading, 0);
    }
  }

  async function readOnRequest(): Promise<LibraryFailure | undefined> {
    const presentation = stay?.outcome === 'failed' ? stay.presentation : begin();
    emit({ state: 'reading', presentation });
    const reading = await read(undefined);
    asked = false;
    if (reading.kind === 'no-card' || reading.kind === 'reader-fault') spare = presentation;
    return settle(reading, presentation);
  }

  async function read(known: string | undefined): Promise<LibraryReading> {
    const reading = await readByLibrary({ calls, hsmEndpoint, askHsm: options.askHsm, known });
    if (reading.kind !== 'failed') proven = true;
    return reading;
  }

  function begin(): number {
    const presentation = spare ?? options.nextPresentation();
    spare = undefined;
    return presentation;
  }

  function settle(reading: LibraryReading, presentation: number): LibraryFailure | undefined {
    if (reading.kind === 'failed') return reading.failure;
    readerAnswers = reading.kind !== 'reader-fault';
    switch (reading.kind) {
      case 'card':
        stay = { presentation, outcome: 'read', identifier: reading.card.cardIdentifier };
        emit({ state: 'card', presentation, card: reading.card });
        return undefined;
      case 'card-fault': {
        const { fault, detail, identifier } = reading;
        const news = stay?.outcome !== 'failed';
        stay = { presentation, outcome: 'failed', identifier };
        if (news || onRequest) log(`card not read: ${fault}: ${detail}`);
        emit({ state: 'card-failed', presentation, fault, detail });
        return undefined;
      }
      case 'no-card':
        stay = undefined;
        failures = 0;
        emit({ state: 'empty' });
        return undefined;
      case 'reader-fault':
        stay = undefined;
        emit({ state: 'unavailable', fault: reading.fault, detail: reading.detail });
        return undefined;
      case 'same-card':
        return undefined;
    }
  }

  return {
    serve,
    reread() {
      const mayRead = ready && !asked && readerAnswers && (onRequest || stay?.outcome === 'failed');
      if (!mayRead) return;
      asked = true;
      inbox.post('reread');
    },
  };
}

/** Longest text of Init taken over, in characters. */
const LONGEST_INIT_TEXT = 200;

/** Some libraries say in words why they cannot begin; no card is involved yet, so there is nothing personal in it. */
function describeInit(code: number, output: Uint8Array): string {
  const text = iconv.decode(Buffer.from(output), 'gb18030').trim().slice(0, LONGEST_INIT_TEXT);
  return text === '' ? `Init 返回 ${code}` : `Init 返回 ${code}:${text}`;
}
