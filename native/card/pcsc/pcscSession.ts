import type { CardFault, ReaderFault } from '../../../main/domain/device/faults.ts';
import type { Helper, HelperEnd } from '../../helper/port.ts';
import type { Recording } from '../../trace/port.ts';
import { createInbox } from '../../transport/inbox.ts';
import type { ConnectionEnd } from '../../transport/supervisor.ts';
import type { Timers } from '../../../main/domain/time.ts';
import type { CardReaderStatus } from '../port.ts';
import { fromHex } from '../bytes.ts';
import { readPatiently, type CardReading, type ReadTry } from '../readPatiently.ts';
import { consequenceOf } from './consequence.ts';
import { pcscEvent } from './message.ts';
import type { ListedReader } from './message.ts';
import { createPcscClient } from './pcscClient.ts';
import type { PcscFailure } from './pcscClient.ts';
import { matchReader } from './readerName.ts';
import { slotView } from './readerState.ts';
import type { SlotView } from './readerState.ts';

/** What a session needs from its supervisor. */
export interface PcscSessionOptions {
  readonly helper: Helper;
  /** The reader's name as configured. */
  readonly reader: string;
  readonly timers: Timers;
  /** Lines for the technician; never personal data. */
  readonly log: (line: string) => void;
  /** Gets every command and answer while it is on. */
  readonly trace?: Recording;
  readonly emit: (status: CardReaderStatus) => void;
  /** The number of a presentation that begins now. */
  readonly nextPresentation: () => number;
}

/** One helper process serving one reader. */
export interface PcscSession {
  /** Serves until the helper has ended. */
  serve(): Promise<ConnectionEnd<ReaderFault>>;
  /** Asks for the failed card in the slot to be read again. */
  reread(): void;
}

/** First pause before the service is looked for again; doubled up to the longest. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4_000;
/** News come by themselves; this only bounds how long a session sleeps without looking around. */
const SLEEP_MS = 3_600_000;
/** Between two tries at a card that another program holds: about what a short use by it takes. */
const HELD_PAUSE_MS = 300;
type News = 'readers' | 'released' | 'reread' | 'lost' | 'ended';

/** The stay of a card that was reported last. */
interface Presentation {
  readonly number: number;
  readonly reader: string;
  readonly movements: number;
  readonly failed: CardFault | undefined;
}

