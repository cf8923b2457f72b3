import './listTable.css';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Table, type TableColumnsType, type TableColumnType } from 'antd';

/** As many as fit on a screen or two; more are turned over. */
const ROWS_A_PAGE = 50;

/**
 * Without it the table measures the width of scroll bars with a style sheet that has no nonce, which the policy of the page
 * refuses. Nothing else depends on it in a table whose own body does not scroll.
 */
const withoutMeasuring = { tailor: true };

interface Props<Row extends object> {
  /** Name of the list for a screen reader. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly rowKey: keyof Row & string;
  readonly columns: TableColumnsType<Row>;
  /** What is said when nothing fits what the list is narrowed to. */
  readonly nothingFits: string;
  readonly onOpen: (row: Row) => void;
  /** True where the list is all there is to do on its page: the focus begins on its first row. */
  readonly beginsHere?: boolean;
}

/**
 * A list of work: sorted and narrowed by its columns, turned over when long. A click into a row opens it, and so does Enter on
 * the {@link opener} of the row; ↑ and ↓ go from one to the next.
 */
export function ListTable<Row extends object>(props: Props<Row>) {
  const { label, rows, rowKey, columns, nothingFits, onOpen, beginsHere = false } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (beginsHere) list.current?.querySelector<HTMLElement>(OPENER)?.focus();
  }, [beginsHere]);
  return (
    <div
      ref={list}
      className="page-scroll list-table"
      tabIndex={beginsHere ? -1 : 0}
      role="region"
      aria-label={label}
      onKeyDown={moveBetweenRows}
    >
      <Table<Row>
        {...withoutMeasuring}
        rowKey={rowKey}
        dataSource={[...rows]}
        columns={columns}
        locale={{ emptyText: nothingFits }}
        pagination={{ pageSize: ROWS_A_PAGE, hideOnSinglePage: true, showSizeChanger: false }}
        onRow={(row) => ({
          onClick: ({ target }) => {
            if (!(target instanceof Element && target.closest('button'))) onOpen(row);
          },
        })}
      />
    </div>
  );
}

const OPENER = '.list-opener';
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = Object.hasOwn(steps, event.key) ? (steps[event.key] ?? 0) : 0;
  const openers = [...event.currentTarget.querySelectorAll<HTMLElement>(OPENER)];
  const at = openers.findIndex((one) => one === document.activeElement);
  if (step === 0 || at < 0) return;
  openers[at + step]?.focus();
  event.preventDefault();
}

interface Opener<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  readonly onOpen: (row: Row) => void;
  /** What a screen reader says of the row's button; its text when left out. */
  readonly name?: (row: Row) => string;
}

/** The column whose text opens the row. */
export function opener<Row extends object>({ title, text, onOpen, name }: Opener<Row>): TableColumnType<Row> {
  return {
    key: 'open',
    title,
    className: 'list-name',
    sorter: byText(text),
    render: (_, row) => (
      <button type="button" className="link-button list-opener" onClick={() => onOpen(row)} aria-label={name?.(row)}>
        {text(row)}
      </button>
    ),
  };
}

/** The order of a column of texts, as a Chinese reader expects it. */
export function byText<Row>(text: (row: Row) => string): (one: Row, other: Row) => number {
  return (one, other) => text(one).localeCompare(text(other), 'zh-CN');
}
