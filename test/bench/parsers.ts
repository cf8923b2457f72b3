import { encodeFrame, createFrameDecoder, lrc } from '../../native/card/serialFrame.ts';
import { parseCardText } from '../../native/card/library/cardText.ts';
import { decodeBlock, encodeBlock } from '../../native/card/t1Block.ts';
import { createSamFrameDecoder, encodeSamFrame } from '../../native/idcard/samFrame.ts';
import { createStatusParser } from '../../native/printer/status.ts';
import { createScanFrame } from '../../native/scanner/scanFrame.ts';
import { systemTimers } from '../../native/systemTime.ts';
import type { BenchRow } from './benchRow.ts';

/** Bytes in one piece, as a port gives them. */
const PIECE = 64;
/** How long each parser is fed. */
const MEASURE_MS = 700;

/** One parser: what it is fed over and over, and how. */
interface Candidate {
  readonly name: string;
  readonly stream: Uint8Array;
  readonly feed: () => (piece: Uint8Array) => void;
}

const card = Uint8Array.from({ length: 200 }, (_, index) => (index * 37) & 0xff);
const ccid = encodeFrame({ type: 0x80, slot: 0, sequence: 1, parameters: [0, 0, 0], data: card });
const block = encodeBlock({ kind: 'I', sequence: 0, more: false, information: card }, 'lrc');
const cardLine = new TextEncoder().encode(
  '990000|11010519491231002X|X00000051|990000D156000005000000000000B001|A|00814E43238697159900BF7C7A|2.00|20200101|20300101|410100813475|1|',
);

/** Whole units (blocks, lines) go in at once, streams in pieces. */
const CANDIDATES: readonly Candidate[] = [
  {
    name: 'CCID frames',
    stream: ccid,
    feed: () => {
      const decoder = createFrameDecoder();
      return (piece) => void decoder.push(piece);
    },
  },
  { name: 'T=1 blocks', stream: block, feed: () => (piece) => void decodeBlock(piece, 'lrc') },
  {
    name: 'SAM_V frames',
    stream: encodeSamFrame(Uint8Array.from([0, 0, 0x90, ...card, ...card, ...card, ...card, ...card, ...card])),
    feed: () => {
      const decoder = createSamFrameDecoder();
      return (piece) => void decoder.push(piece);
    },
  },
  {
    name: 'printer status',
    stream: Uint8Array.from([0x12, 0x13, 0x11, 0x1e, 0x72, 0x14, 0x00, 0x00, 0x0f]),
    feed: () => {
      const parser = createStatusParser();
      return (piece) => void parser.push(piece);
    },
  },
  {
    name: 'scanned codes',
    stream: new TextEncoder().encode('YGT1/SL2026112103-0007/990000001202611210000042\r'),
    feed: () => {
      const frame = createScanFrame();
      return (piece) => void frame.take(piece);
    },
  },
  {
    name: "vendor library's line",
    stream: cardLine,
    feed: () => (piece) => void parseCardText(piece),
  },
];

const WHOLE: ReadonlySet<string> = new Set(['T=1 blocks', "vendor library's line"]);

/**
 * Megabytes a second each parser takes, beside the least that any of them must do with a byte: look at it once (an XOR over the
 * same pieces). A line of 115200 baud brings 0.0115 MB/s.
 */
export function benchParsers(): BenchRow[] {
  return CANDIDATES.map(({ name, stream, feed }) => {
    const pieces = WHOLE.has(name) ? [stream] : piecesOf(stream);
    const ours = rate(pieces, feed());
    const baseline = rate(pieces, (piece) => void lrc(piece));
    // Rates: the ratio says how many times longer the parser takes than one look at each byte.
    return { name: `parser: ${name}`, ours, baseline, ratio: baseline / ours, unit: 'MB/s', note: 'baseline ÷ ours' };
  });
}

/** The stream repeated and cut without regard to its frames. */
function piecesOf(stream: Uint8Array): Uint8Array[] {
  const repeated = Buffer.concat(Array.from({ length: PIECE }, () => stream));
  const count = Math.floor(repeated.length / PIECE);
  return Array.from({ length: count }, (_, index) => repeated.subarray(index * PIECE, (index + 1) * PIECE));
}

function rate(pieces: readonly Uint8Array[], take: (piece: Uint8Array) => void): number {
  const perRound = pieces.reduce((sum, piece) => sum + piece.length, 0);
  let bytes = 0;
  const start = systemTimers.running();
  let tookMs = 0;
  do {
    for (const piece of pieces) take(piece);
    bytes += perRound;
    tookMs = systemTimers.running() - start;
  } while (tookMs < MEASURE_MS);
  return bytes / 1_000 / tookMs;
}
