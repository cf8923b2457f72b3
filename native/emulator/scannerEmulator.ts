import { LinkEndedError } from '../transport/linkCore.ts';
import type { ByteLink } from '../transport/port.ts';

/** What a scanner can be set to send behind each code. */
export const SCAN_SUFFIXES = {
  none: '',
  cr: '\r',
  lf: '\n',
  crlf: '\r\n',
  tab: '\t',
  etx: '\u0003',
} as const satisfies Record<string, string>;

/** Name of a suffix. */
export type ScanSuffix = keyof typeof SCAN_SUFFIXES;

/** How one code is sent. */
export interface ScanManner {
  /** Default `cr`, what most scanners leave the factory with. */
  readonly suffix?: ScanSuffix;
  /** Sent before the code: STX or an AIM identifier such as `]Q1`. */
  readonly prefix?: string;
  /** Bytes per piece; default all at once. */
  readonly inPieces?: number;
}

/** A scanner from the far end of its line. */
export interface ScannerEmulator {
  /** Hangs it on a line; the one before it is let go. */
  attach(link: ByteLink): void;
  /** Scans a code; resolves when the line has taken it, with false when nobody holds the line or it ended on the way. */
  scan(text: string, manner?: ScanManner): Promise<boolean>;
}

/** Makes a scanner that hangs on no line yet. */
export function createScannerEmulator(): ScannerEmulator {
  let link: ByteLink | undefined;
  return {
    attach(next) {
      link = next;
      next.onEnd(() => {
        if (link === next) link = undefined;
      });
    },
    async scan(text, manner = {}) {
      const line = link;
      if (line === undefined) return false;
      const bytes = Buffer.from(`${manner.prefix ?? ''}${text}${SCAN_SUFFIXES[manner.suffix ?? 'cr']}`, 'utf8');
      const size = Math.max(1, manner.inPieces ?? bytes.length);
      try {
        for (let at = 0; at < bytes.length; at += size) await line.write(bytes.subarray(at, at + size));
        return true;
      } catch (error) {
        if (error instanceof LinkEndedError) return false;
        throw error;
      }
    },
  };
}
