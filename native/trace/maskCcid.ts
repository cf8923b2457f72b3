import { CCID_HEADER_LENGTH, CCID_MAX_DATA, HOST_MESSAGE, READER_MESSAGE } from '../card/ccidMessage.ts';
import { isHostMessageType, isReaderMessageType } from '../card/ccidMessage.ts';
import { showsCommandByte } from './maskApdu.ts';
import { bytewise } from './maskedBytes.ts';
import type { ShowByte } from './maskedBytes.ts';
import type { Masker } from './port.ts';

/* Serial CCID: 03 06 | header | data | LRC; 03 15 16; unframed notices 50 0x and time bytes from 80. */
const SYNC = 0x03;
const ACK = 0x06;
const NAK = 0x15;
const NOTICE = 0x50;
const NOTICE_HIGHEST = 0x0f;
const TIME_REQUEST_FROM = 0x80;
const HEADER_END = 2 + CCID_HEADER_LENGTH;
const SEQUENCE_AT = 8;
const FIRST_PARAMETER_AT = 9;

/** Messages whose data are settings and firmware texts. Everything else that is not spelled out below is masked. */
const PLAIN_MESSAGES: ReadonlySet<number> = new Set([
  HOST_MESSAGE.setParameters,
  HOST_MESSAGE.escape,
  READER_MESSAGE.slotStatus,
  READER_MESSAGE.parameters,
  READER_MESSAGE.escape,
]);

/** Historical bytes that name chip, system and maker of a card; what follows is its serial number. */
const NAMELESS_HISTORICAL_BYTES = 7;
const BLOCK_PROLOGUE = 3;
const BLOCK_PCB = 1;
const BLOCK_LENGTH = 2;
const NOT_AN_I_BLOCK = 0x80;
const MORE_FOLLOWS = 0x20;
/** Prologue, one byte of information, two check bytes. */
const LONGEST_CONTROL_BLOCK = 6;
const STATUS_LENGTH = 2;

/** What the host said that is needed to understand the answers. */
interface Conversation {
  /** Command type of the last frame the host sent, and its sequence number. */
  command: number | undefined;
  sequence: number | undefined;
  t1: boolean;
  /** The last T=1 block the host sent was a part of a command, so that the next one continues it. */
  chained: boolean;
}

/**
 * Shows framing, headers, settings, file names and status words; masks what a card gave and every check byte over it. Bytes that
 * belong to nothing recognised are masked, and so is what follows them up to the next frame.
 */
export function ccidMasker(): Masker {
  const conversation: Conversation = { command: undefined, sequence: undefined, t1: false, chained: false };
  const fromDevice = frameWatcher(conversation, 'from-device');
  const toDevice = frameWatcher(conversation, 'to-device', fromDevice.abandon);
  return bytewise(toDevice.show, fromDevice.show);
}

interface FrameWatcher {
  readonly show: ShowByte;
  /** The rest of an unfinished frame will not come. */
  readonly abandon: () => void;
}

