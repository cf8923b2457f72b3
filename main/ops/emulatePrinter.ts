import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { paperText } from '../../native/emulator/paper.ts';
import { paperSvg } from '../../native/emulator/paperSvg.ts';
import { createPrinterEmulator, type PrinterEmulator } from '../../native/emulator/printerEmulator.ts';
import { systemTimers } from '../../native/systemTime.ts';
import { readArguments, refuseArguments, report } from './arguments.ts';
import { failed, obeyUntilEnd, ONE_PLACE, onePlace, openPlace, placeOptions, placeShape } from './emulationPlace.ts';
import type { Obeyed } from './emulationPlace.ts';

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
    ...placeShape,
    columns: z.enum(['32', '48']).default('48'),
    repertoire: z.enum(['gbk', 'gb18030']).default('gbk'),
    silent: z.boolean().default(false),
  })
  .refine(onePlace, ONE_PLACE);

/**
 * `device emulate printer`: an 80 or 58 mm printer on a serial path or a TCP port of this machine, until SIGINT, `quit` or
 * the end of the line. Commands come as lines on the standard input; each is answered with one line. Exit code 0 after a
 * wanted end, 1 when path, port or line fail, 2 for wrong arguments.
 */
export async function runEmulatePrinter(args: readonly string[]): Promise<number> {
  const read = readArguments(
    args,
    { ...placeOptions, columns: { type: 'string' }, repertoire: { type: 'string' }, silent: { type: 'boolean' } },
    argumentSchema,
  );
  if (!read.ok) return refuseArguments(read.message, EMULATE_PRINTER_USAGE);
  const { columns, repertoire, silent, json } = read.options;
  const printer = createPrinterEmulator({ columns: columns === '32' ? 32 : 48, repertoire });
  printer.setMute(silent);
  const placed = await openPlace(read.options, (link) => printer.attach(link));
  if (!placed.ok) return failed(json, placed.code, `端口不能打开:${placed.detail}`);
  const { place } = placed;
  report(json, { ready: true, place: place.name }, `打印机仿真 ready: ${place.name}  命令: ${HELP}`);
  return obeyUntilEnd(place, (line) => obey(printer, line.trim()), { json });
}

function isHand(line: string): line is keyof typeof HANDS {
  return Object.hasOwn(HANDS, line);
}

function obey(printer: PrinterEmulator, line: string): Obeyed {
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

function savePicture(printer: PrinterEmulator, file: string): Obeyed {
  try {
    writeFileSync(file, paperSvg(printer.paper()));
    return { ok: true, message: `ok picture ${file}` };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return { ok: false, message: error.message };
  }
}
