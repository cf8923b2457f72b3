import { LinkEndedError } from '../transport/linkCore.ts';
import type { ByteLink, LinkEnd } from '../transport/port.ts';
import type { Timers } from '../../main/domain/time.ts';
import { fitsCommand, isSamStatus, parseSamAnswer, samCommands, samRequest } from './samCommand.ts';
import type { SamAnswer, SamCommandName } from './samCommand.ts';
import { createSamFrameDecoder, encodeSamFrame } from './samFrame.ts';
import type { SamFrameEvent } from './samFrame.ts';

/** Why a command brought no answer: the link ended, nothing came, or what came was damaged. */
export type SamSilence = 'ended' | 'no-answer' | 'garbled';

/** How a command ended. An answer may still say that the command failed. */
export type SamResult =
  { readonly ok: true; readonly answer: SamAnswer } | { readonly ok: false; readonly code: SamSilence };

/** The host's side of the line: one command at a time. */
export interface SamHost {
  /** Sends a command and waits for its answer. Never rejects; must not be called while a command is under way. */
  exchange(name: SamCommandName): Promise<SamResult>;
}

/**
 * A frame that stops for so long is not going on: hundreds of byte times even at 9600 baud, and well above the 16 ms in
 * which USB serial adapters collect bytes.
 */
const SILENCE_MS = 250;
/** So many bytes that belong to nothing, and then silence, were an answer: the shortest has 11, one of which may be lost. */
const LOST_ANSWER_BYTES = 10;
/** How long the answer to a command that was given up may still come. */
const LATE_ANSWER_MS = 3_000;

interface Pending {
  readonly name: SamCommandName;
  readonly resolve: (result: SamResult) => void;
  readonly cancelTimeout: () => void;
  /** Bytes skipped before the command was sent. */
  readonly skippedBefore: number;
  damaged: boolean;
}

/** Takes over a link. The host ends with it. */
export function createSamHost(link: ByteLink, timers: Timers, onEnd: (end: LinkEnd) => void): SamHost {
  const decoder = createSamFrameDecoder();
  let pending: Pending | undefined;
  let ended = false;
  let lateUntil = -Infinity;
  let cancelSilence: () => void = () => undefined;

  function settle(result: SamResult): void {
    const waiting = pending;
    if (waiting === undefined) return;
    pending = undefined;
    waiting.cancelTimeout();
    cancelSilence();
    if (!result.ok) lateUntil = timers.running() + LATE_ANSWER_MS;
    waiting.resolve(result);
  }

  function take(found: readonly SamFrameEvent[]): void {
    for (const event of found) {
      if (pending === undefined) return;
      if (event.kind === 'damaged') {
        pending.damaged = true;
        continue;
      }
      const answer = parseSamAnswer(event.content);
      if (answer === undefined) continue;
      const fits = fitsCommand(pending.name, answer);
      const doubtful = event.inDamaged || !isSamStatus(answer.status);
      if (doubtful && !(fits && answer.status === samCommands[pending.name].success)) {
        pending.damaged = true;
        continue;
      }
      // What does not fit is the late answer to a command given up before; without such a command it is an odd module's.
      if (!fits && timers.running() < lateUntil) continue;
      settle({ ok: true, answer });
    }
  }

  const disturbedBytes = (waiting: Pending): number => decoder.skipped() - waiting.skippedBefore;

  /** The line fell silent after bytes: what came is all that will come of it. */
  function onSilence(): void {
    take(decoder.flush());
    if (pending === undefined) return;
    if (pending.damaged || disturbedBytes(pending) >= LOST_ANSWER_BYTES) settle({ ok: false, code: 'garbled' });
  }

  function onTimeout(): void {
    take(decoder.flush());
    if (pending === undefined) return;
    const disturbed = pending.damaged || disturbedBytes(pending) > 0;
    settle({ ok: false, code: disturbed ? 'garbled' : 'no-answer' });
  }

  link.onData((bytes) => {
    cancelSilence();
    take(decoder.push(bytes));
    if (pending !== undefined) cancelSilence = timers.after(SILENCE_MS, onSilence);
  });
  link.onEnd((end) => {
    ended = true;
    settle({ ok: false, code: 'ended' });
    onEnd(end);
  });

  return {
    exchange(name) {
      if (pending !== undefined) throw new Error('a command is under way');
      if (ended) return Promise.resolve({ ok: false, code: 'ended' });
      // What is still held began before this command and cannot be its answer.
      decoder.flush();
      return new Promise((resolve) => {
        pending = {
          name,
          resolve,
          cancelTimeout: timers.after(samCommands[name].timeoutMs, onTimeout),
          skippedBefore: decoder.skipped(),
          damaged: false,
        };
        link.write(encodeSamFrame(samRequest(name))).catch((error: unknown) => {
          // The end of the link is reported by the link itself; anything else is a bug and must be seen.
          if (!(error instanceof LinkEndedError)) throw error;
        });
      });
    },
  };
}
