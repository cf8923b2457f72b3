import koffi from 'koffi';
import { PCSC_CODES, unsignedCode } from './returnCode.ts';
import { decodeNames } from './platform.ts';
import type { PcscPlatform } from './platform.ts';

/** A context or card handle, opaque. */
export type PcscHandle = number | bigint;

/** A reader to wait for, and the state in which the caller knows it (0: not at all). */
export interface AwaitedReader {
  readonly reader: string;
  readonly current: number;
}

/**
 * The functions of the system's PC/SC library that we use. Every `code` is an unsigned 32-bit return code; 0 is success.
 * What waits for others (a change, another program's transaction) does so in a thread of its own. What only concerns a card
 * that is ours alone holds up the process instead: going to a thread and back costs as much as a command to a quick card. A
 * call that hangs there ends by the time-out of whoever waits for the process; only when the counter itself dies in that
 * moment does the process outlive it, until the call returns.
 */
export interface PcscLibrary {
  establish(): { readonly code: number; readonly context: PcscHandle };
  release(context: PcscHandle): number;
  listReaders(context: PcscHandle): { readonly code: number; readonly names: readonly string[] };
  /** `events` has the new state of each awaited reader, in the same order. */
  waitForChange(
    context: PcscHandle,
    timeoutMs: number,
    awaited: readonly AwaitedReader[],
  ): Promise<{ readonly code: number; readonly events: readonly number[] }>;
  /** Ends a wait under this context. */
  cancel(context: PcscHandle): number;
  /** Shared, T=0 or T=1 as the card offers. `protocol` is 1 for T=0, 2 for T=1. */
  connect(
    context: PcscHandle,
    reader: string,
  ): Promise<{ readonly code: number; readonly card: PcscHandle; readonly protocol: number }>;
  /** After a reset by another program: takes the card as it is now. */
  reconnect(card: PcscHandle): Promise<{ readonly code: number; readonly protocol: number }>;
  /** `reset`: the card starts afresh for whoever comes next. */
  disconnect(card: PcscHandle, disposition: 'leave' | 'reset'): number;
  /** Waits until no other program has the card to itself. */
  begin(card: PcscHandle): Promise<number>;
  end(card: PcscHandle): number;
  answerToReset(card: PcscHandle): { readonly code: number; readonly atr: Uint8Array };
  transmit(
    card: PcscHandle,
    protocol: number,
    command: Uint8Array,
  ): Promise<{ readonly code: number; readonly answer: Uint8Array }>;
}

const SCOPE_SYSTEM = 2;
const SHARE_SHARED = 2;
const PROTOCOLS_T0_T1 = 3;
const DISPOSITION = { leave: 0, reset: 1 } as const;
/** Longest reader name in characters, with room: pcsc-lite allows 128. */
const NAME_CHARACTERS = 512;
/** Data, status word and room for readers that add bytes: short APDUs only. */
const ANSWER_BYTES = 264;
/** A list that grew between asking for its length and fetching it is asked for again so often. */
const LIST_ATTEMPTS = 3;

/** A function of the library: called at once, or in a thread. */
interface Native<Arguments extends readonly unknown[]> {
  (...parameters: Arguments): number | bigint;
  async(...parameters: [...Arguments, (error: unknown, returned: number | bigint) => void]): void;
}

/** Cell for a value the library writes. */
type Cell = [number | bigint];

/** Loads the library of the system; throws the loader's error when it is not there or unfit. */
export function loadPcscLibrary(platform: PcscPlatform): PcscLibrary {
  const native = bind(platform);
  return {
    establish() {
      const context: Cell = [0];
      const code = unsignedCode(native.establish(SCOPE_SYSTEM, null, null, context));
      return { code, context: context[0] };
    },
    release: (context) => unsignedCode(native.release(context)),
    listReaders: (context) => listReaders(native, platform, context),
    async waitForChange(context, timeoutMs, awaited) {
      const states = awaited.map(({ reader, current }) => ({
        szReader: reader,
        pvUserData: null,
        dwCurrentState: current,
        dwEventState: 0,
        cbAtr: 0,
        rgbAtr: new Uint8Array(platform.atrBytes),
      }));
      const code = await inThread(native.waitForChange, context, timeoutMs, states, states.length);
      return { code, events: states.map(({ dwEventState }) => unsignedCode(dwEventState)) };
    },
    cancel: (context) => unsignedCode(native.cancel(context)),
    async connect(context, reader) {
      const card: Cell = [0];
      const protocol: Cell = [0];
      const code = await inThread(native.connect, context, reader, SHARE_SHARED, PROTOCOLS_T0_T1, card, protocol);
      return { code, card: card[0], protocol: Number(protocol[0]) };
    },
    async reconnect(card) {
      const protocol: Cell = [0];
      const code = await inThread(native.reconnect, card, SHARE_SHARED, PROTOCOLS_T0_T1, DISPOSITION.leave, protocol);
      return { code, protocol: Number(protocol[0]) };
    },
    disconnect: (card, disposition) => unsignedCode(native.disconnect(card, DISPOSITION[disposition])),
    begin: (card) => inThread(native.begin, card),
    end: (card) => unsignedCode(native.end(card, DISPOSITION.leave)),
    answerToReset(card) {
      const name = new Uint8Array(NAME_CHARACTERS * 2);
      const atr = new Uint8Array(platform.atrBytes);
      const length: Cell = [atr.length];
      const code = unsignedCode(native.status(card, name, [NAME_CHARACTERS], [0], [0], atr, length));
      return { code, atr: atr.slice(0, Number(length[0])) };
    },
    transmit(card, protocol, command) {
      const answer = new Uint8Array(ANSWER_BYTES);
      const length: Cell = [answer.length];
      const pci = { dwProtocol: protocol, cbPciLength: native.pciLength };
      const code = unsignedCode(native.transmit(card, pci, command, command.length, null, answer, length));
      return Promise.resolve({ code, answer: code === 0 ? answer.slice(0, Number(length[0])) : new Uint8Array(0) });
    },
  };
}

