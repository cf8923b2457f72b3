import { byteAt } from './bytes.ts';

/**
 * One CCID message: a 10-byte header and data. `parameters` are header bytes 7 to 9; in answers they are bStatus,
 * bError and a message-specific byte. Source: USB CCID rev. 1.1; LudovicRousseau/CCID 1.5.2 `commands.c`.
 */
export interface CcidMessage {
  readonly type: number;
  readonly slot: number;
  readonly sequence: number;
  readonly parameters: readonly [number, number, number];
  readonly data: Uint8Array;
}

/** Message types from host to reader. */
export const HOST_MESSAGE = {
  setParameters: 0x61,
  iccPowerOn: 0x62,
  iccPowerOff: 0x63,
  getSlotStatus: 0x65,
  secure: 0x69,
  t0Apdu: 0x6a,
  escape: 0x6b,
  getParameters: 0x6c,
  resetParameters: 0x6d,
  iccClock: 0x6e,
  xfrBlock: 0x6f,
  mechanical: 0x71,
  abort: 0x72,
  setDataRateAndClock: 0x73,
} as const satisfies Record<string, number>;

/** Message types from reader to host. */
export const READER_MESSAGE = {
  dataBlock: 0x80,
  slotStatus: 0x81,
  parameters: 0x82,
  escape: 0x83,
  dataRateAndClock: 0x84,
} as const satisfies Record<string, number>;

/** What a host asks in this program, with the type of the answer. */
export const ANSWER_TYPE = {
  setParameters: READER_MESSAGE.parameters,
  iccPowerOn: READER_MESSAGE.dataBlock,
  iccPowerOff: READER_MESSAGE.slotStatus,
  getSlotStatus: READER_MESSAGE.slotStatus,
  escape: READER_MESSAGE.escape,
  xfrBlock: READER_MESSAGE.dataBlock,
} as const satisfies Partial<Record<keyof typeof HOST_MESSAGE, number>>;

/** The commands this program sends. */
export type CommandName = keyof typeof ANSWER_TYPE;

const HOST_TYPES: ReadonlySet<number> = new Set(Object.values(HOST_MESSAGE));
const READER_TYPES: ReadonlySet<number> = new Set(Object.values(READER_MESSAGE));

/** True for a type that goes from host to reader (on a line with echo it also comes back). */
export function isHostMessageType(type: number): boolean {
  return HOST_TYPES.has(type);
}

/** True for a type that an answer of a reader can have. */
export function isReaderMessageType(type: number): boolean {
  return READER_TYPES.has(type);
}

/** Bytes of the header before the data. */
export const CCID_HEADER_LENGTH = 10;

/** Most data bytes of one message: 271 bytes in all, the largest a serial reader takes (LudovicRousseau/CCID). */
export const CCID_MAX_DATA = 261;

/** Writes a message as header and data (without serial framing). */
export function encodeMessage(message: CcidMessage): Uint8Array {
  const bytes = new Uint8Array(CCID_HEADER_LENGTH + message.data.length);
  bytes[0] = message.type;
  new DataView(bytes.buffer).setUint32(1, message.data.length, true);
  bytes[5] = message.slot;
  bytes[6] = message.sequence;
  bytes.set(message.parameters, 7);
  bytes.set(message.data, CCID_HEADER_LENGTH);
  return bytes;
}

/** Reads a message whose length the caller has checked. */
export function decodeMessage(bytes: Uint8Array): CcidMessage {
  return {
    type: byteAt(bytes, 0),
    slot: byteAt(bytes, 5),
    sequence: byteAt(bytes, 6),
    parameters: [byteAt(bytes, 7), byteAt(bytes, 8), byteAt(bytes, 9)],
    data: bytes.slice(CCID_HEADER_LENGTH),
  };
}

/** bStatus bits 0–1 of an answer. */
export type IccState = 'active' | 'inactive' | 'absent';

/** Bits of bStatus. */
export const STATUS_BIT = { failed: 0x40, timeExtension: 0x80 } as const satisfies Record<string, number>;

/** bStatus bits 0–1 by state of the card; 3 is reserved. */
export const ICC_STATE_CODE = { active: 0, inactive: 1, absent: 2 } as const satisfies Record<IccState, number>;

/** What an answer says about the card and about itself. */
export interface AnswerStatus {
  readonly icc: IccState;
  readonly failed: boolean;
  readonly timeExtension: boolean;
  /** bError: reason of a failure, or the multiplier of a time extension. */
  readonly error: number;
}

/** Reads bStatus and bError of an answer. */
export function answerStatus(message: CcidMessage): AnswerStatus {
  const [status, error] = message.parameters;
  const code = status & 0x03;
  return {
    icc: code === ICC_STATE_CODE.active ? 'active' : code === ICC_STATE_CODE.inactive ? 'inactive' : 'absent',
    failed: (status & STATUS_BIT.failed) !== 0,
    timeExtension: (status & STATUS_BIT.timeExtension) !== 0,
    error,
  };
}

/** bError: card absent or mute. */
export const ERROR_ICC_MUTE = 0xfe;

/** bError when a command failed. Source: LudovicRousseau/CCID 1.5.2 `ccid.c`; A2–BE are Gemalto's own. */
const CCID_ERRORS: Readonly<Record<number, string>> = {
  0x00: 'command not supported or not allowed',
  0x05: 'wrong slot number',
  0xa2: 'card short-circuit, powered off',
  0xa3: 'ATR too long',
  0xab: 'no data exchanged',
  0xb0: 'EMV mode: T=1 message too long',
  0xbb: 'EMV mode: protocol error',
  0xbd: 'card error in T=1',
  0xbe: 'wrong APDU length',
  0xe0: 'slot busy',
  0xef: 'PIN cancelled',
  0xf0: 'PIN time-out',
  0xf2: 'busy with an automatic sequence',
  0xf3: 'protocol deactivated',
  0xf4: 'procedure byte conflict',
  0xf5: 'class not supported',
  0xf6: 'protocol not supported',
  0xf7: 'bad ATR check byte',
  0xf8: 'bad first ATR byte',
  0xfb: 'hardware error',
  0xfc: 'overrun',
  0xfd: 'parity error',
  0xfe: 'card absent or mute',
  0xff: 'aborted by the host',
};

/** Names a bError for the log: 01–7F is the offset of the byte the reader does not accept. */
export function describeCcidError(error: number): string {
  const code = error.toString(16).toUpperCase().padStart(2, '0');
  const text = CCID_ERRORS[error] ?? (error <= 0x7f ? `bad byte at offset ${error}` : 'unknown');
  return `${code} ${text}`;
}
