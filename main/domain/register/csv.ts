/** What a spreadsheet would take for a formula at the beginning of a cell. */
const FORMULA = /^[=+\-@\t\r]/;

/** Marks a file as UTF-8 for the spreadsheets of the offices. */
const BYTE_ORDER_MARK = '\uFEFF';

function cell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** Rows of cells as a file that a spreadsheet opens: RFC 4180 with CR LF, UTF-8 with its mark; no cell is run as a formula. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
