import { cellsInWords, rowsOf } from '../catalogue/fields/rows.ts';
import type { FieldOf } from '../catalogue/fields/table.ts';
import type { SheetPart } from './sheet.ts';

/** A table of a form as it was filled in. */
export function rowsPart({ label, columns }: FieldOf<'rows'>, value: string): SheetPart {
  return {
    kind: 'table',
    heading: label,
    columns: columns.map((column) => ({ title: column.label, align: column.kind === 'money' ? 'amount' : 'text' })),
    rows: rowsOf(value).map((row) => cellsInWords(columns, row)),
  };
}
