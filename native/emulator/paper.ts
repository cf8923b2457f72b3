/** Dots of one half-width column at font A. */
export const COLUMN_DOTS = 12;

/** One printed character. Columns are half-width; a centred row may begin between two of them. */
export interface PaperCell {
  readonly character: string;
  readonly column: number;
  /** Columns it covers: 1 or 2, twice that in double size. */
  readonly columns: number;
  readonly bold: boolean;
  /** 2 = double width and height. */
  readonly scale: 1 | 2;
}

/** What lies on the paper from top to bottom. */
export type PaperRow =
  | { readonly kind: 'text'; readonly cells: readonly PaperCell[] }
  | {
      readonly kind: 'qr';
      readonly data: string;
      readonly moduleDots: number;
      readonly correction: 'L' | 'M' | 'Q' | 'H';
    }
  | {
      /** A picture, `left` dots from the first column; one bit a dot, rows of whole bytes, most significant bit first. */
      readonly kind: 'raster';
      readonly rowBytes: number;
      readonly height: number;
      readonly left: number;
      readonly data: Uint8Array;
    }
  | { readonly kind: 'feed'; readonly lines: number };

/** One piece of paper. `cut` is false for the piece that still hangs in the printer. */
export interface PaperSlip {
  /** Counts the pieces since the printer was made, from 1. */
  readonly serial: number;
  readonly rows: readonly PaperRow[];
  readonly cut: boolean;
}

/** What a printer has put out and nobody has taken away; the newest pieces only. */
export interface Paper {
  /** Half-width columns per line: 32 for 58 mm, 48 for 80 mm paper. */
  readonly columns: number;
  readonly slips: readonly PaperSlip[];
  /** Bytes and commands a real printer would print as garbage or ignore; empty when all is well. */
  readonly problems: readonly string[];
}

function cellsAsText(cells: readonly PaperCell[]): string {
  const start = ' '.repeat(Math.floor(cells[0]?.column ?? 0));
  return (start + cells.map((cell) => cell.character).join('')).trimEnd();
}

/** One line for a picture, however many commands it came in. */
function rowAsText(row: PaperRow, before: PaperRow | undefined): string[] {
  switch (row.kind) {
    case 'text':
      return [cellsAsText(row.cells)];
    case 'qr':
      return [`[二维码 ${row.data}]`];
    case 'raster':
      return before?.kind === 'raster' ? [] : ['[图]'];
    case 'feed':
      return Array.from({ length: row.lines }, () => '');
  }
}

/** What can be read on each slip, row by row, in the same form as `slipText` gives of a layout. */
export function paperText(paper: Paper): readonly (readonly string[])[] {
  return paper.slips.map((slip) => slip.rows.flatMap((row, index) => rowAsText(row, slip.rows[index - 1])));
}
