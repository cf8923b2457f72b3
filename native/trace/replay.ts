import type { ApduExchange } from '../card/apdu.ts';
import { toHex } from '../card/bytes.ts';
import { createLinkCore, LinkEndedError } from '../transport/linkCore.ts';
import type { LinkCore } from '../transport/linkCore.ts';
import type { ByteLink, OpenLink } from '../transport/port.ts';
import { parseTrace } from './traceText.ts';
import type { TracePiece } from './traceText.ts';

/** What the replay came to: everything happened as recorded, or the first line at which it did not. */
export type ReplayVerdict =
  { readonly ok: true } | { readonly ok: false; readonly line: number; readonly message: string };

/** A recorded session as a device. */
export interface LinkReplay {
  /** Opens it; once, as a recording is of one connection. */
  readonly open: OpenLink;
  /** To be asked at the end: bytes that were recorded but never sent count as a difference. */
  verdict(): ReplayVerdict;
}

/** A recorded session of whole commands as a card. */
export interface ExchangeReplay {
  /** Fails with the difference as text. */
  readonly exchange: ApduExchange<string>;
  verdict(): ReplayVerdict;
}

interface Script {
  /** The piece that is next, or undefined at the end. */
  next(): TracePiece | undefined;
  advance(): void;
  /** Notes a difference; the first one counts. Answers its text. */
  fail(line: number, message: string): string;
  readonly verdict: () => ReplayVerdict;
}

function readScript(text: string): Script {
  const parsed = parseTrace(text);
  const pieces = parsed.ok ? parsed.pieces : [];
  const hidden = pieces.find(({ direction, bytes }) => direction === 'from-device' && bytes.includes(null));
  let at = 0;
  let failure: Extract<ReplayVerdict, { ok: false }> | undefined = parsed.ok ? undefined : parsed;
  if (hidden !== undefined) {
    failure = { ok: false, line: hidden.line, message: 'masked bytes from the device can not be played' };
  }
  return {
    next: () => (failure === undefined ? pieces[at] : undefined),
    advance: () => void (at += 1),
    fail(line, message) {
      failure ??= { ok: false, line, message };
      return `line ${failure.line}: ${failure.message}`;
    },
    verdict() {
      const left = pieces[at];
      if (failure !== undefined) return failure;
      if (left === undefined) return { ok: true };
      return { ok: false, line: left.line, message: 'recorded, but it did not come to this' };
    },
  };
}

/** Line behind the last one, for bytes that come after everything recorded. */
function endLine(text: string): number {
  return text.split('\n').length;
}

/**
 * Plays the device of a trace: checks every byte sent (masked ones may be anything) and answers exactly as recorded. The first
 * difference ends the link and stands in the verdict with its line.
 */
export function replayOpener(text: string): LinkReplay {
  const script = readScript(text);
  let opened = false;
  return {
    verdict: script.verdict,
    open() {
      if (opened || !canPlay(script)) {
        const verdict = script.verdict();
        const detail =
          verdict.ok || opened ? 'the recording is of one connection' : `line ${verdict.line}: ${verdict.message}`;
        return Promise.resolve({ ok: false, code: 'FAILED', detail });
      }
      opened = true;
      return Promise.resolve({ ok: true, link: playLink(script, endLine(text)) });
    },
  };
}

function canPlay(script: Script): boolean {
  const verdict = script.verdict();
  return verdict.ok || script.next() !== undefined;
}

function playLink(script: Script, lastLine: number): ByteLink {
  const core = createLinkCore();
  /** Bytes of the present piece that were sent already. */
  let matched = 0;
  let answering = false;

  function answerSoon(): void {
    if (answering || script.next()?.direction !== 'from-device') return;
    answering = true;
    queueMicrotask(() => {
      answering = false;
      answer(script, core);
    });
  }

  function take(byte: number): string | undefined {
    const piece = script.next();
    const sent = toHex(Uint8Array.of(byte));
    if (piece === undefined) return script.fail(lastLine, `unexpected byte ${sent} behind the end of the recording`);
    if (piece.direction === 'from-device') return script.fail(piece.line, `unexpected byte ${sent} before this answer`);
    const expected = piece.bytes[matched];
    if (expected !== null && expected !== byte) {
      return script.fail(
        piece.line,
        `byte ${matched + 1} is ${sent} instead of ${toHex(Uint8Array.of(expected ?? 0))}`,
      );
    }
    matched += 1;
    if (matched === piece.bytes.length) {
      matched = 0;
      script.advance();
    }
    return undefined;
  }

  return {
    name: 'recording',
    onData(listener) {
      const unsubscribe = core.onData(listener);
      // A recording may begin with what the device says unasked; it needs somebody who listens.
      answerSoon();
      return unsubscribe;
    },
    onEnd: core.onEnd,
    write(bytes) {
      const ended = core.ended();
      if (ended !== undefined) return Promise.reject(new LinkEndedError(ended));
      for (const byte of bytes) {
        const difference = take(byte);
        if (difference === undefined) continue;
        const end = { kind: 'lost', detail: difference } as const;
        core.end(end);
        return Promise.reject(new LinkEndedError(end));
      }
      answerSoon();
      return Promise.resolve();
    },
    close() {
      core.end({ kind: 'closed' });
      return Promise.resolve();
    },
  };
}

/** Delivers all pieces that the device gave in a row, each as one piece. */
function answer(script: Script, core: LinkCore): void {
  for (let piece = script.next(); piece?.direction === 'from-device'; piece = script.next()) {
    script.advance();
    core.deliver(Uint8Array.from(piece.bytes, (byte) => byte ?? 0));
  }
}

/** Plays the card of a trace of whole commands (`=> 00A404…`, `<= …9000`), as strictly as {@link replayOpener}. */
export function replayExchange(text: string): ExchangeReplay {
  const script = readScript(text);
  const fail = (line: number, message: string) =>
    Promise.resolve({ ok: false, failure: script.fail(line, message) } as const);
  return {
    verdict: script.verdict,
    exchange(command) {
      const expected = script.next();
      if (expected === undefined) return fail(endLine(text), 'unexpected command behind the end of the recording');
      if (expected.direction !== 'to-device') return fail(expected.line, 'an answer without a command');
      const same =
        command.length === expected.bytes.length &&
        expected.bytes.every((byte, at) => byte === null || byte === command[at]);
      if (!same)
        return fail(expected.line, `${toHex(command.subarray(0, 4))}… (${command.length} bytes) was sent instead`);
      script.advance();
      const answered = script.next();
      if (answered?.direction !== 'from-device') return fail(expected.line, 'no answer was recorded');
      script.advance();
      return Promise.resolve({ ok: true, answer: Uint8Array.from(answered.bytes, (byte) => byte ?? 0) });
    },
  };
}