/** Begins a session over a helper that was just started. */
export function createPcscSession(options: PcscSessionOptions): PcscSession {
  const { helper, timers, log, emit } = options;
  const inbox = createInbox<News>(timers);
  const client = createPcscClient(helper);
  /** What the present watch told last; undefined before its first word. */
  let readers: readonly ListedReader[] | undefined;
  let lost: { readonly watch: number; readonly reason: string; readonly detail: string } | undefined;
  let lastLogged = '';
  let ended: HelperEnd | undefined;
  let served = false;
  let current: Presentation | undefined;
  let nextPause = FIRST_PAUSE_MS;

  helper.onEvent((data) => {
    const read = pcscEvent.safeParse(data);
    if (!read.success) {
      helper.condemn('event of another shape');
      return;
    }
    const event = read.data;
    if (event.event === 'apdu') {
      options.trace?.sink(event.direction, fromHex(event.bytes));
      return;
    }
    if (event.event === 'readers') readers = event.readers;
    if (event.event === 'lost') lost = event;
    post(event.event);
  });
  helper.onEnd((end) => {
    ended = end;
    post('ended');
  });

  function post(news: News): void {
    if (!inbox.has(news)) inbox.post(news);
  }

  async function serve(): Promise<ConnectionEnd<ReaderFault>> {
    for (;;) {
      readers = undefined;
      const watching = await client.watch();
      const failure = watching.ok ? await attendAll(watching.value) : watching.failure;
      if (ended !== undefined) return { ...endFault(ended), identified: served };
      if (failure.kind === 'refused') unavailable(failure);
      await inbox.next(nextPause);
      nextPause = Math.min(nextPause * 2, LONGEST_PAUSE_MS);
    }
  }

  function unavailable({ reason, detail }: { readonly reason: string; readonly detail: string }): void {
    if (consequenceOf(reason) === 'reader-gone') {
      readerGone(detail);
      return;
    }
    current = undefined;
    if (detail !== lastLogged) log(`smart-card service: ${detail}`);
    lastLogged = detail;
    emit({ state: 'unavailable', fault: 'service-absent', detail });
  }

  /** Until the service, the reader in the middle of its work, or the helper fails. */
  async function attendAll(watch: number): Promise<PcscFailure> {
    for (;;) {
      const news = await inbox.next(SLEEP_MS);
      if (ended !== undefined) return { kind: 'ended', end: ended };
      if (news === 'lost' && lost?.watch === watch)
        return { kind: 'refused', reason: lost.reason, detail: lost.detail };
      const failure = await attend(news);
      if (failure !== undefined) return failure;
      if (readers === undefined) continue;
      nextPause = FIRST_PAUSE_MS;
      lastLogged = '';
    }
  }

  function attend(news: News | undefined): Promise<PcscFailure | undefined> {
    const failed = current?.failed;
    if (news === 'readers') return look();
    if (current !== undefined && failed === 'held-by-other' && news === 'released') return read(current);
    if (current !== undefined && failed !== undefined && news === 'reread') return read(current);
    return Promise.resolve(undefined);
  }

  /** The slot as told last. */
  function slotNow(): { readonly reader: string; readonly view: SlotView } | undefined {
    const listed = readers ?? [];
    const reader = matchReader(
      listed.map(({ name }) => name),
      options.reader,
    );
    const state = listed.find(({ name }) => name === reader)?.state;
    return reader === undefined || state === undefined ? undefined : { reader, view: slotView(state) };
  }

  async function look(): Promise<PcscFailure | undefined> {
    if (readers === undefined) return undefined;
    const now = slotNow();
    if (now === undefined || now.view.slot === 'unavailable') {
      readerGone(now === undefined ? 'not among the readers of the system' : `${now.reader}: unavailable`);
      return undefined;
    }
    if (!served) log(`card reader ${now.reader} found`);
    served = true;
    if (now.view.slot === 'empty') {
      current = undefined;
      emit({ state: 'empty' });
      return undefined;
    }
    const { movements, exclusive } = now.view;
    const before = current;
    if (before?.reader !== now.reader || before.movements !== movements) {
      const number = options.nextPresentation();
      return read({ number, reader: now.reader, movements, failed: undefined });
    }
    // The other program gave the card back.
    return before.failed === 'held-by-other' && !exclusive ? read(before) : undefined;
  }

  function readerGone(detail: string): void {
    current = undefined;
    emit({ state: 'unavailable', fault: served ? 'cable-lost' : 'not-found', detail });
  }

  /** True when the card of this presentation is known to have left. */
  function gone({ reader, movements }: Presentation): boolean {
    const now = slotNow();
    return now?.reader !== reader || now.view.slot !== 'card' || now.view.movements !== movements;
  }

  async function read(presentation: Presentation): Promise<PcscFailure | undefined> {
    current = { ...presentation, failed: undefined };
    emit({ state: 'reading', presentation: presentation.number });
    const reading = await readPatiently({
      tryOnce: () => tryOnce(presentation),
      gone: () => gone(presentation),
      judge: (failure: PcscFailure, last) => judge(failure, presentation, last),
    });
    switch (reading.kind) {
      case 'done':
        return undefined;
      case 'under-it':
        return reading.failure;
      case 'card-fault': {
        const { fault, detail } = reading;
        log(`card not read: ${fault}: ${detail}`);
        current = { ...presentation, failed: fault };
        emit({ state: 'card-failed', presentation: presentation.number, fault, detail });
        return undefined;
      }
    }
  }

  async function judge(
    failure: PcscFailure,
    presentation: Presentation,
    last: boolean,
  ): Promise<CardReading<PcscFailure> | 'again'> {
    if (failure.kind === 'ended') return { kind: 'under-it', failure };
    const { detail } = failure;
    const consequence = consequenceOf(failure.reason);
    switch (consequence) {
      case 'service-lost':
      case 'reader-gone':
        return { kind: 'under-it', failure };
      case 'pulled':
        return { kind: 'card-fault', fault: 'pulled', detail };
      case 'mute':
      case 'unfit':
      case 'held':
      case 'reset':
      case 'again':
        if (gone(presentation)) return { kind: 'card-fault', fault: 'pulled', detail };
        if (last || consequence === 'mute' || consequence === 'unfit')
          return { kind: 'card-fault', fault: LAST_FAULTS[consequence], detail };
        log(`reading the card again: ${detail}`);
        if (consequence === 'held') await pause(HELD_PAUSE_MS);
        return 'again';
    }
  }

  async function tryOnce({ reader, number }: Presentation): Promise<ReadTry<PcscFailure>> {
    const read = await client.read(reader, options.trace?.on() ?? false);
    if (!read.ok) return { kind: 'trouble', trouble: read.failure };
    if (read.value.kind === 'refused') return { kind: 'refused', ...read.value.refusal };
    emit({ state: 'card', presentation: number, card: read.value.card });
    return { kind: 'done' };
  }

  function pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => void timers.after(delayMs, () => resolve()));
  }

  return {
    serve,
    reread: () => {
      if (current?.failed !== undefined) post('reread');
    },
  };
}

/** What a card is called that was tried often enough. */
const LAST_FAULTS = {
  mute: 'mute',
  held: 'held-by-other',
  unfit: 'unreadable',
  reset: 'unreadable',
  again: 'unreadable',
} as const satisfies Record<string, CardFault>;

/** The end of the helper as a fault of the reader. */
function endFault(end: HelperEnd): { readonly fault: ReaderFault; readonly detail: string } {
  return { fault: end.kind === 'hung' ? 'library-hung' : 'library-crashed', detail: end.detail };
}
