import {
  asyncClose,
  asyncList,
  asyncOpen,
  asyncRead,
  asyncWrite,
} from '@serialport/bindings-cpp/dist/load-bindings.js';
import { z } from 'zod';
import { explainLibraryError, libraryCodeOf } from './libraryError.ts';
import { openFailureOf, type OpenRefusal } from './openFailure.ts';
import type { LibraryPort } from './portLink.ts';

/** How a serial line is set. A pseudo-terminal takes any setting and ignores it. */
export interface LineSettings {
  /** `/dev/ttyUSB0`, `COM3`, or the path of a pseudo-terminal. */
  readonly path: string;
  /** Bits per second. */
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly stopBits: 1 | 2;
  readonly parity: 'none' | 'even' | 'odd';
  /** How the device says that it can take no more. Default `none`. `xon-xoff` is done by the system: those bytes are no data then. */
  readonly flowControl?: 'none' | 'xon-xoff' | 'rts-cts';
}

const FLOW_CONTROLS = {
  none: { rtscts: false, xon: false, xoff: false },
  'xon-xoff': { rtscts: false, xon: true, xoff: true },
  'rts-cts': { rtscts: true, xon: false, xoff: false },
} as const satisfies Record<NonNullable<LineSettings['flowControl']>, object>;

/** The library declares its functions as nothing more than functions: what they answer is looked at. */
async function call(nativePart: typeof asyncOpen, ...given: readonly unknown[]): Promise<unknown> {
  return await Reflect.apply(nativePart, undefined, given);
}

/** The refusal that an error of the port library stands for. */
function lineRefusalOf(error: unknown): OpenRefusal {
  return { ok: false, code: openFailureOf(libraryCodeOf(error)), detail: explainLibraryError(error) };
}

/** The settings in the library's words; `lock`: for this program alone, `rtsMode`: what Windows does with RTS when it is not told. */
function optionsOf({ flowControl = 'none', ...line }: LineSettings) {
  return {
    ...line,
    ...FLOW_CONTROLS[flowControl],
    xany: false,
    hupcl: true,
    lock: true,
    rtsMode: 'handshake',
  } as const;
}

/**
 * Opens and sets a line through the library's native part and answers the number of the open file. The library's own port object
 * is passed by (see `ttyLink.ts`); `vmin` and `vtime` are what it gives: a read ends with the first byte.
 */
export async function openLine(
  settings: LineSettings,
): Promise<{ readonly ok: true; readonly number: number } | OpenRefusal> {
  let opened: unknown;
  try {
    opened = await call(asyncOpen, settings.path, { ...optionsOf(settings), vmin: 1, vtime: 0 });
  } catch (error) {
    return lineRefusalOf(error);
  }
  return { ok: true, number: z.int().min(0).parse(opened) };
}

/** A line that {@link openLine} opened under Windows, where its number is no file of Node. */
export function libraryPort(number: number): LibraryPort {
  return {
    read: async (buffer, offset, length) => ({
      bytesRead: z.int().parse(await call(asyncRead, number, buffer, offset, length)),
    }),
    async write(buffer) {
      await call(asyncWrite, number, buffer);
    },
    async close() {
      await call(asyncClose, number);
    },
  };
}

/** The ports as Windows and macOS list them. */
export function listOfLibrary(): Promise<unknown> {
  return call(asyncList);
}
