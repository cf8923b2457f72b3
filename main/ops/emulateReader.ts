import { createInterface } from 'node:readline';
import { z } from 'zod';
import { HOST_MESSAGE } from '../../native/card/ccidMessage.ts';
import { buildCard } from '../../native/emulator/cardEmulator.ts';
import { READER_EMULATOR_FAULTS, createCardReaderEmulator } from '../../native/emulator/cardReaderEmulator.ts';
import type { CardReaderEmulator, ReaderEmulatorFault } from '../../native/emulator/cardReaderEmulator.ts';
import { readCardFile } from '../../native/emulator/cardSpec.ts';
import type { ByteLink } from '../../native/transport/port.ts';
import { serialOpener } from '../../native/transport/serialLink.ts';
import { systemTimers } from '../../native/transport/timers.ts';
import { readArguments, refuseArguments, report, serialOptions, serialShape } from './arguments.ts';

/** Usage line of `device emulate card-reader`. */
export const EMULATE_READER_USAGE =
  'device emulate card-reader --path P --card FILE [--empty] [--variant gempc-twin|sec1210] [--baud N] [--json]';

const HELP = `insert [FILE]  remove  pull N  mute  unmute  quit  ${READER_EMULATOR_FAULTS.join('  ')}`;

/**
 * `device emulate card-reader`: a reader with a card on a serial path, until SIGINT, `quit` or the end of the line.
 * `--empty` starts with the card outside. Commands come as lines on the standard input; each is answered with one
 * line. Exit code 0 after a wanted end, 1 when path, card file or line fail, 2 for wrong arguments.
 */
export async function runEmulateCardReader(args: readonly string[]): Promise<number> {
  const read = readArguments(
    args,
    { ...serialOptions, card: { type: 'string' }, empty: { type: 'boolean' } },
    z.object({
      ...serialShape,
      card: z.string({ error: '必须给出卡片文件' }).min(1),
      empty: z.boolean().default(false),
    }),
  );
  if (!read.ok) return refuseArguments(read.message, EMULATE_READER_USAGE);
  const { path, baud, variant, card, empty, json } = read.options;
  const emulator = createCardReaderEmulator({ variant, timers: systemTimers });
  const problem = empty ? fileProblem(card) : insertFile(emulator, card);
  if (problem !== undefined) return fail(json, 'card-file', `卡片文件不能用:${problem}`);
  const opened = await serialOpener({ path, baudRate: baud, dataBits: 8, stopBits: 2, parity: 'none' })();
  if (!opened.ok) return fail(json, opened.code, `串口不能打开:${opened.detail}`);
  emulator.attach(opened.link);
  report(json, { ready: true, path, variant }, `读卡器仿真 ready: ${path}  命令: ${HELP}`);
  return untilEnd(opened.link, emulator, card, json);
}

function fail(json: boolean, code: string, message: string): number {
  report(json, { ok: false, code, message }, message);
  return 1;
}

function fileProblem(file: string): string | undefined {
  const read = readCardFile(file);
  return read.ok ? undefined : `${file}: ${read.detail}`;
}

function insertFile(emulator: CardReaderEmulator, file: string): string | undefined {
  const read = readCardFile(file);
  if (!read.ok) return `${file}: ${read.detail}`;
  emulator.insert(buildCard(read.card));
  return undefined;
}

/** Obeys the standard input until someone ends it or the line is lost. */
function untilEnd(link: ByteLink, emulator: CardReaderEmulator, card: string, json: boolean): Promise<number> {
  return new Promise((resolve) => {
    const input = createInterface({ input: process.stdin });
    const interrupted = (): void => void link.close();
    process.once('SIGINT', interrupted);
    process.once('SIGTERM', interrupted);
    input.on('line', (line) => {
      const answer = obey(emulator, line.trim(), card);
      if (answer === 'quit') void link.close();
      else report(json, answer, answer.message);
    });
    link.onEnd((end) => {
      process.off('SIGINT', interrupted);
      process.off('SIGTERM', interrupted);
      input.close();
      // A standard input that stays open would keep the process alive.
      process.stdin.destroy();
      resolve(end.kind === 'closed' ? 0 : fail(json, 'cable-lost', `连线中断:${end.detail}`));
    });
  });
}

type Answer = { readonly ok: boolean; readonly message: string } | 'quit';

function obey(emulator: CardReaderEmulator, line: string, card: string): Answer {
  const [word = '', ...rest] = line.split(/\s+/);
  const argument = rest.join(' ');
  switch (word) {
    case 'quit':
      return 'quit';
    case 'insert': {
      const problem = insertFile(emulator, argument === '' ? card : argument);
      return problem === undefined ? done(word) : { ok: false, message: problem };
    }
    case 'remove':
      emulator.remove();
      return done(word);
    case 'pull':
      return pullAfter(emulator, Number(argument));
    case 'mute':
    case 'unmute':
      emulator.setMute(word === 'mute');
      return done(word);
    default:
      if (!isFault(word)) return { ok: false, message: `命令: ${HELP}` };
      emulator.faultNext(word);
      return done(word);
  }
}

function done(word: string): Answer {
  return { ok: true, message: `ok ${word}` };
}

function isFault(word: string): word is ReaderEmulatorFault {
  return READER_EMULATOR_FAULTS.some((fault) => fault === word);
}

/** Takes the card out just before the so-manieth command to it from now on is carried out. */
function pullAfter(emulator: CardReaderEmulator, commands: number): Answer {
  if (!Number.isInteger(commands) || commands < 1) return { ok: false, message: 'pull N: N ≥ 1' };
  let left = commands;
  const stop = emulator.onCommand((message) => {
    if (message.type !== HOST_MESSAGE.xfrBlock) return;
    left -= 1;
    if (left > 0) return;
    stop();
    emulator.remove();
  });
  return done(`pull ${commands}`);
}
