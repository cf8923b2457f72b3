import qrcode from 'qrcode-generator';

/** Dots of the print head: 12 for each half-width column at font A, 203 dpi. */
const COLUMN_DOTS = 12;

const GS = 0x1d;
/** What the alphanumeric mode of a QR code can say; anything else is written as bytes, which takes more modules. */
const ALPHANUMERIC = /^[0-9A-Z $%*+\-./:]*$/;

/** A printer acts on these wherever they stand, also inside a picture. One white dot more before each row moves them away. */
const REAL_TIME = /\x10[\x04\x05\x14]/;

/** A picture of black and white dots. */
interface Bitmap {
  readonly rowBytes: number;
  readonly height: number;
  /** Rows of whole bytes, one bit a dot, most significant first, 1 = black. */
  readonly data: Uint8Array;
}

/**
 * Draws a QR code with so many dots a module, fewer where the paper is too narrow for it. Error correction M (15 %): thermal
 * paper gets creased, but is read within days.
 */
export function drawQr(content: Uint8Array, moduleDots: number, columns: number): Bitmap {
  const text = Buffer.from(content).toString('latin1');
  const code = qrcode(0, 'M');
  code.addData(text, ALPHANUMERIC.test(text) ? 'Alphanumeric' : 'Byte');
  code.make();
  const count = code.getModuleCount();
  const dots = Math.max(1, Math.min(moduleDots, Math.floor((columns * COLUMN_DOTS) / count)));
  const size = count * dots;
  const isDark = (x: number, y: number): boolean => code.isDark(Math.floor(y / dots), Math.floor(x / dots));
  const pictures = Array.from({ length: 8 }, (_, shift) => drawDots(size, shift, isDark));
  const [first = drawDots(size, 0, isDark)] = pictures;
  return pictures.find(({ data }) => !REAL_TIME.test(Buffer.from(data).toString('latin1'))) ?? first;
}

/** A square picture with so many white dots before each row. */
function drawDots(size: number, shift: number, isDark: (x: number, y: number) => boolean): Bitmap {
  const rowBytes = Math.ceil((size + shift) / 8);
  const data = new Uint8Array(rowBytes * size);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!isDark(x, y)) continue;
      const dot = x + shift;
      const at = y * rowBytes + (dot >> 3);
      data[at] = (data[at] ?? 0) | (0x80 >> (dot & 7));
    }
  }
  return { rowBytes, height: size, data };
}

/** GS v 0 of a picture in bands of at most so many bytes (one row at least), which join without a gap. */
export function encodeRaster(
  { rowBytes, height, data }: Bitmap,
  bandBytes: number,
): readonly { readonly bytes: Uint8Array; readonly rows: number }[] {
  const bandRows = Math.max(1, Math.floor(bandBytes / rowBytes));
  return Array.from({ length: Math.ceil(height / bandRows) }, (_, band) => {
    const rows = Math.min(bandRows, height - band * bandRows);
    const from = band * bandRows * rowBytes;
    const head = [GS, 0x76, 0x30, 0, rowBytes & 0xff, rowBytes >> 8, rows & 0xff, rows >> 8];
    return { bytes: Buffer.concat([Uint8Array.from(head), data.subarray(from, from + rows * rowBytes)]), rows };
  });
}
