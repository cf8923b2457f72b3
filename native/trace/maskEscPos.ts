import { maskedText } from './maskedBytes.ts';
import type { Masker } from './port.ts';

/** How many bytes, and of which form, a status question is answered with. `shape`: bits of `mask` must have this `value`. */
interface Question {
  readonly bytes: readonly [number, number, ReadonlySet<number>];
  readonly answer: { readonly mask: number; readonly value: number } | undefined;
}

/** DLE EOT n, GS r n, and GS a n, which switches the unasked status on or off. Source: ESC/POS command reference. */
const QUESTIONS: readonly Question[] = [
  { bytes: [0x10, 0x04, new Set([1, 2, 3, 4])], answer: { mask: 0x93, value: 0x12 } },
  { bytes: [0x1d, 0x72, new Set([1, 2, 49, 50])], answer: { mask: 0x90, value: 0x00 } },
  { bytes: [0x1d, 0x61, new Set(Array.from({ length: 256 }, (_, n) => n))], answer: undefined },
];
const QUESTION_LENGTH = 3;
const XON = 0x11;
const XOFF = 0x13;
/** First byte of an unasked status, and the three behind it. */
const UNASKED_FIRST = { mask: 0x93, value: 0x10 } as const;
const UNASKED_NEXT = { mask: 0x90, value: 0x00 } as const;
const UNASKED_LENGTH = 4;
/** A printer that answers nothing must not collect the right to show bytes without end. */
const MOST_OPEN_QUESTIONS = 16;

/**
 * A slip is personal from its first byte to its last: only status questions, and as many answers as were asked for, are shown.
 * A question that is cut between two pieces is masked in part.
 */
export function escPosMasker(): Masker {
  const open: { readonly mask: number; readonly value: number }[] = [];
  let unaskedOn = false;
  let unaskedLeft = 0;

  function questionAt(bytes: Uint8Array, at: number): Question | undefined {
    return QUESTIONS.find(
      ({ bytes: [first, second, third] }) =>
        bytes[at] === first && bytes[at + 1] === second && third.has(bytes[at + 2] ?? -1),
    );
  }

  function ask(bytes: Uint8Array): string {
    let shownUpTo = 0;
    return maskedText(bytes, (_byte, index) => {
      const question = index < shownUpTo ? undefined : questionAt(bytes, index);
      if (question !== undefined) {
        shownUpTo = index + QUESTION_LENGTH;
        if (question.answer === undefined) unaskedOn = bytes[index + 2] !== 0;
        else if (open.length < MOST_OPEN_QUESTIONS) open.push(question.answer);
      }
      return index < shownUpTo;
    });
  }

  function answer(byte: number): boolean {
    const fits = ({ mask, value }: { readonly mask: number; readonly value: number }): boolean =>
      (byte & mask) === value;
    if (byte === XON || byte === XOFF) return true;
    if (unaskedLeft > 0) {
      unaskedLeft = fits(UNASKED_NEXT) ? unaskedLeft - 1 : 0;
      return fits(UNASKED_NEXT);
    }
    if (unaskedOn && fits(UNASKED_FIRST)) {
      unaskedLeft = UNASKED_LENGTH - 1;
      return true;
    }
    const asked = open[0];
    if (asked === undefined || !fits(asked)) return false;
    open.shift();
    return true;
  }

  return (direction, bytes) => (direction === 'to-device' ? ask(bytes) : maskedText(bytes, answer));
}
