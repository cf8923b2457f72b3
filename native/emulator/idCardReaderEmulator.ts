import { createSignal } from '../../main/domain/signal.ts';
import { throwToProcess } from '../bugReport.ts';
import { SAM_STATUS, samCommands } from '../idcard/samCommand.ts';
import type { SamCommandName } from '../idcard/samCommand.ts';
import { createSamFrameDecoder, encodeSamFrame } from '../idcard/samFrame.ts';
import type { SamFrameEvent } from '../idcard/samFrame.ts';
import { LinkEndedError } from '../transport/linkCore.ts';
import type { ByteLink, Unsubscribe } from '../transport/port.ts';
import type { Timers } from '../../main/domain/time.ts';
import { buildIdCard } from './idCardMemory.ts';
import type { IdCardMemory } from './idCardMemory.ts';
import type { IdCardSpec } from './idCardSpec.ts';

/**
 * A fault of the next answer: `checksum-refused` and `length-refused` say that the command came damaged, `noise` puts
 * stray bytes before the answer, `noise-inside` changes a byte in it, `wrong-checksum` its check byte, `garbage` sends
 * something else, `cut` ends the link in the middle of it, `silent` leaves it out.
 */
export const ID_READER_LINE_FAULTS = [
  'checksum-refused',
  'length-refused',
  'noise',
  'noise-inside',
  'wrong-checksum',
  'garbage',
  'cut',
  'silent',
] as const;

/** Name of a fault of the line. */
export type IdReaderLineFault = (typeof ID_READER_LINE_FAULTS)[number];

/** What a card does when it is read, and the status the module then gives; `pulled-while-read` takes it off the reader. */
export const ID_CARD_FAULTS = {
  none: SAM_STATUS.ok,
  'read-failed': SAM_STATUS.readFailed,
  'pulled-while-read': SAM_STATUS.readFailed,
  'not-genuine': 0x31,
  'module-refused': 0x32,
  'not-verified': 0x33,
  'unknown-type': 0x40,
} as const satisfies Record<string, number>;

/** What a card does when it is read. */
export type EmulatedIdCardFault = keyof typeof ID_CARD_FAULTS;

/** What is wrong with the module, and the status it then gives to everything. */
export const SAM_FAULTS = {
  none: SAM_STATUS.ok,
  'self-test-failed': SAM_STATUS.selfTestFailed,
  unauthorised: SAM_STATUS.unauthorised,
} as const satisfies Record<string, number>;

/** What is wrong with the module. */
export type SamFault = keyof typeof SAM_FAULTS;

/** How long the module works at a command before it answers, ms. */
export interface IdReaderTimes {
  readonly findMs: number;
  readonly selectMs: number;
  readonly readMs: number;
  readonly addressMs: number;
}

/** Times in the order of those of a desktop reader: most of it is the wireless reading of text and photo. No published figures. */
export const DESKTOP_READER_TIMES: IdReaderTimes = { findMs: 30, selectMs: 30, readMs: 600, addressMs: 100 };

/** What the emulator is made of. */
export interface IdCardReaderEmulatorOptions {
  readonly timers: Timers;
  /** Left out: every command is answered at once. */
  readonly times?: IdReaderTimes;
  /** True for a module that, against the standard, finds a card again that it has read. */
  readonly findsReadCards?: boolean;
  /** False for an old module that does not know appended addresses. */
  readonly knowsAddress?: boolean;
}

/** A reader of ID cards in software, seen from its side of the cable. */
export interface IdCardReaderEmulator {
  /** Listens on a link until it ends. A reader plugged in anew has forgotten which card it read. */
  readonly attach: (link: ByteLink) => void;
  /** Lays a card down; one that lies there is taken away first. */
  layCard(spec: IdCardSpec): void;
  takeCard(): void;
  laid(): boolean;
  /** From now on cards do this, until it is set to `none`. */
  setCardFault(fault: EmulatedIdCardFault): void;
  setModuleFault(fault: SamFault): void;
  /** The next answer has this fault; several are used up one after the other. */
  faultNext(fault: IdReaderLineFault): void;
  /** A mute reader takes everything and answers nothing. */
  setMute(mute: boolean): void;
  /** Every answer has stray bytes before it. */
  setNoisy(noisy: boolean): void;
  /** Called before each command is carried out; undefined: a command the module does not know. */
  onCommand(listener: (name: SamCommandName | undefined) => void): Unsubscribe;
}

const AT_ONCE: IdReaderTimes = { findMs: 0, selectMs: 0, readMs: 0, addressMs: 0 };
/** A frame that stops for so long was damaged; the module says so. Shorter than any time-out of a host. */
const SILENCE_IN_FRAME_MS = 100;
/** Stray bytes before a frame: among them starts of a frame. */
const STRAY_BYTES = [0x00, 0x7e, 0xaa, 0xaa, 0x11, 0xaa, 0xaa, 0xaa, 0x96] as const;
const GARBAGE = [0x2a, 0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x7f, 0xff, 0x00, 0x41, 0x50, 0x90, 0x00] as const;
const NOTHING = new Uint8Array(0);
/** Number of the emulated module: 05.01-20260101-0000000001-0000000001. */
const SAM_ID = Uint8Array.of(5, 0, 1, 0, 0x05, 0x25, 0x35, 0x01, 1, 0, 0, 0, 1, 0, 0, 0);

interface Answer {
  readonly status: number;
  readonly data?: Uint8Array;
}

