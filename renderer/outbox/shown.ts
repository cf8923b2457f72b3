import type { OutboxRow } from '../../main/contract/outbox.ts';

/** What the list can be narrowed to. */
export const narrowings = ['all', 'open', 'refused', 'delivered'] as const;

/** What the list can be narrowed to. */
export type Narrowing = (typeof narrowings)[number];

const fits = {
  all: () => true,
  open: ({ state }) => state !== 'delivered',
  refused: ({ state }) => state === 'refused',
  delivered: ({ state }) => state === 'delivered',
} as const satisfies Record<Narrowing, (row: OutboxRow) => boolean>;

/** How many of the rows each narrowing leaves. */
export function countsOf(rows: readonly OutboxRow[]): Readonly<Record<Narrowing, number>> {
  const count = (narrowing: Narrowing): number => rows.filter(fits[narrowing]).length;
  return { all: rows.length, open: count('open'), refused: count('refused'), delivered: count('delivered') };
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');

/** The rows of a narrowing in which what was typed stands: in the item, the citizen, the number or what is said of it. */
export function shownRows(rows: readonly OutboxRow[], narrowing: Narrowing, typed: string): readonly OutboxRow[] {
  const wanted = folded(typed);
  return rows.filter(
    (row) =>
      fits[narrowing](row) &&
      folded([row.itemName, row.maskedName, row.caseNumber, row.detail].join('\n')).includes(wanted),
  );
}
