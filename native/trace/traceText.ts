import type { TraceDirection } from './port.ts';

/** One piece of a recorded session; a byte that was masked is null. */
export interface TracePiece {
  /** Line of the text it stands in, from 1. */
  readonly line: number;
  readonly direction: TraceDirection;
  readonly bytes: readonly (number | null)[];
}

/** One line of a trace to be written: bytes as text (hexadecimal, masked ones `··`), or a note. */
export interface TraceEntry {
  readonly direction: TraceDirection | 'note';
  readonly text: string;
}

/** What a parsed trace is, or the first line that is none. */
export type TraceResult =
  | { readonly ok: true; readonly pieces: readonly TracePiece[] }
  | { readonly ok: false; readonly line: number; readonly message: string };

const MARKS = { 'to-device': '=>', 'from-device': '<=', note: '#' } as const satisfies Record<
  TraceEntry['direction'],
  string
>;

/** Writes a trace: `=> hex` to the device, `<= hex` from it, `# …` notes. */
export function traceText(entries: readonly TraceEntry[]): string {
  const lines = entries.map(({ direction, text }) => `${MARKS[direction]} ${text.replaceAll(/[\r\n]+/g, ' ')}`);
  return lines.map((line) => `${line}\n`).join('');
}

/** Reads a trace. A masked byte is `··` or, for keyboards without it, `..`; empty lines mean nothing. */
export function parseTrace(text: string): TraceResult {
  const pieces: TracePiece[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    const content = raw.trim();
    if (content === '' || content.startsWith('#')) continue;
    const direction = content.startsWith('=>') ? 'to-device' : content.startsWith('<=') ? 'from-device' : undefined;
    if (direction === undefined) return { ok: false, line, message: 'neither =>, <= nor a # note' };
    const bytes = parseBytes(content.slice(2));
    if (bytes === undefined) return { ok: false, line, message: 'not hexadecimal bytes' };
    if (bytes.length === 0) return { ok: false, line, message: 'no bytes' };
    pieces.push({ line, direction, bytes });
  }
  return { ok: true, pieces };
}

function parseBytes(text: string): (number | null)[] | undefined {
  const digits = text.replaceAll(/\s/g, '').replaceAll('··', '..');
  if (digits.length % 2 !== 0) return undefined;
  const bytes: (number | null)[] = [];
  for (let at = 0; at < digits.length; at += 2) {
    const pair = digits.slice(at, at + 2);
    if (pair !== '..' && !/^[0-9A-Fa-f]{2}$/.test(pair)) return undefined;
    bytes.push(pair === '..' ? null : Number.parseInt(pair, 16));
  }
  return bytes;
}