function frameWatcher(
  conversation: Conversation,
  direction: 'to-device' | 'from-device',
  onFrame: () => void = () => undefined,
): FrameWatcher {
  let frame: number[] = [];
  /** The last frame was whole and nothing unknown has come since: only then unframed bytes are what they look like. */
  let inStep = false;
  let afterNotice = false;
  let check = 0;
  let masked = false;

  function lose(byte: number): boolean {
    inStep = false;
    frame = byte === SYNC ? [byte] : [];
    return false;
  }

  function outside(byte: number): boolean {
    const endOfNotice = afterNotice;
    afterNotice = false;
    if (byte === SYNC) {
      // Also the second byte of the notice `50 03`.
      frame = [byte];
      return true;
    }
    if (endOfNotice && byte <= NOTICE_HIGHEST) return true;
    if (inStep && direction === 'from-device') {
      if (byte === NOTICE) return (afterNotice = true);
      if (byte >= TIME_REQUEST_FROM) return true;
    }
    return lose(byte);
  }

  function header(byte: number, at: number): boolean {
    if (at === 1) {
      if (byte !== ACK && byte !== NAK) {
        // The first one was the end of a notice.
        if (inStep && byte === SYNC) return true;
        frame = [];
        return outside(byte);
      }
      frame.push(byte);
      return true;
    }
    if (frame[1] === NAK) {
      frame = [];
      inStep = byte === (SYNC ^ NAK);
      return inStep || lose(byte);
    }
    if (at === 2 && !isHostMessageType(byte) && !isReaderMessageType(byte)) return lose(byte);
    if ((at === 5 || at === 6) && byte !== 0) return lose(byte);
    frame.push(byte);
    if (at === 6 && dataLength() > CCID_MAX_DATA) return lose(byte);
    if (at === HEADER_END - 1) begin();
    return true;
  }

  const dataLength = (): number => (frame[3] ?? 0) + (frame[4] ?? 0) * 0x100;

  function begin(): void {
    masked = false;
    check = frame.reduce((sum, byte) => sum ^ byte, 0);
    if (direction !== 'to-device') return;
    onFrame();
    conversation.command = frame[2];
    conversation.sequence = frame[SEQUENCE_AT];
    if (frame[2] === HOST_MESSAGE.setParameters) conversation.t1 = frame[FIRST_PARAMETER_AT] === 0x01;
    if (frame[2] === HOST_MESSAGE.iccPowerOn) conversation.t1 = false;
  }

  function body(byte: number): boolean {
    const at = frame.length - HEADER_END;
    check ^= byte;
    if (at === dataLength()) {
      inStep = check === 0;
      if (direction === 'to-device') noteChain();
      frame = [];
      return !masked;
    }
    const shown = showsData(frame.slice(HEADER_END), at);
    masked ||= !shown;
    frame.push(byte);
    return shown;
  }

  function noteChain(): void {
    const control = frame[HEADER_END + BLOCK_PCB] ?? 0;
    if (frame[2] !== HOST_MESSAGE.xfrBlock || (control & NOT_AN_I_BLOCK) !== 0) return;
    conversation.chained = conversation.t1 && (control & MORE_FOLLOWS) !== 0;
  }

  function showsData(before: readonly number[], at: number): boolean {
    const type = frame[2] ?? 0;
    if (PLAIN_MESSAGES.has(type)) return true;
    if (type === HOST_MESSAGE.xfrBlock) return conversation.t1 ? showsBlock(before, at) : showsRequest(before, at);
    if (type !== READER_MESSAGE.dataBlock || frame[SEQUENCE_AT] !== conversation.sequence) return false;
    if (conversation.command === HOST_MESSAGE.iccPowerOn) return showsAtr(before, at);
    if (conversation.command !== HOST_MESSAGE.xfrBlock) return false;
    return conversation.t1 ? showsBlock(before, at) : at >= dataLength() - STATUS_LENGTH && dataLength() >= 2;
  }

  /** A command of T=0, or a PPS: `FF`, at most five more bytes. */
  function showsRequest(before: readonly number[], at: number): boolean {
    if (before[0] === 0xff) return at < 6;
    return showsCommandByte(before[1], at);
  }

  /** A block of T=1: R and S blocks whole; of an I block the prologue, then as a command, or the status word at the end. */
  function showsBlock(before: readonly number[], at: number): boolean {
    if (at < BLOCK_PROLOGUE) return true;
    const control = before[BLOCK_PCB] ?? 0;
    if ((control & NOT_AN_I_BLOCK) !== 0) return dataLength() <= LONGEST_CONTROL_BLOCK;
    const end = BLOCK_PROLOGUE + (before[BLOCK_LENGTH] ?? 0);
    const checkLength = dataLength() - end;
    // A part of a longer text begins and ends anywhere.
    if ((control & MORE_FOLLOWS) !== 0 || at >= end || checkLength < 1 || checkLength > 2) return false;
    if (frame[2] === HOST_MESSAGE.xfrBlock) {
      return !conversation.chained && showsCommandByte(before[BLOCK_PROLOGUE + 1], at - BLOCK_PROLOGUE);
    }
    return at >= end - STATUS_LENGTH && end >= BLOCK_PROLOGUE + STATUS_LENGTH;
  }

  function showsAtr(before: readonly number[], at: number): boolean {
    return at < interfaceEnd(before, at) + NAMELESS_HISTORICAL_BYTES;
  }

  return {
    show(byte) {
      const at = frame.length;
      if (at === 0) return outside(byte);
      return at < HEADER_END ? header(byte, at) : body(byte);
    },
    abandon() {
      if (frame.length === 0) return;
      frame = [];
      inStep = false;
    },
  };
}

/** Where the historical bytes of an answer to reset begin, as far as its bytes say. */
function interfaceEnd(before: readonly number[], at: number): number {
  let announced = (before[1] ?? 0xf0) >> 4;
  let end = 2;
  while (announced !== 0 && end <= at) {
    end += [1, 2, 4, 8].filter((bit) => (announced & bit) !== 0).length;
    announced = (announced & 0x08) === 0 ? 0 : (before[end - 1] ?? 0xf0) >> 4;
  }
  return end;
}
