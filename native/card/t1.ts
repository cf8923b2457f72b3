import { HIGHEST_IFS, decodeBlock, encodeBlock } from './t1Block.ts';
import type { EdcKind, T1Block } from './t1Block.ts';

/*
 * The terminal's side of T=1 (ISO/IEC 7816-3:2006, clause 11) without time and without a line: what came goes in, what is to be
 * done comes out. Waiting, and knowing that nothing came, is the carrier's matter.
 */

/** Why the protocol gave up: the card is to be reset. */
export type T1Failure =
  | 'not-understood' // even RESYNCH brought no block that fits
  | 'aborted' // the card broke the exchange off
  | 'endless'; // time extensions or a chain without end

/** What is to be done next. `waitFactor` multiplies the block waiting time for the answer to this block. */
export type T1Step =
  | { readonly kind: 'send'; readonly bytes: Uint8Array; readonly waitFactor: number }
  | { readonly kind: 'done'; readonly answer: Uint8Array }
  | { readonly kind: 'failed'; readonly code: T1Failure };

/** What the card gave to the last block: bytes, bytes known to be wrong (parity), or nothing in time. */
export type T1Input = Uint8Array | 'damaged' | 'silent';

/** How one card speaks T=1. */
export interface T1Options {
  /** From the answer to reset. */
  readonly ifsc: number;
  readonly edc: EdcKind;
}

/** A T=1 connection from one reset of a card to the next. */
export interface T1Connection {
  /**
   * Tells the card how long its blocks may be (S(IFS request) 254). It ends with `done` also when the card does not
   * understand: then its blocks stay at most 32 bytes long, which is no loss.
   */
  announceSize(): T1Step;
  /** Begins a command. Only when the last step was `done`. */
  transmit(command: Uint8Array): T1Step;
  /** Goes on with what came. Only when the last step was `send`. */
  take(input: T1Input): T1Step;
}

/** A block is asked for again so often before RESYNCH, and RESYNCH is sent so often (11.6.3.2, rule 7.4). */
const TRIES = 3;
/** A card needs a moment for its sums, never so many. 11.6 knows no limit. */
const MOST_EXTENSIONS = 60;
/** Longest answer: 65 536 bytes and the status word. */
const LONGEST_ANSWER = 65_538;
/** Commands sent anew after RESYNCH; the driver only reads, so a repetition does no harm. */
const MOST_RESTARTS = 2;

/** What the terminal is at. */
type Phase = 'announcing' | 'sending' | 'receiving' | 'resynchronising' | 'aborting';

