import type { ReaderFault } from '../../main/domain/device/faults.ts';
import type { ByteLink } from '../transport/port.ts';
import type { Timers } from '../../main/domain/time.ts';
import { createCcidHost } from './ccidHost.ts';
import { createInbox } from '../transport/inbox.ts';
import type { CardReaderStatus } from './port.ts';
import { readCard } from './readCard.ts';
import { readPatiently, type CardReading, type ReadTry } from './readPatiently.ts';
import type { ReaderVariant } from './readerVariant.ts';
import { powerOn } from './power.ts';
import type { PoweredCard } from './power.ts';
import { askSlot, identifyReader, powerOff } from './slot.ts';
import type { SlotFailure } from './slot.ts';

/** What a session needs from its supervisor. */
export interface SessionOptions {
  readonly link: ByteLink;
  readonly variant: ReaderVariant;
  readonly timers: Timers;
  /** Lines for the technician; never personal data. */
  readonly log: (line: string) => void;
  readonly emit: (status: CardReaderStatus) => void;
  /** The number of a presentation that begins now. */
  readonly nextPresentation: () => number;
}

/** How a session ended; `identified` says whether the reader ever answered. */
export interface SessionEnd {
  readonly fault: ReaderFault;
  readonly detail: string;
  readonly identified: boolean;
}

/** One connection to a reader. */
export interface ReaderSession {
  /** Serves the reader until it cannot be used any more. The link is left to the caller to close. */
  serve(): Promise<SessionEnd>;
  /** Asks for the failed card in the slot to be read again. */
  reread(): void;
}

/** How often the slot is asked when nothing happens: quick enough for a lost notice, 8 % of a line at 9600 baud. */
const POLL_MS = 400;

type SlotNews = 'inserted' | 'removed' | 'reread' | 'ended' | 'ask';

/** What is known of the slot. `in-unannounced`: found by asking, so its notice may still be on the way. */
type Slot = 'unknown' | 'out' | 'in' | 'in-unannounced';

/** Why a try came to nothing. `final`: the card itself gave this answer, so another try brings the same. */
interface Trouble {
  readonly failure: SlotFailure;
  readonly final: boolean;
}

