import { ORDERED_MARK, type SlipPiece } from './escpos.ts';
import type { PrinterSession } from './session.ts';
import type { Timers } from '../../main/domain/time.ts';

/** Why sending was broken off; undefined: it was not. */
export type Halt<Fault> = { readonly fault: Fault } | undefined;

/** Keeps a printer from getting more than its buffer holds. */
export interface Pace<Fault> {
  /** Waits until the piece has room, and counts it as under way. To be called before each piece is sent. */
  admit(piece: SlipPiece): Promise<Halt<Fault>>;
}

/** What pacing by the printer's own answers needs. */
export interface MarkedPaceParts<Fault> {
  readonly windowBytes: number;
  /** Sends the mark (GS r), which the printer answers when it comes to it. */
  readonly sendMark: () => Promise<Halt<Fault>>;
  /** Waits for the answer to the oldest mark that is still open; `slowestMs` is the time for everything before it. */
  readonly awaitMark: (slowestMs: number) => Promise<Halt<Fault>>;
}

interface Stretch {
  bytes: number;
  slowestMs: number;
}

const emptyStretch = (): Stretch => ({ bytes: 0, slowestMs: 0 });

/**
 * Pace of a printer that answers: a mark behind every half window; no more than one window is under way before marks are
 * answered. A slip that is smaller than the window is sent without waiting.
 */
export function createMarkedPace<Fault>(parts: MarkedPaceParts<Fault>): Pace<Fault> {
  const marked: Stretch[] = [];
  let open = emptyStretch();
  const underWay = (): number => marked.reduce((sum, { bytes }) => sum + bytes, open.bytes);

  async function mark(): Promise<Halt<Fault>> {
    marked.push({ bytes: open.bytes + ORDERED_MARK.length, slowestMs: open.slowestMs });
    open = emptyStretch();
    return parts.sendMark();
  }

  async function makeRoom(bytes: number): Promise<Halt<Fault>> {
    while (underWay() > 0 && underWay() + bytes + ORDERED_MARK.length > parts.windowBytes) {
      if (marked.length === 0) {
        const halt = await mark();
        if (halt !== undefined) return halt;
      }
      const oldest = marked.shift();
      const halt = await parts.awaitMark(oldest?.slowestMs ?? 0);
      if (halt !== undefined) return halt;
    }
    return undefined;
  }

  return {
    async admit({ bytes, slowestMs }) {
      if (open.bytes >= parts.windowBytes / 2) {
        const halt = await mark();
        if (halt !== undefined) return halt;
      }
      const halt = await makeRoom(bytes.length);
      if (halt !== undefined) return halt;
      open = { bytes: open.bytes + bytes.length, slowestMs: open.slowestMs + slowestMs };
      return undefined;
    },
  };
}

/** Pace of a printer that says nothing: what the slowest printer has printed by now is no longer in the buffer. */
export function createTimedPace<Fault>(parts: {
  readonly windowBytes: number;
  readonly session: Pick<PrinterSession, 'waitFor'>;
  readonly timers: Timers;
  /** What it means that the link ended while waiting. */
  readonly lost: Fault;
}): Pace<Fault> {
  const { windowBytes, session, timers, lost } = parts;
  const underWay: { readonly bytes: number; readonly doneAt: number }[] = [];

  return {
    async admit({ bytes, slowestMs }) {
      for (;;) {
        const now = timers.running();
        while ((underWay[0]?.doneAt ?? Infinity) <= now) underWay.shift();
        const [oldest] = underWay;
        const filled = underWay.reduce((sum, piece) => sum + piece.bytes, 0);
        if (oldest === undefined || filled + bytes.length <= windowBytes) break;
        const waited = await session.waitFor(oldest.doneAt - now, () => undefined);
        if (waited === 'ended') return { fault: lost };
      }
      const begins = underWay.at(-1)?.doneAt ?? timers.running();
      underWay.push({ bytes: bytes.length, doneAt: begins + slowestMs });
      return undefined;
    },
  };
}
