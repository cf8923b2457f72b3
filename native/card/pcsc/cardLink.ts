import { WorkerRefusal } from '../../helper/worker.ts';
import type { Timers } from '../../../main/domain/time.ts';
import type { ApduExchange, CardProtocol } from '../apdu.ts';
import type { PcscHandle, PcscLibrary } from './library.ts';
import type { PcscEvent } from './message.ts';
import { refusalOf, succeed } from './refusal.ts';
import { PCSC_CODES } from './returnCode.ts';

/** A card that no other program can use until it is given back. */
export interface OpenCard {
  readonly protocol: CardProtocol;
  readonly atr: Uint8Array;
  /** Fails with a return code. */
  readonly exchange: ApduExchange<number>;
  /** Gives the card back, on request reset. */
  close(reset: boolean): void;
}

/** The way to the cards: one at a time. */
export interface CardLink {
  /** Connects shared and begins a transaction. Refused `SCARD_E_SHARING_VIOLATION` when another program keeps the card. */
  open(reader: string): Promise<OpenCard>;
  /** Ends the connection to the service: after a restart of the service an old one is worth nothing. */
  end(): void;
}

/**
 * Connecting and beginning a transaction wait for another program's transaction, however long it is (pcsc-lite waits already
 * in connecting). After this time the card counts as held. Switching a card on takes up to 3 s.
 */
const OPEN_LIMIT_MS = 5_000;
/** The card may be reset by others between two of our calls; one that is reset again and again is not ours to read. */
const RESETS_ACCEPTED = 3;
/** dwActiveProtocol. */
const PROTOCOL_OF: ReadonlyMap<number, CardProtocol> = new Map([
  [1, 'T=0'],
  [2, 'T=1'],
]);

const { SCARD_W_RESET_CARD, SCARD_E_SHARING_VIOLATION, SCARD_E_PROTO_MISMATCH } = PCSC_CODES;

interface Connected {
  readonly card: PcscHandle;
  readonly protocol: number;
}

/** How connecting ended; without a card when it failed. */
interface Connecting extends Partial<Connected> {
  /** The function that gave the code. */
  readonly call: string;
  readonly code: number;
}

/** Makes the link; `emit` gets `released` when a program that kept the card for long lets it go. */
export function createCardLink(library: PcscLibrary, timers: Timers, emit: (event: PcscEvent) => void): CardLink {
  let context: PcscHandle | undefined;
  /** A connection we asked for and did not get in time: the thread that waits for it cannot be called back. */
  let waitingForOther = false;

  function contextOf(): PcscHandle {
    if (context !== undefined) return context;
    const established = library.establish();
    succeed('SCardEstablishContext', established.code);
    context = established.context;
    return context;
  }

  function releaseContext(): void {
    if (context !== undefined) library.release(context);
    context = undefined;
  }

  /** How it ends does not matter: a card that is gone, or a service, has nothing left to be closed. */
  function close(card: PcscHandle, reset: boolean): void {
    library.end(card);
    library.disconnect(card, reset ? 'reset' : 'leave');
  }

  /** Connects and begins the transaction, also after resets by others. */
  async function connect(context: PcscHandle, reader: string): Promise<Connecting> {
    const connected = await library.connect(context, reader);
    if (connected.code !== 0) return { call: 'SCardConnect', code: connected.code };
    const { card } = connected;
    let { protocol } = connected;
    for (let resets = 0; ; resets += 1) {
      const code = await library.begin(card);
      if (code === 0) return { call: 'SCardBeginTransaction', code, card, protocol };
      const again =
        code === SCARD_W_RESET_CARD.code && resets < RESETS_ACCEPTED ? await library.reconnect(card) : undefined;
      if (again?.code !== 0) {
        library.disconnect(card, 'leave');
        return { call: 'SCardBeginTransaction', code };
      }
      ({ protocol } = again);
    }
  }

  /** The connection that came too late is given back. */
  async function leaveWaiting(connecting: Promise<Connecting>): Promise<void> {
    waitingForOther = true;
    const { card } = await connecting;
    if (card !== undefined) close(card, false);
    waitingForOther = false;
    // A card that could not be connected to after all would not be read at another try either.
    if (card !== undefined) emit({ event: 'released' });
  }

  async function connectInTime(reader: string): Promise<Connected> {
    const connecting = connect(contextOf(), reader);
    const tooLong = Promise.withResolvers<'too-long'>();
    const cancel = timers.after(OPEN_LIMIT_MS, () => tooLong.resolve('too-long'));
    const came = await Promise.race([connecting, tooLong.promise]);
    cancel();
    if (came === 'too-long') {
      void leaveWaiting(connecting);
      throw held();
    }
    const { call, code, card, protocol } = came;
    if (card !== undefined && protocol !== undefined) return { card, protocol };
    releaseContext();
    throw refusalOf(call, code);
  }

  const held = (): WorkerRefusal => refusalOf('SCardConnect', SCARD_E_SHARING_VIOLATION.code);

  return {
    async open(reader) {
      if (waitingForOther) throw held();
      const { card, protocol } = await connectInTime(reader);
      const spoken = PROTOCOL_OF.get(protocol);
      const { code, atr } = library.answerToReset(card);
      if (code !== 0 || spoken === undefined) {
        close(card, false);
        throw refusalOf('SCardStatus', code === 0 ? SCARD_E_PROTO_MISMATCH.code : code);
      }
      return {
        protocol: spoken,
        atr,
        exchange: async (command) => {
          const sent = await library.transmit(card, protocol, command);
          return sent.code === 0 ? { ok: true, answer: sent.answer } : { ok: false, failure: sent.code };
        },
        close: (reset) => close(card, reset),
      };
    },
    end() {
      if (!waitingForOther) releaseContext();
    },
  };
}
