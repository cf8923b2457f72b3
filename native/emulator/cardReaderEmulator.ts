import { createSignal } from '../../main/domain/signal.ts';
import { throwToProcess } from '../bugReport.ts';
import { isDeepStrictEqual } from 'node:util';
import {
  ERROR_ICC_MUTE,
  HOST_MESSAGE,
  ICC_STATE_CODE,
  READER_MESSAGE,
  STATUS_BIT,
  isHostMessageType,
} from '../card/ccidMessage.ts';
import type { CcidMessage } from '../card/ccidMessage.ts';
import { ppsRequest } from '../card/pps.ts';
import { READER_VARIANTS } from '../card/readerVariant.ts';
import type { ReaderVariant } from '../card/readerVariant.ts';
import { NAK_FRAME, createFrameDecoder, encodeFrame, encodeNotice } from '../card/serialFrame.ts';
import type { FrameEvent } from '../card/serialFrame.ts';
import { LinkEndedError } from '../transport/linkCore.ts';
import type { ByteLink, Unsubscribe } from '../transport/port.ts';
import type { Timers } from '../../main/domain/time.ts';
import type { CardLine } from './cardContacts.ts';
import type { EmulatedCard } from './cardEmulator.ts';

/**
 * A fault of the next answer: `nak` refuses the next frame, `noise` puts stray bytes before the answer,
 * `noise-inside` changes a byte in it, `wrong-lrc` its check byte, `garbage` sends something else, `cut` ends the
 * link in the middle of it, `silent` leaves it out, `more-time` asks for more time first.
 */
export const READER_EMULATOR_FAULTS = [
  'nak',
  'noise',
  'noise-inside',
  'wrong-lrc',
  'garbage',
  'cut',
  'silent',
  'more-time',
] as const;

/** Name of a fault. */
export type ReaderEmulatorFault = (typeof READER_EMULATOR_FAULTS)[number];

/** A serial CCID reader in software, seen from its side of the cable. */
export interface CardReaderEmulator {
  /** Listens on a link until it ends. A reader plugged in anew has no power on its card. */
  readonly attach: (link: ByteLink) => void;
  /** Puts a card into the slot; a card that is in comes out first. */
  insert(card: EmulatedCard): void;
  remove(): void;
  inserted(): boolean;
  /** The next answer has this fault; several are used up one after the other. */
  faultNext(fault: ReaderEmulatorFault): void;
  /** Tells unasked that a card came into or left the second slot, as a SEC1210 does for its SAM. */
  noticeSecondSlot(present: boolean): void;
  /** A mute reader takes everything and answers nothing, not even an echo. */
  setMute(mute: boolean): void;
  /** Called before each command is carried out. */
  onCommand(listener: (message: CcidMessage) => void): Unsubscribe;
}

/** What the emulator is made of. */
export interface CardReaderEmulatorOptions {
  readonly variant: ReaderVariant;
  readonly timers: Timers;
}

/** A frame that stops for so long was damaged; the reader refuses it. Shorter than any time-out of a host. */
const SILENCE_IN_FRAME_MS = 100;
/** Stray bytes before a frame: among them the start of a frame, of a NAK and of a notice. */
const STRAY_BYTES = [0x00, 0x7e, 0x03, 0x50, 0x11, 0x03, 0x15, 0x03] as const;
const GARBAGE = [0x2a, 0x03, 0x06, 0x80, 0xff, 0xff, 0x00, 0x41, 0x50, 0x44] as const;

type Icc = keyof typeof ICC_STATE_CODE;

