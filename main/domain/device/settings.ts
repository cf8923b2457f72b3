import { z } from 'zod';

/** A whole number that a device is set to: what it may be, and what most devices of the kind are sold with. */
interface Range {
  readonly min: number;
  readonly max: number;
  readonly usual: number;
}

/** Ranges of the settings, for whoever checks them and whoever asks for them. */
export const deviceRanges = {
  /** Bits per second. */
  baudRate: { min: 1_200, max: 921_600, usual: 115_200 },
  tcpPort: { min: 1, max: 65_535, usual: 9_100 },
  /** Milliseconds between two looks for a card; 0 = only when the teller asks. */
  pollMs: { min: 0, max: 60_000, usual: 0 },
  /** Silent milliseconds that end a code. */
  gapMs: { min: 20, max: 2_000, usual: 80 },
  bufferBytes: { min: 0, max: 1_048_576, usual: 4_096 },
  copies: { min: 1, max: 5, usual: 1 },
} as const satisfies Record<string, Range>;

/** A setting within its range, the usual value where it is left out. */
export function ranged({ min, max, usual }: Range) {
  return z.int().min(min).max(max).default(usual);
}

/** A path, a name or an address that has to be given. */
export const settingText = z.string().min(1).max(400);