function inThread<Arguments extends readonly unknown[]>(
  native: Native<Arguments>,
  ...parameters: Arguments
): Promise<number> {
  return new Promise((resolve, reject) => {
    native.async(...parameters, (error, returned) => {
      if (error instanceof Error) reject(error);
      else resolve(unsignedCode(returned));
    });
  });
}

/** What SCARD_READERSTATE is in JavaScript. */
interface ReaderStateRecord {
  readonly szReader: string;
  readonly pvUserData: null;
  readonly dwCurrentState: number;
  readonly dwEventState: number | bigint;
  readonly cbAtr: number;
  readonly rgbAtr: Uint8Array;
}

interface NativeFunctions {
  /** Size of SCARD_IO_REQUEST. */
  readonly pciLength: number;
  readonly establish: Native<[number, null, null, Cell]>;
  readonly release: Native<[PcscHandle]>;
  readonly cancel: Native<[PcscHandle]>;
  readonly listReaders: Native<[PcscHandle, null, Uint8Array | null, Cell]>;
  readonly waitForChange: Native<[PcscHandle, number, readonly ReaderStateRecord[], number]>;
  readonly connect: Native<[PcscHandle, string, number, number, Cell, Cell]>;
  readonly reconnect: Native<[PcscHandle, number, number, number, Cell]>;
  readonly disconnect: Native<[PcscHandle, number]>;
  readonly begin: Native<[PcscHandle]>;
  readonly end: Native<[PcscHandle, number]>;
  readonly status: Native<[PcscHandle, Uint8Array, Cell, Cell, Cell, Uint8Array, Cell]>;
  readonly transmit: Native<[PcscHandle, object, Uint8Array, number, null, Uint8Array, Cell]>;
}

/** SCARD_READERSTATE and SCARD_IO_REQUEST as the library of this platform lays them out. */
export function pcscStructures({ packed, string, dword, atrBytes }: PcscPlatform) {
  const record = packed ? koffi.pack : koffi.struct;
  const readerState = record({
    szReader: string,
    pvUserData: 'void *',
    dwCurrentState: dword,
    dwEventState: dword,
    cbAtr: dword,
    rgbAtr: koffi.array('uint8', atrBytes, 'Typed'),
  });
  return { readerState, ioRequest: record({ dwProtocol: dword, cbPciLength: dword }) };
}

/** How koffi names a type. */
type TypeSpec = Parameters<typeof koffi.out>[0];

function bind(platform: PcscPlatform): NativeFunctions {
  const { dword, long, handle, string, suffix } = platform;
  const library = koffi.load(platform.library);
  const { readerState, ioRequest } = pcscStructures(platform);
  const bytes = koffi.pointer('uint8');
  const outDword = koffi.out(koffi.pointer(dword));
  const inoutDword = koffi.inout(koffi.pointer(dword));
  const outHandle = koffi.out(koffi.pointer(handle));
  const find = (name: string, parameters: TypeSpec[]) => library.func('__stdcall', name, long, parameters);
  return {
    pciLength: koffi.sizeof(ioRequest),
    establish: find('SCardEstablishContext', [dword, 'void *', 'void *', outHandle]),
    release: find('SCardReleaseContext', [handle]),
    cancel: find('SCardCancel', [handle]),
    listReaders: find(`SCardListReaders${suffix}`, [handle, string, bytes, inoutDword]),
    waitForChange: find(`SCardGetStatusChange${suffix}`, [
      handle,
      dword,
      koffi.inout(koffi.pointer(readerState)),
      dword,
    ]),
    connect: find(`SCardConnect${suffix}`, [handle, string, dword, dword, outHandle, outDword]),
    reconnect: find('SCardReconnect', [handle, dword, dword, dword, outDword]),
    disconnect: find('SCardDisconnect', [handle, dword]),
    begin: find('SCardBeginTransaction', [handle]),
    end: find('SCardEndTransaction', [handle, dword]),
    status: find(`SCardStatus${suffix}`, [handle, bytes, inoutDword, outDword, outDword, bytes, inoutDword]),
    transmit: find('SCardTransmit', [handle, koffi.pointer(ioRequest), bytes, dword, 'void *', bytes, inoutDword]),
  };
}

function listReaders(native: NativeFunctions, platform: PcscPlatform, context: PcscHandle) {
  const characterBytes = platform.encoding === 'utf16le' ? 2 : 1;
  let code: number = PCSC_CODES.SCARD_E_INSUFFICIENT_BUFFER.code;
  for (let attempt = 0; attempt < LIST_ATTEMPTS; attempt += 1) {
    const length: Cell = [0];
    code = unsignedCode(native.listReaders(context, null, null, length));
    if (code !== 0) break;
    const names = new Uint8Array(Number(length[0]) * characterBytes);
    code = unsignedCode(native.listReaders(context, null, names, length));
    if (code === 0) return { code, names: decodeNames(names, platform.encoding) };
    if (code !== PCSC_CODES.SCARD_E_INSUFFICIENT_BUFFER.code) break;
  }
  return { code, names: [] };
}