/** Makes an empty reader that is not connected. */
export function createCardReaderEmulator(options: CardReaderEmulatorOptions): CardReaderEmulator {
  const variant = READER_VARIANTS[options.variant];
  const faults: ReaderEmulatorFault[] = [];
  const commands = createSignal<CcidMessage>(throwToProcess);
  let card: EmulatedCard | undefined;
  let icc: Icc = 'absent';
  let line: ByteLink | undefined;
  let mute = false;
  /** How the reader is set to speak with its card. */
  let settings: CardLine = { protocol: 0, fiDi: DEFAULT_FI_DI };

  function send(bytes: Uint8Array, then?: () => void): void {
    if (mute) return;
    line?.write(bytes).then(then, (error: unknown) => {
      if (!(error instanceof LinkEndedError)) throw error;
    });
  }

  function reply(request: CcidMessage, type: number, data: Uint8Array, result: Partial<Result> = {}): CcidMessage {
    const failed = result.error === undefined ? 0 : STATUS_BIT.failed;
    return {
      type,
      slot: request.slot,
      sequence: request.sequence,
      parameters: [ICC_STATE_CODE[icc] | failed, result.error ?? 0, result.third ?? 0],
      data,
    };
  }

  function carryOut(request: CcidMessage): CcidMessage {
    if (request.slot >= variant.slots)
      return reply(request, READER_MESSAGE.slotStatus, NOTHING, { error: NO_SUCH_SLOT });
    if (request.slot !== CITIZEN_SLOT) return emptySlot(request);
    switch (request.type) {
      case HOST_MESSAGE.getSlotStatus:
        return reply(request, READER_MESSAGE.slotStatus, NOTHING);
      case HOST_MESSAGE.escape:
        return escape(request);
      case HOST_MESSAGE.iccPowerOn:
        return powerOn(request);
      case HOST_MESSAGE.iccPowerOff:
        if (icc === 'active') icc = 'inactive';
        return reply(request, READER_MESSAGE.slotStatus, NOTHING, { third: CLOCK_STOPPED_LOW });
      case HOST_MESSAGE.setParameters:
        return setParameters(request);
      case HOST_MESSAGE.xfrBlock:
        return transfer(request);
      default:
        return reply(request, READER_MESSAGE.slotStatus, NOTHING, { error: NOT_SUPPORTED });
    }
  }

  function escape(request: CcidMessage): CcidMessage {
    const asksFirmware = Buffer.compare(request.data, Uint8Array.from(variant.firmwareRequest)) === 0;
    const data = asksFirmware ? Uint8Array.from(Buffer.from(variant.emulatedFirmware, 'latin1')) : NOTHING;
    return reply(request, READER_MESSAGE.escape, data);
  }

  /** The slot for a SAM, which nobody has put in. */
  function emptySlot(request: CcidMessage): CcidMessage {
    const { parameters, ...answer } = reply(request, READER_MESSAGE.slotStatus, NOTHING);
    const asked = request.type === HOST_MESSAGE.getSlotStatus || request.type === HOST_MESSAGE.iccPowerOff;
    if (request.type === HOST_MESSAGE.escape) return escape(request);
    return {
      ...answer,
      type: asked ? READER_MESSAGE.slotStatus : READER_MESSAGE.dataBlock,
      parameters: asked
        ? [ICC_STATE_CODE.absent, 0, parameters[2]]
        : [ICC_STATE_CODE.absent | STATUS_BIT.failed, ERROR_ICC_MUTE, 0],
    };
  }

  function setParameters(request: CcidMessage): CcidMessage {
    if (card === undefined || icc !== 'active') {
      return reply(request, READER_MESSAGE.parameters, NOTHING, { error: ERROR_ICC_MUTE });
    }
    const protocol = request.parameters[0] === 1 ? 1 : 0;
    const fiDi = request.data[0] ?? 0;
    const { line: now } = card;
    if (variant.readerNegotiates && (now().fiDi !== fiDi || now().protocol !== protocol)) {
      card.tpdu(ppsRequest({ protocol, fiDi, pps: true }));
      if (now().fiDi !== fiDi || now().protocol !== protocol) {
        return reply(request, READER_MESSAGE.parameters, NOTHING, { error: PROTOCOL_NOT_SUPPORTED });
      }
    }
    settings = { protocol, fiDi };
    return reply(request, READER_MESSAGE.parameters, request.data, { third: request.parameters[0] });
  }

  function transfer(request: CcidMessage): CcidMessage {
    const asPps = request.data[0] === PPSS;
    // Whoever speaks another protocol or at another speed than the card is not understood.
    const understood = card !== undefined && icc === 'active' && (asPps || isDeepStrictEqual(card.line(), settings));
    const answer = understood ? card?.tpdu(request.data) : undefined;
    return answer === undefined
      ? reply(request, READER_MESSAGE.dataBlock, NOTHING, { error: ERROR_ICC_MUTE })
      : reply(request, READER_MESSAGE.dataBlock, answer);
  }

  function powerOn(request: CcidMessage): CcidMessage {
    const atr = card?.powerOn();
    settings = { protocol: 0, fiDi: DEFAULT_FI_DI };
    if (atr === undefined) return reply(request, READER_MESSAGE.dataBlock, NOTHING, { error: ERROR_ICC_MUTE });
    icc = 'active';
    return reply(request, READER_MESSAGE.dataBlock, atr);
  }

  function take(request: CcidMessage): void {
    const fault = faults.shift();
    if (fault === 'nak') {
      send(NAK_FRAME);
      return;
    }
    commands.emit(request);
    const answer = carryOut(request);
    if (fault === 'more-time')
      send(encodeFrame({ ...answer, parameters: [STATUS_BIT.timeExtension, 2, 0], data: NOTHING }));
    const bytes = disturb(encodeFrame(answer), fault);
    if (fault === 'cut') send(bytes, () => void line?.close());
    else send(bytes);
  }

  function listen(link: ByteLink): void {
    const decoder = createFrameDecoder();
    let cancelSilence: () => void = () => undefined;
    const handle = (events: readonly FrameEvent[]): void => {
      for (const event of events) {
        if (event.kind === 'message' && isHostMessageType(event.message.type)) take(event.message);
        else if (event.kind === 'damaged') send(NAK_FRAME);
      }
    };
    link.onData((bytes) => {
      if (variant.echo) send(bytes);
      cancelSilence();
      handle(decoder.push(bytes));
      if (decoder.unfinished()) {
        cancelSilence = options.timers.after(SILENCE_IN_FRAME_MS, () => handle(decoder.flush()));
      }
    });
    link.onEnd(() => {
      cancelSilence();
      if (line === link) line = undefined;
    });
  }

  function change(next: EmulatedCard | undefined): void {
    card = next;
    icc = next === undefined ? 'absent' : 'inactive';
    send(encodeNotice(0, next !== undefined));
  }

  function remove(): void {
    if (card !== undefined) change(undefined);
  }

  return {
    attach(link) {
      line = link;
      if (card !== undefined) icc = 'inactive';
      listen(link);
    },
    insert(next) {
      remove();
      change(next);
    },
    remove,
    inserted: () => card !== undefined,
    faultNext: (fault) => void faults.push(fault),
    noticeSecondSlot: (present) => send(encodeNotice(1, present)),
    setMute(on) {
      mute = on;
    },
    onCommand: (listener) => commands.subscribe(listener),
  };
}

