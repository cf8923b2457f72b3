import { z } from 'zod';
import { HOST_MESSAGE } from '../../native/card/ccidMessage.ts';
import { buildCard } from '../../native/emulator/cardEmulator.ts';
import type { EmulatedCard } from '../../native/emulator/cardEmulator.ts';
import { READER_EMULATOR_FAULTS, createCardReaderEmulator } from '../../native/emulator/cardReaderEmulator.ts';
import type { CardReaderEmulator, ReaderEmulatorFault } from '../../native/emulator/cardReaderEmulator.ts';
import { readCardFile } from '../../native/emulator/cardSpec.ts';
import { T1_CARD_FAULTS } from '../../native/emulator/t1Card.ts';
import type { T1CardFault } from '../../native/emulator/t1Card.ts';
import { systemTimers } from '../../native/systemTime.ts';
import { readArguments, refuseArguments, report, serialOptions, serialShape } from './arguments.ts';
import { failed, obeyUntilEnd, ONE_PLACE, onePlace, openPlace, placeOptions, placeShape } from './emulationPlace.ts';
import type { Obeyed } from './emulationPlace.ts';

/** Usage line of `device emulate card-reader`. */
export const EMULATE_READER_USAGE =
  'device emulate card-reader (--path P | --listen PORT) --card FILE [--protocol t0|t1] [--empty] [--variant gempc-twin|sec1210] [--baud N] [--json]';

const HELP = `insert [FILE]  remove  pull N  mute  unmute  quit  ${[...READER_EMULATOR_FAULTS, ...T1_CARD_FAULTS].join('  ')}`;

/** The reader at work: the card that is put in by default, and the last one put in. */
interface Bench {
  readonly emulator: CardReaderEmulator;
  readonly file: string;
  readonly protocol: 't0' | 't1';
  card: EmulatedCard | undefined;
}

/**
 * `device emulate card-reader`: a reader with a card on a serial path or a TCP port of this machine, until SIGINT, `quit` or the
 * end of the line. `--empty` starts with the card outside. Commands come as lines on the standard input; each is answered with
 * one line. Exit code 0 after a wanted end, 1 when place, card file or line fail, 2 for wrong arguments.
 */
export async function runEmulateCardReader(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const read = readArguments(
    args,
    { ...placeOptions, variant: serialOptions.variant, card: text, protocol: text, empty: { type: 'boolean' } },
    z
      .object({
        ...placeShape,
        variant: serialShape.variant,
        card: z.string({ error: '必须给出卡片文件' }).min(1),
        protocol: z.enum(['t0', 't1']).default('t0'),
        empty: z.boolean().default(false),
      })
      .refine(onePlace, ONE_PLACE),
  );
  if (!read.ok) return refuseArguments(read.message, EMULATE_READER_USAGE);
  const { variant, card: file, protocol, empty, json } = read.options;
  const emulator = createCardReaderEmulator({ variant, timers: systemTimers });
  const bench: Bench = { emulator, file, protocol, card: undefined };
  const problem = empty ? fileProblem(file) : insertFile(bench, file);
  if (problem !== undefined) return failed(json, 'card-file', `卡片文件不能用:${problem}`);
  // Two stop bits: the line of serial CCID readers.
  const placed = await openPlace(read.options, emulator.attach, 2);
  if (!placed.ok) return failed(json, placed.code, `端口不能打开:${placed.detail}`);
  const { place } = placed;
  report(json, { ready: true, path: place.name, variant }, `读卡器仿真 ready: ${place.name}  命令: ${HELP}`);
  return obeyUntilEnd(place, (line) => obey(bench, line.trim()), { json });
}

function fileProblem(file: string): string | undefined {
  const read = readCardFile(file);
  return read.ok ? undefined : `${file}: ${read.detail}`;
}

function insertFile(bench: Bench, file: string): string | undefined {
  const read = readCardFile(file);
  if (!read.ok) return `${file}: ${read.detail}`;
  const { atr, ...spec } = read.card;
  // The answer to reset of a card file says T=0; a card of T=1 needs its own.
  const ownAtr = bench.protocol === 't0' && atr !== undefined ? { atr } : {};
  bench.card = buildCard({ ...spec, ...ownAtr }, { protocol: bench.protocol });
  bench.emulator.insert(bench.card);
  return undefined;
}

function obey(bench: Bench, line: string): Obeyed {
  const { emulator } = bench;
  const [word = '', ...rest] = line.split(/\s+/);
  const argument = rest.join(' ');
  switch (word) {
    case 'quit':
      return 'quit';
    case 'insert': {
      const problem = insertFile(bench, argument === '' ? bench.file : argument);
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
      if (isFault(word)) emulator.faultNext(word);
      else if (isCardFault(word)) bench.card?.faultNext(word);
      else return { ok: false, message: `命令: ${HELP}` };
      return done(word);
  }
}

function done(word: string): Obeyed {
  return { ok: true, message: `ok ${word}` };
}

function isFault(word: string): word is ReaderEmulatorFault {
  return READER_EMULATOR_FAULTS.some((fault) => fault === word);
}

function isCardFault(word: string): word is T1CardFault {
  return T1_CARD_FAULTS.some((fault) => fault === word);
}

/** Takes the card out just before the so-manieth command to it from now on is carried out. */
function pullAfter(emulator: CardReaderEmulator, commands: number): Obeyed {
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
