import { WorkerRefusal } from '../../helper/worker.ts';
import type { Timers } from '../../transport/timers.ts';
import type { CardProtocol } from '../apdu.ts';
import { fromHex, toHex } from '../bytes.ts';
import type { PcscHandle, PcscLibrary } from './library.ts';
import type { PcscEvent } from './message.ts';
import { refusalOf, succeed } from './refusal.ts';
import { PCSC_CODES } from './returnCode.ts';

/** The one card that is being read. */
export interface CardLink {
  /** Connects shared and begins a transaction. Refused `SCARD_E_SHARING_VIOLATION` when another program keeps the card. */
  open(reader: string): Promise<{ readonly protocol: CardProtocol; readonly atr: string }>;
  /** Command and answer in hexadecimal. */
  transmit(command: string): Promise<{ readonly answer: string }>;
  /** Gives the card back, on request reset. Does nothing when none is open. */
  close(reset: boolean): Promise<void>;
  /** Gives the card back and ends the connection to the service: after a restart of the service an old one is worth nothing. */
  end(): Promise<void>;
}

/**
 * Another program's transaction takes this long at most before the card counts as held; a well-behaved one reads a card in
 * about a second.
 */
const TRANSACTION_WAIT_MS = 2_000;
/** The card may be reset by others between two of our calls; one that is reset again and again is not ours to read. */
const RESETS_ACCEPTED = 3;
/** dwActiveProtocol. */
const PROTOCOL_OF: ReadonlyMap<number, CardProtocol> = new Map([
  [1, 'T=0'],
  [2, 'T=1'],
]);

const { SCARD_W_RESET_CARD, SCARD_E_SHARING_VIOLATION, SCARD_E_PROTO_MISMATCH } = PCSC_CODES;

interface OpenCard {
  readonly card: PcscHandle;
  protocol: number;
}

/** Makes the link; `emit` gets `released` when a program that kept the card for long lets it go. */
export function createCardLink(library: PcscLibrary, timers: Timers, emit: (event: PcscEvent) => void): CardLink {
  let context: PcscHandle | undefined;
  let opened: OpenCard | undefined;
  /** A transaction we asked for and did not get yet: the thread that waits for it can not be called back. */
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

  async function close(reset: boolean): Promise<void> {
    const closing = opened;
    if (closing === undefined) return;
    opened = undefined;
    // How they end does not matter: a card that is gone, or a service, has nothing left to be closed.
    await library.end(closing.card);
    await library.disconnect(closing.card, reset ? 'reset' : 'leave');
  }

  async function connect(reader: string): Promise<OpenCard> {
    const connected = await library.connect(contextOf(), reader);
    if (connected.code !== 0) {
      releaseContext();
      throw refusalOf('SCardConnect', connected.code);
    }
    return { card: connected.card, protocol: connected.protocol };
  }

  /** Begins the transaction, also after resets by others; the code tells how it went. */
  async function beginTransaction(link: OpenCard): Promise<number> {
    for (let resets = 0; ; resets += 1) {
      const code = await library.begin(link.card);
      if (code !== SCARD_W_RESET_CARD.code || resets >= RESETS_ACCEPTED) return code;
      const again = await library.reconnect(link.card);
      if (again.code !== 0) return again.code;
      link.protocol = again.protocol;
    }
  }

  async function leaveWaiting(link: OpenCard, begun: Promise<number>): Promise<void> {
    waitingForOther = true;
    const code = await begun;
    if (code === 0) await library.end(link.card);
    await library.disconnect(link.card, 'leave');
    waitingForOther = false;
    emit({ event: 'released' });
  }

  async function begin(link: OpenCard): Promise<void> {
    const begun = beginTransaction(link);
    const tooLong = Promise.withResolvers<'too-long'>();
    const cancel = timers.after(TRANSACTION_WAIT_MS, () => tooLong.resolve('too-long'));
    const code = await Promise.race([begun, tooLong.promise]);
    cancel();
    if (code === 'too-long') {
      void leaveWaiting(link, begun);
      throw held();
    }
    if (code === 0) return;
    await library.disconnect(link.card, 'leave');
    throw refusalOf('SCardBeginTransaction', code);
  }

  const held = (): WorkerRefusal => refusalOf('SCardBeginTransaction', SCARD_E_SHARING_VIOLATION.code);

  return {
    async open(reader) {
      if (waitingForOther) throw held();
      await close(false);
      const link = await connect(reader);
      await begin(link);
      opened = link;
      const protocol = PROTOCOL_OF.get(link.protocol);
      const status = library.answerToReset(link.card);
      if (status.code === 0 && protocol !== undefined) return { protocol, atr: toHex(status.atr) };
      await close(false);
      throw refusalOf('SCardStatus', status.code === 0 ? SCARD_E_PROTO_MISMATCH.code : status.code);
    },
    async transmit(command) {
      if (opened === undefined) throw new Error('transmit without an open card');
      const { code, answer } = await library.transmit(opened.card, opened.protocol, fromHex(command));
      succeed('SCardTransmit', code);
      return { answer: toHex(answer) };
    },
    close,
    async end() {
      await close(false);
      if (!waitingForOther) releaseContext();
    },
  };
}