/** Begins a session on an open link. */
export function createReaderSession(options: SessionOptions): ReaderSession {
  const { link, timers, log, emit } = options;
  const inbox = createInbox<SlotNews>(timers);
  const host = createCcidHost(link, timers, {
    onSlotChange: (present) => inbox.post(present ? 'inserted' : 'removed'),
    onEnd: (end) => {
      if (end.kind === 'lost') endDetail = end.detail;
      inbox.post('ended');
    },
  });
  let slot: Slot = 'unknown';
  let presentation = 0;
  let failed = false;
  let endDetail = 'link closed';

  async function serve(): Promise<SessionEnd> {
    const identified = await identifyReader(host, options.variant);
    if (!identified.ok) return { ...readerFault(identified.failure, endDetail), identified: false };
    log(`card reader on ${link.name}: ${identified.value}`);
    let failure = await ask();
    while (failure === undefined) failure = await attend((await inbox.next(POLL_MS)) ?? 'ask');
    return { ...readerFault(failure, endDetail), identified: true };
  }

  async function attend(news: SlotNews): Promise<SlotFailure | undefined> {
    switch (news) {
      case 'ended':
        return { code: 'ended', detail: endDetail };
      case 'removed':
        cardGone();
        return undefined;
      case 'inserted':
        if (slot === 'in-unannounced') {
          slot = 'in';
          return undefined;
        }
        // Also when a card was in: its removal went unnoticed.
        return present('in');
      case 'reread':
        return failed ? read() : undefined;
      case 'ask':
        return ask();
    }
  }

  async function ask(): Promise<SlotFailure | undefined> {
    const asked = await askSlot(host);
    if (!asked.ok) return asked.failure;
    // Notices that came meanwhile are at least as new as the answer.
    if (inbox.waiting()) return undefined;
    if (asked.value === 'absent') cardGone();
    else if (slot === 'out' || slot === 'unknown') return present('in-unannounced');
    return undefined;
  }

  function cardGone(): void {
    slot = 'out';
    failed = false;
    emit({ state: 'empty' });
  }

  function present(how: Slot): Promise<SlotFailure | undefined> {
    slot = how;
    presentation = options.nextPresentation();
    return read();
  }

  async function read(): Promise<SlotFailure | undefined> {
    failed = false;
    emit({ state: 'reading', presentation });
    const reading = await readPatiently({ tryOnce, gone, judge });
    switch (reading.kind) {
      case 'under-it':
        return reading.failure;
      case 'card-fault':
        log(`card not read: ${reading.fault}: ${reading.detail}`);
        failed = reading.fault !== 'pulled';
        emit({ state: 'card-failed', presentation, fault: reading.fault, detail: reading.detail });
        // A pulled card has left the slot already: say so now instead of at the next regular question.
        if (!failed) inbox.post('ask');
        break;
      case 'done':
        break;
    }
    if (!gone()) await powerOff(host);
    return undefined;
  }

  const gone = (): boolean => inbox.has('removed');

  async function judge({ failure, final }: Trouble, last: boolean): Promise<CardReading<SlotFailure> | 'again'> {
    const { code, detail } = failure;
    if (code === 'ended') return { kind: 'under-it', failure };
    if (code === 'absent' || gone()) return { kind: 'card-fault', fault: 'pulled', detail };
    const asked = await askSlot(host);
    if (!asked.ok) return { kind: 'under-it', failure: asked.failure };
    if (asked.value === 'absent' || gone()) return { kind: 'card-fault', fault: 'pulled', detail };
    if (last || final) return { kind: 'card-fault', fault: code === 'mute' ? 'mute' : 'unreadable', detail };
    log(`reading the card again after ${code}: ${detail}`);
    return 'again';
  }

  async function tryOnce(attempt: number): Promise<ReadTry<Trouble>> {
    // What a card offers is not always what it can do: after a failure nothing is negotiated.
    const powered = await powerOn(host, { variant: options.variant, cautious: attempt > 1 });
    if (!powered.ok) {
      const final = powered.failure.code === 'mute' || powered.failure.code === 'failed';
      return { kind: 'trouble', trouble: { failure: powered.failure, final } };
    }
    const result = await readCard(whileCardIsIn(powered.value), powered.value.atrBytes, powered.value.protocol);
    switch (result.kind) {
      case 'interrupted':
        return { kind: 'trouble', trouble: { failure: result.failure, final: false } };
      case 'refused':
        return { kind: 'refused', fault: result.refusal.fault, detail: result.refusal.detail };
      case 'card':
        emit({ state: 'card', presentation, card: result.card });
        return { kind: 'done' };
    }
  }

  /** A card that was reported gone is asked nothing more. */
  function whileCardIsIn({ exchange }: PoweredCard): PoweredCard['exchange'] {
    return (command) =>
      gone()
        ? Promise.resolve({ ok: false, failure: { code: 'absent', detail: 'removed while reading' } })
        : exchange(command);
  }

  return {
    serve,
    reread() {
      if (failed && !inbox.has('reread')) inbox.post('reread');
    },
  };
}

/** A failure of the line or the reader as a state of the reader. */
function readerFault(
  { code, detail }: SlotFailure,
  endDetail: string,
): { readonly fault: ReaderFault; readonly detail: string } {
  switch (code) {
    case 'ended':
      return { fault: 'cable-lost', detail: endDetail };
    case 'no-answer':
      // The same words whatever was asked: the state must not change with every new attempt.
      return { fault: 'no-answer', detail: 'no answer in time' };
    case 'garbled':
    case 'refused':
    case 'failed':
    case 'absent':
    case 'mute':
      return { fault: 'protocol-error', detail };
  }
}
