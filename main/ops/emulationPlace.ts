import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { ByteLink } from '../../native/transport/port.ts';
import { serialOpener } from '../../native/transport/serialLink.ts';
import { listenTcp } from '../../native/transport/tcpServer.ts';
import { report, serialOptions, serialShape } from './arguments.ts';
import { TYPED_PATH } from './place.ts';

/** Options of a command that puts an emulated device on a serial path or a TCP port of this machine. */
export const placeOptions = {
  path: serialOptions.path,
  baud: serialOptions.baud,
  json: serialOptions.json,
  listen: { type: 'string' },
} as const;

/** Values of {@link placeOptions}; {@link onePlace} says that one of the two places must be given. */
export const placeShape = {
  path: serialShape.path.optional(),
  baud: serialShape.baud,
  json: serialShape.json,
  listen: z.coerce.number().int().min(0).max(65_535).optional(),
} as const;

/** Where an emulated device is to be. */
interface PlaceArguments {
  readonly path?: string | undefined;
  readonly baud: number;
  readonly listen?: number | undefined;
}

/** True when exactly one place is given. */
export function onePlace({ path, listen }: PlaceArguments): boolean {
  return (path === undefined) !== (listen === undefined);
}

/** What to say when {@link onePlace} is false. */
export const ONE_PLACE = { path: ['path'], error: '--path 和 --listen 必须且只能给出一个' };

/** Where the device hangs, until it is closed or the line is lost. */
export interface Place {
  readonly name: string;
  readonly close: () => void;
  /** Resolves with undefined after a wanted end, otherwise with what happened. */
  readonly ended: Promise<string | undefined>;
}

/** A place, or why it cannot be had: a link failure or the system's code. */
export type Placed =
  { readonly ok: true; readonly place: Place } | { readonly ok: false; readonly code: string; readonly detail: string };

/** Puts a device on its place (eight data bits, no parity). On a TCP port it goes on waiting after a counter has hung up. */
export function openPlace(
  where: PlaceArguments,
  attach: (link: ByteLink) => void,
  stopBits: 1 | 2 = 1,
): Promise<Placed> {
  return where.path === undefined
    ? onTcp(where.listen ?? 0, attach)
    : onSerial(where.path, where.baud, stopBits, attach);
}

async function onSerial(
  path: string,
  baudRate: number,
  stopBits: 1 | 2,
  attach: (link: ByteLink) => void,
): Promise<Placed> {
  const opened = await serialOpener({ path, baudRate, dataBits: 8, stopBits, parity: 'none', rules: TYPED_PATH })();
  if (!opened.ok) return opened;
  const { link } = opened;
  attach(link);
  const ended = new Promise<string | undefined>((resolve) => {
    link.onEnd((end) => resolve(end.kind === 'closed' ? undefined : end.detail));
  });
  return { ok: true, place: { name: path, close: () => void link.close(), ended } };
}

async function onTcp(port: number, attach: (link: ByteLink) => void): Promise<Placed> {
  try {
    const server = await listenTcp(port, attach);
    let close: () => void = () => undefined;
    const ended = new Promise<undefined>((resolve) => {
      close = () => void server.close().then(() => resolve(undefined));
    });
    return { ok: true, place: { name: `127.0.0.1:${server.port}`, close, ended } };
  } catch (error) {
    // A port that cannot be had is reported with the system's code; anything else is a bug.
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return { ok: false, code: String(error.code), detail: error.message };
  }
}

/** What a line of the standard input brought, for programs with more than its words; `quit` ends the emulation. */
export type Obeyed = { readonly ok: boolean; readonly message: string; readonly [more: string]: unknown } | 'quit';

/** Says in one line what failed; answers the exit code. */
export function failed(json: boolean, code: string, message: string): number {
  report(json, { ok: false, code, message }, message);
  return 1;
}

/**
 * Obeys the standard input, one answer for each line and in their order, until SIGINT, SIGTERM, `quit` or the loss of the line;
 * with `endsWithInput` also until its end. Answers the exit code: 0 after a wanted end, else 1.
 */
export async function obeyUntilEnd(
  place: Place,
  obey: (line: string) => Obeyed | Promise<Obeyed>,
  { json, endsWithInput = false }: { readonly json: boolean; readonly endsWithInput?: boolean },
): Promise<number> {
  const input = createInterface({ input: process.stdin });
  let obeyed: Promise<void> = Promise.resolve();
  process.once('SIGINT', place.close);
  process.once('SIGTERM', place.close);
  input.on('line', (line) => {
    obeyed = obeyed.then(async () => {
      const answer = await obey(line);
      if (answer === 'quit') place.close();
      else report(json, answer, answer.message);
    });
  });
  const inputEnded = (): void => void obeyed.then(place.close);
  if (endsWithInput) input.once('close', inputEnded);
  const trouble = await place.ended;
  process.off('SIGINT', place.close);
  process.off('SIGTERM', place.close);
  input.off('close', inputEnded);
  input.close();
  // A standard input that stays open would keep the process alive.
  process.stdin.destroy();
  return trouble === undefined ? 0 : failed(json, 'cable-lost', `连线中断:${trouble}`);
}
