import { maskFor } from '../../../native/trace/mask.ts';
import type { Recording, TraceSink } from '../../../native/trace/port.ts';
import { traceLink } from '../../../native/trace/traceLink.ts';
import type { OpenLink } from '../../../native/transport/port.ts';
import type { z } from 'zod';
import type { traceLineSchema } from '../../contract/device.ts';
import type { Clock } from '../../domain/time.ts';
import type { DriverName } from '../../domain/device/drivers/table.ts';

/** One line of a recording. */
export type TraceLine = z.infer<typeof traceLineSchema>;

/** Lines kept: a minute of a talkative device, some hundred kilobytes. */
const LINES_KEPT = 2_000;
/** Bytes shown on one line; a longer piece goes over several. */
const BYTES_PER_LINE = 64;

/** The recording of one device: off until it is asked for, then the newest lines. */
export interface TraceRing extends Recording {
  /** An opener whose connections are recorded while the recording is on. */
  readonly record: (open: OpenLink) => OpenLink;
  /** Beginning again starts with an empty recording; ending keeps what there is. */
  set(on: boolean): void;
  lines(): readonly TraceLine[];
}

/** Makes a recording for a device of this driver. Bytes that may be personal are masked before they are kept. */
export function createTraceRing(driver: DriverName, clock: Clock): TraceRing {
  let lines: TraceLine[] = [];
  let on = false;
  let mask = maskFor(driver);

  const keep = (direction: TraceLine['direction'], text: string): void => {
    lines.push({ at: clock.wall().toISOString(), direction, text });
    // Cut in blocks, so that a full recording is not moved for each line.
    if (lines.length >= 2 * LINES_KEPT) lines = lines.slice(-LINES_KEPT);
  };

  const sink: TraceSink = (direction, bytes) => {
    if (!on) return;
    const tokens = mask(direction, bytes).split(' ');
    for (let at = 0; at < tokens.length; at += BYTES_PER_LINE) {
      keep(direction, tokens.slice(at, at + BYTES_PER_LINE).join(' '));
    }
  };

  return {
    sink,
    record: (open) => {
      const recorded = traceLink(open, sink);
      return async () => {
        // Each connection is a conversation of its own for the masker.
        mask = maskFor(driver);
        const opened = await recorded();
        if (on) keep('note', opened.ok ? `opened ${opened.link.name}` : `not opened: ${opened.code} ${opened.detail}`);
        if (opened.ok) {
          opened.link.onEnd((end) => {
            if (on) keep('note', end.kind === 'lost' ? `lost: ${end.detail}` : 'closed');
          });
        }
        return opened;
      };
    },
    on: () => on,
    set: (next) => {
      if (next && !on) {
        lines = [];
        // Begun in the middle of a conversation: what is not understood is masked.
        mask = maskFor(driver);
      }
      on = next;
    },
    lines: () => lines.slice(-LINES_KEPT),
  };
}
