import type { Dock } from '../../contract/dock.ts';
import type { PrintedPaper } from './printerDock.ts';

/** Pieces kept for looking at: enough for two cases of a visit, few enough to stay a strip. */
const PIECES_KEPT = 5;

type Piece = Dock['paperOut'][number] & Pick<PrintedPaper, 'svg'>;

/** What the virtual printers have put out and nobody took away. `onPiece` is called with each. */
export function createPaperStrip(onPiece: (paper: PrintedPaper) => void) {
  let pieces: readonly Piece[] = [];
  let count = 0;
  return {
    /** Takes what this printer puts out. */
    from:
      (printer: Piece['printer']) =>
      (paper: PrintedPaper): void => {
        count += 1;
        pieces = [...pieces, { id: count, printer, svg: paper.svg }].slice(-PIECES_KEPT);
        onPiece(paper);
      },
    pieces: (): Dock['paperOut'] => pieces.map(({ id, printer }) => ({ id, printer })),
    /** The picture of one piece; null for one that is no longer there. */
    picture: (id: number): string | null => pieces.find((piece) => piece.id === id)?.svg ?? null,
    clear: (): void => {
      pieces = [];
    },
  };
}
