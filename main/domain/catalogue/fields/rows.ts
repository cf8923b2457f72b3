import { z } from 'zod';
import type { NumberRules } from '../../identity/idNumber.ts';
import { jsonOf } from '../../stored.ts';
import { choiceFieldSchema, choiceRules } from './choice.ts';
import { dateFieldSchema, dateRules } from './date.ts';
import { commonSettings, typedRules, type FieldContradiction, type FieldRules } from './field.ts';
import { idNumberFieldSchema, idNumberRules } from './idNumber.ts';
import { moneyFieldSchema, moneyRules } from './money.ts';
import { phoneFieldSchema, phoneRules } from './phone.ts';
import { noteFieldSchema, textFieldSchema, textRules } from './text.ts';

/** One column: a field without a form around it. */
const columnSchema = z.discriminatedUnion('kind', [
  textFieldSchema,
  noteFieldSchema,
  dateFieldSchema,
  phoneFieldSchema,
  idNumberFieldSchema,
  moneyFieldSchema,
  choiceFieldSchema,
]);

/** One column of a table. */
export type Column = z.infer<typeof columnSchema>;

const columnKinds = {
  text: textRules,
  note: textRules,
  date: dateRules,
  phone: phoneRules,
  'id-number': idNumberRules,
  money: moneyRules,
  choice: choiceRules,
} as const satisfies { readonly [Kind in Column['kind']]: FieldRules<Extract<Column, { kind: Kind }>> };

function rulesOf(column: Column): FieldRules<Column> {
  return columnKinds[column.kind];
}

/** More is handed in as a list of its own. */
const MOST_ROWS = 50;

/** A table of rows, such as fee items or members of a family. Kept as JSON: a list of rows, each cell by the code of its column. */
export const rowsFieldSchema = z.strictObject({
  ...commonSettings,
  kind: z.literal('rows'),
  columns: z.array(columnSchema).min(1).max(8),
  most: z.int().min(1).max(MOST_ROWS).default(20),
});

type RowsField = z.infer<typeof rowsFieldSchema>;

/** One row: its cells by the codes of their columns. */
export type Row = Readonly<Record<string, string>>;

const storedRows = z.array(z.record(z.string(), z.string()));

/** The rows of a value; null when it is none of this kind. */
function readRows(value: string): readonly Row[] | null {
  if (value === '') return [];
  const json = jsonOf(value);
  const rows = json.ok ? storedRows.safeParse(json.value) : null;
  return rows?.success === true ? rows.data : null;
}

/** The rows of a value; none where it cannot be read. */
export function rowsOf(value: string): readonly Row[] {
  return readRows(value) ?? [];
}

/** Rows as they are kept: the cells of the columns and no others; rows without anything in them are none. */
export function rowsText({ columns }: Pick<RowsField, 'columns'>, rows: readonly Row[]): string {
  const kept = rows
    .map((row) =>
      Object.fromEntries(
        columns.map((column) => [column.code, rulesOf(column).recorded(row[column.code] ?? '', column)]),
      ),
    )
    .filter((row) => Object.values(row).some((cell) => cell !== ''));
  return kept.length === 0 ? '' : JSON.stringify(kept);
}

/** A row as it is read aloud on a slip: every cell that says something. */
function rowInWords({ columns }: RowsField, row: Row): string {
  return cellsInWords(columns, row)
    .filter((cell) => cell !== '')
    .join(' ');
}

/** The cells of a row as a person reads them, in the order of the columns. */
export function cellsInWords(columns: readonly Column[], row: Row): readonly string[] {
  return columns.map((column) => {
    const cell = row[column.code] ?? '';
    return cell === '' ? '' : rulesOf(column).inWords(column, cell);
  });
}

function cellProblem(column: Column, cell: string, rules: NumberRules): string | null {
  if (cell === '') return column.required ? `请填写${column.label}` : null;
  return rulesOf(column).problem(column, cell, rules);
}

function problem(field: RowsField, value: string, rules: NumberRules): string | null {
  const rows = readRows(value);
  if (rows === null) return `${field.label}的内容不能识别，请重新填写`;
  if (rows.length > field.most) return `${field.label}最多 ${field.most} 行，其余请附清单`;
  for (const [index, row] of rows.entries()) {
    const wrong = field.columns
      .map((column) => cellProblem(column, row[column.code] ?? '', rules))
      .find((message) => message !== null);
    if (wrong !== undefined) return `${field.label}第 ${index + 1} 行：${wrong}`;
  }
  return null;
}

/** A column stands in no form: nothing fills it in, nothing hides it, nothing is compared with it. */
function contradictions({ columns }: RowsField): readonly FieldContradiction[] {
  const codes = columns.map(({ code }) => code);
  return columns.flatMap((column, index) => {
    const path = ['columns', index];
    const bound = column.prefill !== undefined || column.shownWhen !== undefined;
    const compared = 'notBefore' in column || 'sumOf' in column;
    return [
      ...(codes.indexOf(column.code) < index ? [{ path: [...path, 'code'], message: `列“${column.code}”重复` }] : []),
      ...(bound || compared ? [{ path, message: '表格的列不能预填、附条件或与别的栏目比较' }] : []),
      ...rulesOf(column)
        .contradictions(column)
        .map(({ path: inside, message }) => ({ path: [...path, ...inside], message })),
    ];
  });
}

/** A table of rows. */
export const rowsRules: FieldRules<RowsField> = {
  ...typedRules,
  problem,
  contradictions,
  inWords: (field, value) =>
    rowsOf(value)
      .map((row) => rowInWords(field, row))
      .join('；'),
  structured: rowsOf,
  recorded: (typed, field) => {
    const rows = readRows(typed);
    return rows === null ? typed : rowsText(field, rows);
  },
};
