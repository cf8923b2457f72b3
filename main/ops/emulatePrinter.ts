import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { paperText } from '../../native/emulator/paper.ts';
import { paperSvg } from '../../native/emulator/paperSvg.ts';
import { createPrinterEmulator, type PrinterEmulator } from '../../native/emulator/printerEmulator.ts';
import { serialOpener } from '../../native/transport/serialLink.ts';
import { listenTcp } from '../../native/transport/tcpServer.ts';
import { systemTimers } from '../../native/transport/timers.ts';
import { readArguments, refuseArguments, report } from './arguments.ts';

/** Usage line of `device emulate printer`. */
export const EMULATE_PRINTER_USAGE =
  'device emulate printer (--path P [--baud N] | --listen PORT) [--columns 32|48] [--repertoire gbk|gb18030] [--silent] [--json]';

/** A small, slow printer: about 40 mm of text a second through a buffer of a few lines. */
const SMALL_BUFFER = { bufferBytes: 512, bytesPerSecond: 1_000, timers: systemTimers };

/** Every command of the standard input: what it does to the printer. */
const HANDS = {
  'paper ok': (printer) => printer.setPaper('ok'),
  'paper near-end': (printer) => printer.setPaper('near-end'),
  'paper end': (printer) => printer.setPaper('end'),
  'cover open': (printer) => printer.setCover('open'),
  'cover closed': (printer) => printer.setCover('closed'),
  'error none': (printer) => printer.setError('none'),
  'error cutter': (printer) => printer.setError('cutter'),
  'error recoverable': (printer) => printer.setError('recoverable'),
  'error unrecoverable': (printer) => printer.setError('unrecoverable'),
  online: (printer) => printer.setOnline(true),
  offline: (printer) => printer.setOnline(false),
  mute: (printer) => printer.setMute(true),
  unmute: (printer) => printer.setMute(false),
  'power off': (printer) => printer.setPower('off'),
  'power on': (printer) => printer.setPower('on'),
  'buffer small': (printer) => printer.setSlow(SMALL_BUFFER),
  'buffer small-no-flow': (printer) => printer.setSlow({ ...SMALL_BUFFER, holdsLine: false }),
  'buffer large': (printer) => printer.setSlow(undefined),
  tear: (printer) => printer.tearOff(),
} as const satisfies Record<string, (printer: PrinterEmulator) => void>;

const HELP = `${Object.keys(HANDS).join(' | ')} | left N | read | picture FILE.svg | quit`;

const argumentSchema = z
  .object({
    path: z.string().min(1).optional(),
    listen: z.coerce.number().int().min(0).max(65_535).optional(),
    baud: z.coerce.number().int().min(300).max(921_600).default(115_200),
    columns: z.enum(['32', '48']).default('48'),
    repertoire: z.enum(['gbk', 'gb18030']).default('gbk'),
    silent: z.boolean().default(false),
    json: z.boolean().default(false),
  })
  .refine(({ path, listen }) => (path === undefined) !== (listen === undefined), {
    path: ['path'],
    error: '--path 和 --listen 必须给出其中一个',
  });

/** Where the printer hangs: until what it resolves with on opening ends, or is closed. */
interface Place {
  readonly name: string;
  readonly close: () => void;
  /** Resolves with undefined after a wanted end, otherwise with what happened. */
  readonly over: Promise<string | undefined>;
}

type Placed =
  { readonly ok: true; readonly place: Place } | { readonly ok: false; readonly code: string; readonly detail: string };

/**
 * `device emulate printer`: an 80 or 58 mm printer on a serial path or a TCP port of this machine, until SIGINT, `quit` or
 * the end of the line. Commands come as lines on the standard input; each is answered with one line. Exit code 0 after a
 * wanted end, 1 when path, port or line fail, 2 for wrong arguments.
 */
