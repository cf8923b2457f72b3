import type { ValueChange } from '../../catalogue/changes.ts';
import type { SheetPart } from '../../sheet/sheet.ts';

/** The values before and after on A4 paper; nothing when nothing is changed. */
export function changeTable(changes: readonly ValueChange[]): SheetPart[] {
  if (changes.length === 0) return [];
  const amounts = changes.some(({ difference }) => difference !== undefined);
  const align = amounts ? 'amount' : 'text';
  return [
    {
      kind: 'table',
      heading: '变更前后',
      columns: [
        { title: '项目', align: 'text' },
        { title: '变更前', align },
        { title: '变更后', align },
        ...(amounts ? [{ title: '差额', align } as const] : []),
      ],
      rows: changes.map(({ label, before, after, difference }) => [
        label,
        before,
        after,
        ...(amounts ? [difference ?? ''] : []),
      ]),
    },
  ];
}
