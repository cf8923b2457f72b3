import { decodeBlock, encodeBlock } from '../card/t1Block.ts';
import type { EdcKind, T1Block } from '../card/t1Block.ts';

/**
 * A fault of the next answer of a T=1 card: `t1-wrong-check` spoils its check byte, `t1-lost` leaves it out, `t1-unheard` did not
 * understand the terminal, `t1-more-time` asks for time first, `t1-new-size` lowers the size of blocks first, `t1-out-of-step`
 * understands nothing until it is resynchronised, `t1-abort` breaks the exchange off.
 */
export const T1_CARD_FAULTS = [
  't1-wrong-check',
  't1-lost',
  't1-unheard',
  't1-more-time',
  't1-new-size',
  't1-out-of-step',
  't1-abort',
] as const;

/** Name of a fault. */
export type T1CardFault = (typeof T1_CARD_FAULTS)[number];

/** A card's side of T=1. */
export interface T1Card {
  /** As after a reset; faults that were asked for stay. */
  reset(): void;
  /** One block; the answer, or undefined when the card says nothing. */
  take(bytes: Uint8Array): Uint8Array | undefined;
  readonly faultNext: (fault: T1CardFault) => void;
}

/** Block size until the terminal names its own. */
const DEFAULT_IFSD = 32;
/** What `t1-new-size` asks for: smaller than any command that reads a card's records with a name. */
const LOWERED_SIZE = 8;
const TIME_FACTOR = 2;

/** Makes a card's side; `transmit` carries out one command. Source: ISO/IEC 7816-3:2006, 11.6. */
export function createT1Card(transmit: (command: Uint8Array) => Uint8Array, edc: EdcKind): T1Card {
  const faults: T1CardFault[] = [];
  let expected: 0 | 1 = 0;
  let own: 0 | 1 = 0;
  let ifsd = DEFAULT_IFSD;
  let command: number[] = [];
  let rest: Uint8Array = new Uint8Array(0);
  let last: T1Block | undefined;
  let awaited: T1Block | undefined;
  let outOfStep = false;

  function reset(): void {
    expected = 0;
    own = 0;
    ifsd = DEFAULT_IFSD;
    command = [];
    rest = new Uint8Array(0);
    last = undefined;
    awaited = undefined;
    outOfStep = false;
  }

  function nextPart(): T1Block {
    const information = rest.slice(0, ifsd);
    rest = rest.slice(ifsd);
    return { kind: 'I', sequence: own, more: rest.length > 0, information };
  }

  function takeInformation(block: Extract<T1Block, { kind: 'I' }>): T1Block {
    if (block.sequence !== expected) return { kind: 'R', expected, error: 2 };
    // A new block of the terminal confirms the last one of the card.
    if (last?.kind === 'I') own = flip(own);
    last = undefined;
    expected = flip(expected);
    command.push(...block.information);
    if (block.more) return { kind: 'R', expected, error: 0 };
    rest = transmit(Uint8Array.from(command));
    command = [];
    return nextPart();
  }

  function takeReady(block: Extract<T1Block, { kind: 'R' }>): T1Block {
    if (last?.kind !== 'I') return { kind: 'R', expected, error: 0 };
    if (block.expected === own || !last.more) return last;
    own = flip(own);
    return nextPart();
  }

  function takeSupervisory(block: Extract<T1Block, { kind: 'S' }>): T1Block {
    if (block.response) return awaited ?? { kind: 'R', expected, error: 2 };
    if (block.about === 'resynch') reset();
    if (block.about === 'ifs') ifsd = block.value ?? ifsd;
    if (block.about === 'abort') rest = new Uint8Array(0);
    return { ...block, response: true };
  }

  function answerTo(bytes: Uint8Array): T1Block {
    const read = decodeBlock(bytes, edc);
    if (!read.ok) return { kind: 'R', expected, error: read.code === 'bad-check' ? 1 : 2 };
    const { block } = read;
    if (outOfStep && !(block.kind === 'S' && block.about === 'resynch')) return { kind: 'R', expected, error: 2 };
    switch (block.kind) {
      case 'I':
        return takeInformation(block);
      case 'R':
        return takeReady(block);
      case 'S':
        return takeSupervisory(block);
    }
  }

  /** Puts a request before the answer, which follows when the terminal has agreed. */
  function requestFirst(answer: T1Block, about: 'wtx' | 'ifs', value: number): T1Block {
    awaited = answer;
    return { kind: 'S', about, response: false, value };
  }

  function disturbed(answer: T1Block, fault: T1CardFault | undefined): T1Block {
    switch (fault) {
      case 't1-more-time':
        return requestFirst(answer, 'wtx', TIME_FACTOR);
      case 't1-new-size':
        return requestFirst(answer, 'ifs', LOWERED_SIZE);
      case 't1-abort':
        awaited = { kind: 'R', expected, error: 0 };
        return { kind: 'S', about: 'abort', response: false };
      case 't1-wrong-check':
      case 't1-lost':
      case 't1-unheard':
      case 't1-out-of-step':
      case undefined:
        return answer;
    }
  }

  return {
    reset,
    faultNext: (fault) => void faults.push(fault),
    take(bytes) {
      const fault = faults.shift();
      if (fault === 't1-out-of-step') outOfStep = true;
      if (fault === 't1-unheard') return encodeBlock({ kind: 'R', expected, error: 1 }, edc);
      const answer = answerTo(bytes);
      // What is repeated on demand is the last block of information, whatever was said in between.
      if (answer.kind === 'I') last = answer;
      const written = encodeBlock(disturbed(answer, fault), edc);
      if (fault === 't1-lost') return undefined;
      return fault === 't1-wrong-check' ? spoiled(written) : written;
    },
  };
}

function flip(sequence: 0 | 1): 0 | 1 {
  return sequence === 0 ? 1 : 0;
}

function spoiled(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, index) => (index === bytes.length - 1 ? byte ^ 0xff : byte));
}
