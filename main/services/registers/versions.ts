import { publishedBetween } from '../../store/items.ts';
import type { Stretch } from '../../store/registers.ts';
import { count, minuteOf, type Of, type RegisterPage } from './cells.ts';

const signed = (figure: number): string => (figure > 0 ? `+${figure}` : String(figure).replace('-', '−'));

/** What was published of the catalogue: which limits, materials and ways of handling became others, by whom and why. */
export function versionRows({ store }: Of, stretch: Stretch): RegisterPage {
  const published = publishedBetween(store.read, stretch);
  const rows = published.map((row) => ({
    caseId: null,
    cells: [
      ...[minuteOf(row.publishedAt), `${row.name}（${row.code}）`, `第 ${row.version} 版`, row.effectiveFrom],
      ...[row.words === '' ? '新增事项' : row.words, row.toInstant === 1 ? '是' : ''],
      ...[row.proposedName, row.publishedName, row.why],
    ],
  }));
  const sum = (figure: 'materials' | 'days' | 'toInstant') => published.reduce((all, row) => all + row[figure], 0);
  return {
    rows,
    totals: [
      ...count(rows, '版'),
      { label: '限时转即时', value: `${sum('toInstant')} 项` },
      { label: '材料', value: `${signed(sum('materials'))} 项` },
      { label: '承诺时限', value: `${signed(sum('days'))} 个工作日` },
    ],
  };
}