/** Makes a reader without a card that is not connected. */
export function createIdCardReaderEmulator(options: IdCardReaderEmulatorOptions): IdCardReaderEmulator {
  const times = options.times ?? AT_ONCE;
  const faults: IdReaderLineFault[] = [];
  const commands = createSignal<SamCommandName | undefined>(throwToProcess);
  let card: IdCardMemory | undefined;
  let step: 'lying' | 'selected' | 'read' = 'lying';
  let cardFault: EmulatedIdCardFault = 'none';
  let moduleFault: SamFault = 'none';
  let line: ByteLink | undefined;
  let mute = false;
  let noisy = false;

  function send(to: ByteLink, bytes: Uint8Array, then?: () => void): void {
    if (mute || line !== to) return;
    to.write(bytes).then(then, (error: unknown) => {
      if (!(error instanceof LinkEndedError)) throw error;
    });
  }

  /** A card that was read is not found again until it was taken away (devices answer so; selecting it again still works). */
  function find(): Answer {
    if (card === undefined || (step === 'read' && options.findsReadCards !== true)) {
      return { status: SAM_STATUS.notFound };
    }
    return { status: SAM_STATUS.found, data: new Uint8Array(4) };
  }

  function select(): Answer {
    if (card === undefined) return { status: SAM_STATUS.selectFailed };
    if (step === 'lying') step = 'selected';
    return { status: SAM_STATUS.ok, data: new Uint8Array(8) };
  }

  function readBase(): Answer {
    if (cardFault === 'pulled-while-read') card = undefined;
    if (card === undefined || step === 'lying') return { status: SAM_STATUS.readFailed };
    const status = ID_CARD_FAULTS[cardFault];
    if (status !== SAM_STATUS.ok) return { status };
    step = 'read';
    return { status, data: Uint8Array.from([0x01, 0x00, 0x04, 0x00, ...card.text, ...card.photo]) };
  }

  function readAddress(): Answer {
    if (options.knowsAddress === false) return { status: SAM_STATUS.commandError };
    if (card === undefined || step === 'lying') return { status: SAM_STATUS.readFailed };
    if (card.appendedAddress === undefined) return { status: SAM_STATUS.none };
    return { status: SAM_STATUS.ok, data: card.appendedAddress };
  }

  const work = {
    reset: { run: () => ({ status: SAM_STATUS.ok }), ms: 0 },
    status: { run: () => ({ status: SAM_STATUS.ok }), ms: 0 },
    identify: { run: () => ({ status: SAM_STATUS.ok, data: SAM_ID }), ms: 0 },
    findCard: { run: find, ms: times.findMs },
    selectCard: { run: select, ms: times.selectMs },
    readBase: { run: readBase, ms: times.readMs },
    readAddress: { run: readAddress, ms: times.addressMs },
  } as const satisfies Record<SamCommandName, { readonly run: () => Answer; readonly ms: number }>;

  function answer(to: ByteLink, reply: Answer): void {
    const fault = faults.shift() ?? (noisy ? 'noise' : undefined);
    const bytes = disturb(encodeAnswer(reply), fault);
    if (fault === 'cut') send(to, bytes, () => void to.close());
    else send(to, bytes);
  }

  function take(to: ByteLink, content: Uint8Array): void {
    const name = commandNames.find((known) => samCommands[known].code.every((byte, index) => byte === content[index]));
    commands.emit(name);
    if (name === undefined) {
      answer(to, { status: SAM_STATUS.commandError });
      return;
    }
    const { run, ms } = work[name];
    const carryOut = (): void => {
      const status = SAM_FAULTS[moduleFault];
      answer(to, status === SAM_STATUS.ok ? run() : { status });
    };
    // The module works at the card first: what has become of the card meanwhile counts.
    if (ms === 0) carryOut();
    else options.timers.after(ms, carryOut);
  }

  function listen(link: ByteLink): void {
    const decoder = createSamFrameDecoder();
    let cancelSilence: () => void = () => undefined;
    const handle = (events: readonly SamFrameEvent[]): void => {
      for (const event of events) {
        if (event.kind === 'frame') take(link, event.content);
        else answer(link, { status: SAM_STATUS.checksumError });
      }
    };
    link.onData((bytes) => {
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

  return {
    attach(link) {
      line = link;
      step = 'lying';
      listen(link);
    },
    layCard(spec) {
      card = buildIdCard(spec);
      step = 'lying';
    },
    takeCard() {
      card = undefined;
    },
    laid: () => card !== undefined,
    setCardFault(fault) {
      cardFault = fault;
    },
    setModuleFault(fault) {
      moduleFault = fault;
    },
    faultNext: (fault) => void faults.push(fault),
    setMute(on) {
      mute = on;
    },
    setNoisy(on) {
      noisy = on;
    },
    onCommand: (listener) => commands.subscribe(listener),
  };
}

const commandNames: readonly SamCommandName[] = [
  'reset',
  'status',
  'identify',
  'findCard',
  'selectCard',
  'readBase',
  'readAddress',
];

function encodeAnswer({ status, data = NOTHING }: Answer): Uint8Array {
  return encodeSamFrame(Uint8Array.from([0, 0, status, ...data]));
}

/** The answer as it goes on the line with a fault. */
function disturb(frame: Uint8Array, fault: IdReaderLineFault | undefined): Uint8Array {
  switch (fault) {
    case undefined:
      return frame;
    case 'checksum-refused':
      return encodeAnswer({ status: SAM_STATUS.checksumError });
    case 'length-refused':
      return encodeAnswer({ status: SAM_STATUS.lengthError });
    case 'noise':
      return Uint8Array.from([...STRAY_BYTES, ...frame]);
    case 'noise-inside':
      return changed(frame, Math.floor(frame.length / 2));
    case 'wrong-checksum':
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
