import { LinkEndedError } from '../transport/linkCore.ts';
import type { ByteLink, LinkEnd } from '../transport/port.ts';
import type { Timers } from '../../main/domain/time.ts';
import { ANSWER_TYPE, HOST_MESSAGE, answerStatus, isHostMessageType } from './ccidMessage.ts';
import type { CcidMessage, CommandName } from './ccidMessage.ts';
import { createFrameDecoder, encodeFrame } from './serialFrame.ts';
import type { FrameEvent } from './serialFrame.ts';

/** One command for the reader. */
export interface CcidCommand {
  readonly name: CommandName;
  /** First of the three message-specific header bytes (voltage, protocol number …); 0 when left out. */
  readonly parameter?: number;
  readonly data?: Uint8Array;
  /** How long the answer may take, ms, from sending or from the last request for more time. */
  readonly timeoutMs: number;
}

/**
 * Why a command brought no answer: the link ended, nothing came, what came was damaged, or the reader refused
 * the frame (NAK) again and again.
 */
export type CcidFailure = 'ended' | 'no-answer' | 'garbled' | 'refused';

/** How a command ended. An answer may still say that the command failed. */
export type CcidResult =
  { readonly ok: true; readonly message: CcidMessage } | { readonly ok: false; readonly code: CcidFailure };

/** The host's side of a serial CCID line: one command at a time. */
export interface CcidHost {
  /** Sends a command and waits for its answer. Never rejects; must not be called while a command is under way. */
  exchange(command: CcidCommand): Promise<CcidResult>;
}

/** What the host reports unasked. */
export interface CcidHostEvents {
  /** The citizen's slot (slot 0) changed. */
  onSlotChange(present: boolean): void;
  onEnd(end: LinkEnd): void;
}

/** The slot of the citizen's card. */
const SLOT = 0;

/** How often a refused frame is sent again: noise on a short cable does not hit the same frame four times. */
const MAX_REPEATS_AFTER_NAK = 3;

/**
 * A frame that stops for so long is not going on: over twenty byte times even at 1200 baud, and well above the
 * 16 ms in which USB serial adapters collect bytes.
 */
const SILENCE_IN_FRAME_MS = 250;

/** A reader that asks for more time again and again is given this long in all; a card operation never needs it. */
const MAX_EXTENDED_MS = 30_000;

/** Commands behind which a card works: only these may be prolonged by single bytes, which noise can imitate. */
const TALKS_TO_CARD: ReadonlySet<CommandName> = new Set(['iccPowerOn', 'xfrBlock']);

interface Pending {
  readonly command: CcidCommand;
  readonly frame: Uint8Array;
  readonly sequence: number;
  readonly startedAt: number;
  readonly resolve: (result: CcidResult) => void;
  repeats: number;
  damaged: boolean;
  disturbed: boolean;
  cancelTimeout: () => void;
}

/** Takes over a link. The host ends with it. */
export function createCcidHost(link: ByteLink, timers: Timers, events: CcidHostEvents): CcidHost {
  const decoder = createFrameDecoder();
  let sequence = 0;
  let pending: Pending | undefined;
  let ended = false;
  let cancelSilence: () => void = () => undefined;

  function settle(result: CcidResult): void {
    const waiting = pending;
    if (waiting === undefined) return;
    pending = undefined;
    waiting.cancelTimeout();
    waiting.resolve(result);
  }

  function send(waiting: Pending): void {
    waitFor(waiting, waiting.command.timeoutMs);
    link.write(waiting.frame).catch((error: unknown) => {
      // The end of the link is reported by the link itself; anything else is a bug and must be seen.
      if (!(error instanceof LinkEndedError)) throw error;
    });
  }

  function waitFor(waiting: Pending, ms: number): void {
    waiting.cancelTimeout();
    const left = Math.max(0, waiting.startedAt + MAX_EXTENDED_MS - timers.running());
    waiting.cancelTimeout = timers.after(Math.min(ms, left), () => {
      take(decoder.flush());
      if (pending !== waiting) return;
      settle({ ok: false, code: waiting.damaged || waiting.disturbed ? 'garbled' : 'no-answer' });
    });
  }

  function takeMessage(message: CcidMessage): void {
    // An echo, the late answer to an earlier command, or another slot's: none of our business.
    if (pending === undefined || isHostMessageType(message.type)) return;
    if (message.sequence !== pending.sequence || message.slot !== SLOT) return;
    if (message.type !== ANSWER_TYPE[pending.command.name]) return;
    const status = answerStatus(message);
    if (status.timeExtension) waitFor(pending, pending.command.timeoutMs * Math.max(1, status.error));
    else settle({ ok: true, message });
  }

  function takeNak(): void {
    if (pending === undefined) return;
    if (pending.repeats >= MAX_REPEATS_AFTER_NAK) {
      settle({ ok: false, code: 'refused' });
      return;
    }
    pending.repeats += 1;
    send(pending);
  }

  function take(found: readonly FrameEvent[]): void {
    for (const event of found) {
      switch (event.kind) {
        case 'message':
          takeMessage(event.message);
          break;
        case 'nak':
          takeNak();
          break;
        case 'notice':
          if ((event.slots & 0x02) !== 0) events.onSlotChange((event.slots & 0x01) !== 0);
          break;
        case 'time-request':
          if (pending !== undefined && TALKS_TO_CARD.has(pending.command.name)) {
            waitFor(pending, pending.command.timeoutMs);
          }
          break;
        case 'damaged':
          // A damaged echo says nothing about the answer, which is still to come.
          if (pending !== undefined && !isHostMessageType(event.type)) pending.damaged = true;
          break;
        case 'noise':
          if (pending !== undefined) pending.disturbed = true;
          break;
      }
    }
  }

  function watchSilence(): void {
    cancelSilence();
    if (!decoder.unfinished() && pending?.damaged !== true) return;
    cancelSilence = timers.after(SILENCE_IN_FRAME_MS, () => {
      take(decoder.flush());
      if (pending?.damaged === true) settle({ ok: false, code: 'garbled' });
    });
  }

  link.onData((bytes) => {
    take(decoder.push(bytes));
    watchSilence();
  });
  link.onEnd((end) => {
    ended = true;
    cancelSilence();
    settle({ ok: false, code: 'ended' });
    events.onEnd(end);
  });

  return {
    exchange(command) {
      if (pending !== undefined) throw new Error('a command is under way');
      if (ended) return Promise.resolve({ ok: false, code: 'ended' });
      sequence = (sequence + 1) & 0xff;
      const frame = encodeFrame({
        type: HOST_MESSAGE[command.name],
        slot: SLOT,
        sequence,
        parameters: [command.parameter ?? 0, 0, 0],
        data: command.data ?? new Uint8Array(0),
      });
      return new Promise((resolve) => {
        pending = {
          command,
          frame,
          sequence,
          startedAt: timers.running(),
          resolve,
          repeats: 0,
          damaged: false,
          disturbed: false,
          cancelTimeout: () => undefined,
        };
        send(pending);
      });
    },
  };
}
