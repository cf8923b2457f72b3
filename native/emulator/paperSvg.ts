import qrcode from 'qrcode-generator';
import { COLUMN_DOTS, type Paper, type PaperCell, type PaperRow, type PaperSlip } from './paper.ts';

/** Dots of a row: 24 dots of character, 6 between rows (ESC 2). */
const CHARACTER_DOTS = 24;
const ROW_GAP_DOTS = 6;
/** White border left and right: paper is wider than what is printed (384 of 464, 576 of 640 dots). */
const SIDE_DOTS = 36;
const EDGE_DOTS = 40;
const SLIP_GAP_DOTS = 40;
/** Han glyphs sit on a baseline at about 88 % of their square. */
const BASELINE = 0.88;
const FONTS = '"Noto Sans Mono CJK SC","Noto Sans SC Variable","Noto Sans CJK SC",monospace';
const INK = '#1d1d22';

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function rowDots(row: PaperRow): number {
  switch (row.kind) {
    case 'text': {
      const scale = Math.max(1, ...row.cells.map((cell) => cell.scale));
      return CHARACTER_DOTS * scale + ROW_GAP_DOTS;
    }
    case 'qr':
      return qrOf(row).getModuleCount() * row.moduleDots + ROW_GAP_DOTS;
    case 'raster':
      return row.height;
    case 'feed':
      return row.lines * (CHARACTER_DOTS + ROW_GAP_DOTS);
  }
}

function qrOf(row: Extract<PaperRow, { kind: 'qr' }>) {
  const code = qrcode(0, row.correction);
  code.addData(row.data, /^[0-9A-Z $%*+\-./:]*$/.test(row.data) ? 'Alphanumeric' : 'Byte');
  code.make();
  return code;
}

/** Cells of one look that may share a text element. Viewers disagree how positions count in surrogate pairs: those stay alone. */
function runsOf(cells: readonly PaperCell[]): PaperCell[][] {
  const runs: PaperCell[][] = [];
  for (const cell of cells) {
    if (cell.character === ' ' || cell.character === '\u3000') continue;
    const run = runs.at(-1);
    const last = run?.at(-1);
    const joins =
      last?.bold === cell.bold && last.scale === cell.scale && last.character.length + cell.character.length === 2;
    if (joins) run?.push(cell);
    else runs.push([cell]);
  }
  return runs;
}

/** A run with the middle of each cell as the position of its character, so that no font can move the columns. */
function runSvg(run: readonly PaperCell[], bottom: number): string {
  const [first] = run;
  if (first === undefined) return '';
  const size = CHARACTER_DOTS * first.scale;
  const x = run.map((cell) => SIDE_DOTS + (cell.column + cell.columns / 2) * COLUMN_DOTS).join(' ');
  const y = (bottom - ROW_GAP_DOTS - size * (1 - BASELINE)).toFixed(1);
  const weight = first.bold ? ' font-weight="700"' : '';
  const text = escapeXml(run.map((cell) => cell.character).join(''));
  return `<text x="${x}" y="${y}" font-size="${size}"${weight}>${text}</text>`;
}

function qrSvg(row: Extract<PaperRow, { kind: 'qr' }>, top: number, width: number): string {
  const code = qrOf(row);
  const count = code.getModuleCount();
  const left = (width - count * row.moduleDots) / 2;
  const path: string[] = [];
  for (let y = 0; y < count; y += 1) {
    for (let x = 0; x < count; x += 1) {
      if (!code.isDark(y, x)) continue;
      path.push(
        `M${left + x * row.moduleDots} ${top + y * row.moduleDots}h${row.moduleDots}v${row.moduleDots}h-${row.moduleDots}z`,
      );
    }
  }
  return `<path shape-rendering="crispEdges" d="${path.join('')}"/>`;
}

/** Dots that stand side by side are drawn as one. */
function rasterSvg(row: Extract<PaperRow, { kind: 'raster' }>, top: number): string {
  const path: string[] = [];
  const isDark = (x: number, y: number): boolean =>
    x < row.rowBytes * 8 && (((row.data[y * row.rowBytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 1;
  for (let y = 0; y < row.height; y += 1) {
    for (let x = 0; x < row.rowBytes * 8; x += 1) {
      if (!isDark(x, y)) continue;
      let end = x;
      while (isDark(end, y)) end += 1;
      path.push(`M${SIDE_DOTS + row.left + x} ${top + y}h${end - x}v1h-${end - x}z`);
      x = end;
    }
  }
  return `<path shape-rendering="crispEdges" d="${path.join('')}"/>`;
}

function slipSvg(slip: PaperSlip, top: number, width: number): { readonly svg: string; readonly height: number } {
  const parts: string[] = [];
  let y = top + EDGE_DOTS;
  for (const row of slip.rows) {
    const bottom = y + rowDots(row);
    if (row.kind === 'text') parts.push(...runsOf(row.cells).map((run) => runSvg(run, bottom)));
    if (row.kind === 'qr') parts.push(qrSvg(row, y, width));
    if (row.kind === 'raster') parts.push(rasterSvg(row, y));
    y = bottom;
  }
  const height = y + EDGE_DOTS - top;
  const sheet = `<rect x="0.5" y="${top + 0.5}" width="${width - 1}" height="${height - 1}" fill="#fffefb" stroke="#d8d6d0"/>`;
  return { svg: `${sheet}<g fill="${INK}">${parts.join('')}</g>`, height };
}

/**
 * The paper as a picture, one unit a printer's dot (203 dpi), slips below each other. Text stays text: the picture is drawn
 * with the fonts of whoever shows it.
 */
export function paperSvg(paper: Paper): string {
  const width = paper.columns * COLUMN_DOTS + 2 * SIDE_DOTS;
  const slips: string[] = [];
  let top = 0;
  for (const slip of paper.slips) {
    const { svg, height } = slipSvg(slip, top, width);
    slips.push(svg);
    top += height + SLIP_GAP_DOTS;
  }
  const height = Math.max(1, top - SLIP_GAP_DOTS);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<g font-family='${FONTS}' text-anchor="middle">${slips.join('')}</g></svg>`
  );
}
