import { z } from 'zod';
import {
  createIdCardReaderEmulator,
  DESKTOP_READER_TIMES,
  ID_CARD_FAULTS,
  ID_READER_LINE_FAULTS,
  SAM_FAULTS,
} from '../../native/emulator/idCardReaderEmulator.ts';
import type { IdCardReaderEmulator } from '../../native/emulator/idCardReaderEmulator.ts';
import { readIdCardFile } from '../../native/emulator/idCardSpec.ts';
import { systemTimers } from '../../native/systemTime.ts';
import { readArguments, refuseArguments, report } from './arguments.ts';
import { failed, obeyUntilEnd, ONE_PLACE, onePlace, openPlace, placeOptions, placeShape } from './emulationPlace.ts';
import type { Obeyed } from './emulationPlace.ts';
import { keysOf } from '../domain/keysOf.ts';

/** Usage line of `device emulate id-card-reader`. */
export const EMULATE_ID_READER_USAGE =
  'device emulate id-card-reader (--path P [--baud N] | --listen PORT) --card FILE [--empty] [--at-once] [--json]';

/** Commands of the standard input that need no argument. */
const HANDS: Readonly<Record<string, (reader: IdCardReaderEmulator) => void>> = {
  take: (reader) => reader.takeCard(),
  mute: (reader) => reader.setMute(true),
  unmute: (reader) => reader.setMute(false),
  'noisy on': (reader) => reader.setNoisy(true),
  'noisy off': (reader) => reader.setNoisy(false),
  ...Object.fromEntries(
    keysOf(ID_CARD_FAULTS).map((fault) => [
      `card ${fault}`,
      (reader: IdCardReaderEmulator) => reader.setCardFault(fault),
    ]),
  ),
  ...Object.fromEntries(
    keysOf(SAM_FAULTS).map((fault) => [
      `module ${fault}`,
      (reader: IdCardReaderEmulator) => reader.setModuleFault(fault),
    ]),
  ),
  ...Object.fromEntries(
    ID_READER_LINE_FAULTS.map((fault) => [fault, (reader: IdCardReaderEmulator) => reader.faultNext(fault)]),
  ),
};

const HELP = `lay [FILE] | ${Object.keys(HANDS).join(' | ')} | quit`;

/**
 * `device emulate id-card-reader`: a reader of ID cards with a card on it, on a serial path or a TCP port of this machine,
 * until SIGINT, `quit` or the end of the line. `--empty` starts without the card; `--at-once` leaves out the time a
 * desktop reader works at a card. Commands come as lines on the standard input; each is answered with one line. Exit code
 * 0 after a wanted end, 1 when place, card file or line fail, 2 for wrong arguments.
 */
export async function runEmulateIdReader(args: readonly string[]): Promise<number> {
  const read = readArguments(
    args,
    { ...placeOptions, card: { type: 'string' }, empty: { type: 'boolean' }, 'at-once': { type: 'boolean' } },
    z
      .object({
        ...placeShape,
        card: z.string({ error: '必须给出证件文件' }).min(1),
        empty: z.boolean().default(false),
        'at-once': z.boolean().default(false),
      })
      .refine(onePlace, ONE_PLACE),
  );
  if (!read.ok) return refuseArguments(read.message, EMULATE_ID_READER_USAGE);
  const { card, empty, json, 'at-once': atOnce, ...where } = read.options;
  const emulator = createIdCardReaderEmulator({
    timers: systemTimers,
    ...(atOnce ? {} : { times: DESKTOP_READER_TIMES }),
  });
  const laid = lay(emulator, card);
  if (!laid.ok) return failed(json, 'card-file', `证件文件不能用:${laid.message}`);
  if (empty) emulator.takeCard();
  const placed = await openPlace(where, emulator.attach);
  if (!placed.ok) return failed(json, placed.code, `端口不能打开:${placed.detail}`);
  const { place } = placed;
  report(json, { ready: true, place: place.name }, `身份证阅读器仿真 ready: ${place.name}  命令: ${HELP}`);
  return obeyUntilEnd(place, (line) => obey(emulator, line.trim(), card), { json });
}

function lay(emulator: IdCardReaderEmulator, file: string): { readonly ok: boolean; readonly message: string } {
  const read = readIdCardFile(file);
  if (!read.ok) return { ok: false, message: `${file}: ${read.detail}` };
  emulator.layCard(read.card);
  return { ok: true, message: 'ok lay' };
}

function obey(emulator: IdCardReaderEmulator, line: string, card: string): Obeyed {
  if (line === 'quit') return 'quit';
  if (line === 'lay') return lay(emulator, card);
  if (line.startsWith('lay ')) return lay(emulator, line.slice('lay '.length).trim());
  const hand = Object.hasOwn(HANDS, line) ? HANDS[line] : undefined;
  if (hand === undefined) return { ok: false, message: `命令: ${HELP}` };
  hand(emulator);
  return { ok: true, message: `ok ${line}` };
}
