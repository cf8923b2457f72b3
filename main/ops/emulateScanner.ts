import { z } from 'zod';
import { createScannerEmulator, SCAN_SUFFIXES } from '../../native/emulator/scannerEmulator.ts';
import { readArguments, refuseArguments, report } from './arguments.ts';
import { failed, obeyUntilEnd, ONE_PLACE, onePlace, openPlace, placeOptions, placeShape } from './emulationPlace.ts';
import type { Obeyed } from './emulationPlace.ts';
import { keysOf } from '../domain/keysOf.ts';

const suffixes = keysOf(SCAN_SUFFIXES);

/** Usage line of `device emulate scanner`. */
export const EMULATE_SCANNER_USAGE = `device emulate scanner (--path P | --listen PORT) [--suffix ${suffixes.join('|')}] [--baud N] [--json]`;

/**
 * `device emulate scanner`: a scanner on a serial path or on a TCP port of this machine. Each line of the standard input is
 * scanned and answered with one line (never with what was scanned); ends with the input, on SIGINT, or with the line. Exit
 * code 0 after a wanted end, 1 when the place cannot be had or is lost, 2 for wrong arguments.
 */
export async function runEmulateScanner(args: readonly string[]): Promise<number> {
  const read = readArguments(
    args,
    { ...placeOptions, suffix: { type: 'string' } },
    z.object({ ...placeShape, suffix: z.enum(suffixes).default('cr') }).refine(onePlace, ONE_PLACE),
  );
  if (!read.ok) return refuseArguments(read.message, EMULATE_SCANNER_USAGE);
  const { suffix, json } = read.options;
  const emulator = createScannerEmulator();
  const placed = await openPlace(read.options, (link) => emulator.attach(link));
  if (!placed.ok) return failed(json, placed.code, `端口不能打开:${placed.detail}`);
  const { place } = placed;
  report(json, { ready: true, place: place.name }, `扫码器仿真 ready: ${place.name}  每输入一行即扫一次`);
  const scan = async (text: string): Promise<Obeyed> => {
    const taken = await emulator.scan(text, { suffix });
    return { ok: taken, message: taken ? 'ok scan' : '没有程序连着这个扫码器' };
  };
  return obeyUntilEnd(place, scan, { json, endsWithInput: true });
}
