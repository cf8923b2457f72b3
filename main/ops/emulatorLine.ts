import { z } from 'zod';
import type { ByteLink } from '../../native/transport/port.ts';
import { serialOpener } from '../../native/transport/serialLink.ts';
import { listenTcp } from '../../native/transport/tcpServer.ts';
import { serialShape } from './arguments.ts';

/** Where an emulated device is: at the end of a serial path, or behind a TCP port of this machine (0: one that is free). */
export interface EmulatorPlace {
  readonly path?: string | undefined;
  readonly baud: number;
  readonly listen?: number | undefined;
}

/** Shape of these options. */
export const placeShape = {
  path: serialShape.path.optional(),
  baud: serialShape.baud,
  listen: z.coerce.number().int().min(0).max(65_535).optional(),
} as const;

/** Exactly one of the two is needed. */
export function namesOnePlace({ path, listen }: EmulatorPlace): boolean {
  return (path === undefined) !== (listen === undefined);
}

/** What to say about places that are none or two. */
export const ONE_PLACE_NEEDED = '--path 和 --listen 必须且只能给出一个';

/** A line that an emulated device hangs on. */
export interface EmulatorLine {
  /** Path, or address with port. */
  readonly place: string;
  close(): Promise<void>;
  /** Resolves when a serial line has ended: with the cause when it was lost. A TCP port goes on waiting for callers. */
  readonly over: Promise<string | undefined>;
}

/** The line, or why there is none. */
export type EmulatorLineResult =
  | { readonly ok: true; readonly line: EmulatorLine }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** Opens the place; `attach` gets the serial line, or every caller of the TCP port. */
export async function openEmulatorLine(
  place: EmulatorPlace,
  stopBits: 1 | 2,
  attach: (link: ByteLink) => void,
): Promise<EmulatorLineResult> {
  const { path, baud } = place;
  if (path === undefined) return listen(place.listen ?? 0, attach);
  const opened = await serialOpener({ path, baudRate: baud, dataBits: 8, stopBits, parity: 'none' })();
  if (!opened.ok) return { ok: false, code: opened.code, message: `串口不能打开:${opened.detail}` };
  const { link } = opened;
  attach(link);
  const over = new Promise<string | undefined>((resolve) => {
    link.onEnd((end) => resolve(end.kind === 'lost' ? end.detail : undefined));
  });
  return { ok: true, line: { place: path, close: () => link.close(), over } };
}

async function listen(port: number, attach: (link: ByteLink) => void): Promise<EmulatorLineResult> {
  try {
    const server = await listenTcp(port, attach);
    let end: () => void = () => undefined;
    const over = new Promise<undefined>((resolve) => (end = () => resolve(undefined)));
    const close = async (): Promise<void> => {
      await server.close();
      end();
    };
    return { ok: true, line: { place: `127.0.0.1:${server.port}`, close, over } };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { ok: false, code: String(error.code), message: `端口不能监听:${error.message}` };
  }
}