export async function runEmulatePrinter(args: readonly string[]): Promise<number> {
  const read = readArguments(
    args,
    {
      path: { type: 'string' },
      listen: { type: 'string' },
      baud: { type: 'string' },
      columns: { type: 'string' },
      repertoire: { type: 'string' },
      silent: { type: 'boolean' },
      json: { type: 'boolean' },
    },
    argumentSchema,
  );
  if (!read.ok) return refuseArguments(read.message, EMULATE_PRINTER_USAGE);
  const { path, listen, baud, columns, repertoire, silent, json } = read.options;
  const printer = createPrinterEmulator({ columns: columns === '32' ? 32 : 48, repertoire });
  printer.setMute(silent);
  const placed = path === undefined ? await onTcp(printer, listen ?? 0) : await onSerial(printer, path, baud);
  if (!placed.ok) return fail(json, placed.code, `端口不能打开:${placed.detail}`);
  const { place } = placed;
  report(json, { ready: true, place: place.name }, `打印机仿真 ready: ${place.name}  命令: ${HELP}`);
  return untilEnd(place, printer, json);
}

function fail(json: boolean, code: string, message: string): number {
  report(json, { ok: false, code, message }, message);
  return 1;
}

async function onSerial(printer: PrinterEmulator, path: string, baudRate: number): Promise<Placed> {
  const opened = await serialOpener({ path, baudRate, dataBits: 8, stopBits: 1, parity: 'none' })();
  if (!opened.ok) return opened;
  const { link } = opened;
  printer.attach(link);
  const over = new Promise<string | undefined>((resolve) => {
    link.onEnd((end) => resolve(end.kind === 'closed' ? undefined : end.detail));
  });
  return { ok: true, place: { name: path, close: () => void link.close(), over } };
}

async function onTcp(printer: PrinterEmulator, port: number): Promise<Placed> {
  try {
    const server = await listenTcp(port, (link) => printer.attach(link));
    let close: () => void = () => undefined;
    const over = new Promise<undefined>((resolve) => {
      close = () => void server.close().then(() => resolve(undefined));
    });
    return { ok: true, place: { name: `127.0.0.1:${server.port}`, close, over } };
  } catch (error) {
    // A port that can not be had is reported with the system's code; anything else is a bug.
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return { ok: false, code: String(error.code), detail: error.message };
  }
}

/** Obeys the standard input until someone ends it or the line is lost. */
async function untilEnd(place: Place, printer: PrinterEmulator, json: boolean): Promise<number> {
  const input = createInterface({ input: process.stdin });
  process.once('SIGINT', place.close);
  process.once('SIGTERM', place.close);
  input.on('line', (line) => {
    const answer = obey(printer, line.trim());
    if (answer === 'quit') place.close();
    else report(json, answer, answer.message);
  });
  const trouble = await place.over;
  process.off('SIGINT', place.close);
  process.off('SIGTERM', place.close);
  input.close();
  // A standard input that stays open would keep the process alive.
  process.stdin.destroy();
  return trouble === undefined ? 0 : fail(json, 'cable-lost', `连线中断:${trouble}`);
}

type Answer =
  | { readonly ok: boolean; readonly message: string; readonly slips?: unknown; readonly problems?: readonly string[] }
  | 'quit';

function isHand(line: string): line is keyof typeof HANDS {
  return Object.hasOwn(HANDS, line);
}

function obey(printer: PrinterEmulator, line: string): Answer {
  if (line === 'quit') return 'quit';
  if (isHand(line)) {
    HANDS[line](printer);
    return { ok: true, message: `ok ${line}` };
  }
  const [word, argument = ''] = line.split(/\s+/, 2);
  switch (word) {
    case 'left': {
      const rows = Number(argument);
      if (!Number.isInteger(rows) || rows < 0) return { ok: false, message: 'left N: N ≥ 0' };
      printer.setRowsLeft(rows);
      return { ok: true, message: `ok ${line}` };
    }
    case 'read': {
      const paper = printer.paper();
      const slips = paperText(paper);
      return {
        ok: true,
        message: slips.map((rows) => rows.join('\n')).join('\n—— ✂ ——\n'),
        slips,
        problems: paper.problems,
      };
    }
    case 'picture':
      return savePicture(printer, argument);
    default:
      return { ok: false, message: `命令: ${HELP}` };
  }
}

function savePicture(printer: PrinterEmulator, file: string): Answer {
  try {
    writeFileSync(file, paperSvg(printer.paper()));
    return { ok: true, message: `ok picture ${file}` };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return { ok: false, message: error.message };
  }
}
