import { useId, useState, type ComponentType } from 'react';
import { rowsOf, rowsText, type Column, type Row } from '../../main/domain/catalogue/fields/rows.ts';
import type { FieldOf, ItemField } from '../../main/domain/catalogue/fields/table.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import type { ControlProps } from './control.ts';
import { formTexts } from './texts.ts';

interface Props extends ControlProps<FieldOf<'rows'>> {
  /** What one cell is typed or chosen with. */
  readonly Cell: ComponentType<ControlProps<ItemField>>;
}

/**
 * A table typed cell by cell. A row more is always there to type into; what stays empty is no row. Rows on the screen are kept
 * apart from the value, so that a row does not vanish while it is being emptied to be written anew.
 */
export function RowsControl({ field, value, onChange, labelId, describedBy, invalid, Cell }: Props) {
  const [rows, setRows] = useState<readonly Row[]>(() => shownRows(rowsOf(value)));
  const change = (next: readonly Row[]) => {
    setRows(shownRows(next));
    onChange(rowsText(field, next));
  };
  const setCell = (at: number, code: string, cell: string) =>
    change(rows.map((row, index) => (index === at ? { ...row, [code]: cell } : row)));
  const last = rows.length - 1;
  return (
    <table className="rows-control" aria-labelledby={labelId} aria-describedby={describedBy}>
      <thead>
        <tr>
          {field.columns.map((column) => (
            <th key={column.code} scope="col">
              {column.label}
              {column.required ? null : <small>{formTexts.optional}</small>}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, field.most).map((row, at) => (
          // Rows have no identity but their place.
          <tr key={at}>
            {field.columns.map((column) => (
              <td key={column.code}>
                <OneCell
                  column={column}
                  row={at + 1}
                  value={row[column.code] ?? ''}
                  invalid={invalid}
                  Cell={Cell}
                  onChange={(cell) => setCell(at, column.code, cell)}
                />
              </td>
            ))}
            <td>
              {at < last ? (
                <ActionButton onPress={() => change(rows.filter((_, index) => index !== at))}>
                  {formTexts.removeRow(at + 1)}
                </ActionButton>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The rows with one more to type into. */
function shownRows(rows: readonly Row[]): readonly Row[] {
  const last = rows.at(-1);
  const isOpen = last !== undefined && Object.values(last).every((cell) => cell === '');
  return isOpen ? rows : [...rows, {}];
}

interface CellProps {
  readonly column: Column;
  /** Counted from 1. */
  readonly row: number;
  readonly value: string;
  readonly invalid: boolean;
  readonly Cell: Props['Cell'];
  readonly onChange: (cell: string) => void;
}

/** One cell, named by its column and its row. */
function OneCell({ column, row, value, invalid, Cell, onChange }: CellProps) {
  const id = useId();
  return (
    <>
      <label id={`${id}-label`} htmlFor={id} className="unseen">
        {formTexts.cell(column.label, row)}
      </label>
      <Cell
        field={column}
        value={value}
        onChange={onChange}
        id={id}
        labelId={`${id}-label`}
        describedBy={undefined}
        invalid={invalid && value === '' && column.required}
      />
    </>
  );
}