/** Begins a connection with a card that was reset just now. */
export function createT1(options: T1Options): T1Connection {
  let ifsc = options.ifsc;
  let phase: Phase = 'sending';
  let command = new Uint8Array(0);
  /** First byte of the command that the card has not confirmed. */
  let confirmed = 0;
  /** Bytes of the part under way. It is repeated as it was even when the card changes the size meanwhile. */
  let partLength = 0;
  let ownSequence: 0 | 1 = 0;
  let cardSequence: 0 | 1 = 0;
  let answer: number[] = [];
  let last: T1Block | undefined;
  let errors = 0;
  let extensions = 0;
  let restarts = 0;

  function send(block: T1Block, waitFactor = 1): T1Step {
    last = block;
    return { kind: 'send', bytes: encodeBlock(block, options.edc), waitFactor };
  }

  function failed(code: T1Failure): T1Step {
    return { kind: 'failed', code };
  }

  const moreToSend = (): boolean => confirmed + partLength < command.length;

  function nextPart(): T1Step {
    partLength = Math.min(ifsc, command.length - confirmed);
    return sendPart();
  }

  function sendPart(): T1Step {
    phase = 'sending';
    const information = command.slice(confirmed, confirmed + partLength);
    return send({ kind: 'I', sequence: ownSequence, more: moreToSend(), information });
  }

  function begin(): T1Step {
    confirmed = 0;
    answer = [];
    errors = 0;
    extensions = 0;
    return nextPart();
  }

  function resynchronise(): T1Step {
    phase = 'resynchronising';
    errors = 0;
    return send({ kind: 'S', about: 'resynch', response: false });
  }

  /** One more thing that takes time and brings nothing. */
  function prolong(step: () => T1Step): T1Step {
    extensions += 1;
    return extensions > MOST_EXTENSIONS ? failed('endless') : step();
  }

  /** The block that was awaited did not come: ask again, then resynchronise, then give up. */
  function trouble(error: 1 | 2): T1Step {
    errors += 1;
    switch (phase) {
      case 'announcing':
        if (errors < TRIES) return send({ kind: 'S', about: 'ifs', response: false, value: HIGHEST_IFS });
        return { kind: 'done', answer: new Uint8Array(0) };
      case 'aborting':
        return failed('aborted');
      case 'resynchronising':
        return errors < TRIES ? send({ kind: 'S', about: 'resynch', response: false }) : failed('not-understood');
      case 'sending':
      case 'receiving':
        if (errors < TRIES) return send({ kind: 'R', expected: cardSequence, error });
        return resynchronise();
    }
  }

  function takeInformation(block: Extract<T1Block, { kind: 'I' }>): T1Step {
    const awaited = phase === 'receiving' || (phase === 'sending' && !moreToSend());
    if (!awaited || block.sequence !== cardSequence) return trouble(2);
    // The answer confirms the last part of the command.
    if (phase === 'sending') ownSequence = flip(ownSequence);
    phase = 'receiving';
    errors = 0;
    cardSequence = flip(cardSequence);
    for (const byte of block.information) answer.push(byte);
    if (answer.length > LONGEST_ANSWER) return failed('endless');
    if (!block.more) return { kind: 'done', answer: Uint8Array.from(answer) };
    const confirm = (): T1Step => send({ kind: 'R', expected: cardSequence, error: 0 });
    if (block.information.length === 0) return prolong(confirm);
    extensions = 0;
    return confirm();
  }

  function takeReady(block: Extract<T1Block, { kind: 'R' }>): T1Step {
    if (phase === 'aborting') return failed('aborted');
    if (phase !== 'sending') return trouble(2);
    if (block.expected === ownSequence) {
      errors += 1;
      return errors < TRIES ? sendPart() : resynchronise();
    }
    // Without a further part the card has the whole command, but not understood that its answer is wanted again.
    if (!moreToSend()) return trouble(2);
    errors = 0;
    extensions = 0;
    confirmed += partLength;
    ownSequence = flip(ownSequence);
    return nextPart();
  }

  function takeResponse(block: Extract<T1Block, { kind: 'S' }>): T1Step {
    const asked = last?.kind === 'S' && last.about === block.about && !last.response;
    if (asked && phase === 'announcing' && block.value === HIGHEST_IFS)
      return { kind: 'done', answer: new Uint8Array(0) };
    if (!asked || phase !== 'resynchronising') return trouble(2);
    ownSequence = 0;
    cardSequence = 0;
    ifsc = options.ifsc;
    restarts += 1;
    return restarts > MOST_RESTARTS ? failed('not-understood') : begin();
  }

  function takeRequest(block: Extract<T1Block, { kind: 'S' }>): T1Step {
    const value = block.value ?? 0;
    const { about } = block;
    switch (about) {
      case 'wtx':
        return prolong(() => send({ kind: 'S', about, response: true, value }, Math.max(1, value)));
      case 'ifs':
        if (value === 0 || value > HIGHEST_IFS) return trouble(2);
        ifsc = value;
        return prolong(() => send({ kind: 'S', about, response: true, value }));
      case 'abort':
        phase = 'aborting';
        return prolong(() => send({ kind: 'S', about, response: true }));
      case 'resynch':
        // Only the terminal may ask for it.
        return trouble(2);
    }
  }

  return {
    announceSize() {
      phase = 'announcing';
      errors = 0;
      extensions = 0;
      return send({ kind: 'S', about: 'ifs', response: false, value: HIGHEST_IFS });
    },
    transmit(next) {
      command = Uint8Array.from(next);
      restarts = 0;
      return begin();
    },
    take(input) {
      if (typeof input === 'string') return trouble(input === 'damaged' ? 1 : 2);
      const read = decodeBlock(input, options.edc);
      if (!read.ok) return trouble(read.code === 'bad-check' ? 1 : 2);
      switch (read.block.kind) {
        case 'I':
          return takeInformation(read.block);
        case 'R':
          return takeReady(read.block);
        case 'S':
          return read.block.response ? takeResponse(read.block) : takeRequest(read.block);
      }
    },
  };
}

function flip(sequence: 0 | 1): 0 | 1 {
  return sequence === 0 ? 1 : 0;
}
