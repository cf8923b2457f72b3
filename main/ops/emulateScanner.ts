import { createInterface } from 'node:readline';
import { z } from 'zod';
import { createScannerEmulator, SCAN_SUFFIXES, type ScanSuffix } from '../../native/emulator/scannerEmulator.ts';
import type { ScannerEmulator } from '../../native/emulator/scannerEmulator.ts';
import { serialOpener } from '../../native/transport/serialLink.ts';
import { listenTcp } from '../../native/transport/tcpServer.ts';
import { readArguments, refuseArguments, report, serialOptions, serialShape } from './arguments.ts';

const suffixes = Object.keys(SCAN_SUFFIXES) as readonly ScanSuffix[];

/** Usage line of `device emulate scanner`. */
export const EMULATE_SCANNER_USAGE = `device emulate scanner (--path P | --listen PORT) [--suffix ${suffixes.join('|')}] [--baud N] [--json]`;

/** An opened line and how to leave it; `over` resolves with the exit code when it is lost. */
interface Line {
  readonly place: string;
  readonly close: () => Promise<void>;
  readonly lost: Promise<string>;
}

/**
 * `device emulate scanner`: a scanner on a serial path or on a TCP port of this machine. Each line of the standard input is
 * scanned and answered with one line (never with what was scanned); ends with the input, on SIGINT, or with the line. Exit
 * code 0 after a wanted end, 1 when the place can not be had or is lost, 2 for wrong arguments.
 */
export async function runEmulateScanner(args: readonly string[]): Promise<number> {
  const { path, baud, json } = serialOptions;
  const read = readArguments(
    args,
    { path, baud, json, listen: { type: 'string' }, suffix: { type: 'string' } },
    z
      .object({
        path: serialShape.path.optional(),
        baud: serialShape.baud,
        json: serialShape.json,
        listen: z.coerce.number().int().min(0).max(65_535).optional(),
        suffix: z.enum(suffixes).default('cr'),
      })
      .refine((options) => (options.path === undefined) !== (options.listen === undefined), {
        error: '--path 和 --listen 必须且只能给出一个',
      }),
  );
  if (!read.ok) return refuseArguments(read.message, EMULATE_SCANNER_USAGE);
  const { options } = read;
  const emulator = createScannerEmulator();
  const opened =
    options.path === undefined
      ? await listen(options.listen ?? 0, emulator)
      : await openSerial(options.path, options.baud, emulator);
  if (!opened.ok) return fail(options.json, opened.code, opened.message);
  const { line } = opened;
  report(options.json, { ready: true, place: line.place }, `扫码器仿真 ready: ${line.place}  每输入一行即扫一次`);
  return untilEnd(line, emulator, options.suffix, options.json);
}

type Opened =
  { readonly ok: true; readonly line: Line } | { readonly ok: false; readonly code: string; readonly message: string };

async function openSerial(path: string, baudRate: number, emulator: ScannerEmulator): Promise<Opened> {
  const opened = await serialOpener({ path, baudRate, dataBits: 8, stopBits: 1, parity: 'none' })();
  if (!opened.ok) return { ok: false, code: opened.code, message: `串口不能打开:${opened.detail}` };
  const { link } = opened;
  emulator.attach(link);
  const lost = new Promise<string>((resolve) => {
    link.onEnd((end) => {
      if (end.kind === 'lost') resolve(end.detail);
    });
  });
  return { ok: true, line: { place: path, close: () => link.close(), lost } };
}

async function listen(port: number, emulator: ScannerEmulator): Promise<Opened> {
  try {
    const server = await listenTcp(port, (link) => emulator.attach(link));
    // A counter that hangs up may come again: the scanner goes on waiting for it.
    const lost = new Promise<string>(() => undefined);
    return { ok: true, line: { place: `127.0.0.1:${server.port}`, close: () => server.close(), lost } };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { ok: false, code: String(error.code), message: `端口不能监听:${error.message}` };
  }
}

function fail(json: boolean, code: string, message: string): number {
  report(json, { ok: false, code, message }, message);
  return 1;
}

/** Scans what comes in, one line after the other, until someone ends it or the line is lost. */
async function untilEnd(line: Line, emulator: ScannerEmulator, suffix: ScanSuffix, json: boolean): Promise<number> {
  const input = createInterface({ input: process.stdin });
  const interrupted = (): void => input.close();
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  let lost: string | undefined;
  void line.lost.then((detail) => {
    lost = detail;
    input.close();
  });
  for await (const text of input) {
    const taken = await emulator.scan(text, { suffix });
    report(json, { ok: taken }, taken ? 'ok scan' : '没有程序连着这个扫码器');
  }
  process.off('SIGINT', interrupted);
  process.off('SIGTERM', interrupted);
  // A standard input that stays open would keep the process alive.
  process.stdin.destroy();
  await line.close();
  return lost === undefined ? 0 : fail(json, 'cable-lost', `连线中断:${lost}`);
}