interface Result {
  readonly error: number;
  readonly third: number;
}

const NOTHING = new Uint8Array(0);
/** bClockStatus of an answer to power off. */
const CLOCK_STOPPED_LOW = 0x01;
/** bError: command not supported, slot number (byte 5), protocol not supported. */
const NOT_SUPPORTED = 0x00;
const NO_SUCH_SLOT = 0x05;
const PROTOCOL_NOT_SUPPORTED = 0xf6;
/** The slot of the citizen's card. */
const CITIZEN_SLOT = 0;
const DEFAULT_FI_DI = 0x11;
/** First byte of a PPS, which goes at the speed of the answer to reset. */
const PPSS = 0xff;

/** The answer as it goes on the line with a fault. */
function disturb(frame: Uint8Array, fault: ReaderEmulatorFault | undefined): Uint8Array {
  switch (fault) {
    case undefined:
    case 'nak':
    case 'more-time':
      return frame;
    case 'noise':
      return Uint8Array.from([...STRAY_BYTES, ...frame]);
    case 'noise-inside':
      return changed(frame, Math.floor(frame.length / 2));
    case 'wrong-lrc':
      return changed(frame, frame.length - 1);
    case 'garbage':
      return Uint8Array.from(GARBAGE);
    case 'cut':
      return frame.subarray(0, Math.floor(frame.length / 2));
    case 'silent':
      return NOTHING;
  }
}

/** All bits of one byte turned. */
function changed(frame: Uint8Array, at: number): Uint8Array {
  return frame.map((byte, index) => (index === at ? byte ^ 0xff : byte));
}
