import type { SheetPart } from '../../sheet/sheet.ts';
import { howReceived } from '../parts.ts';
import { printedDay, printedWeekday } from '../../calendar/printedDate.ts';
import type { AcceptanceSlip, ReceivedMaterial } from '../slip.ts';

/** What was received, as a table; nothing when nothing was. */
export function receivedTable(heading: string, received: readonly ReceivedMaterial[]): SheetPart[] {
  if (received.length === 0) return [];
  return [
    {
      kind: 'table',
      heading,
      columns: [
        { title: '序号', align: 'text' },
        { title: '材料', align: 'text' },
        { title: '形式', align: 'text' },
      ],
      rows: received.map((material, index) => [String(index + 1), material.name, howReceived(material)]),
    },
  ];
}

/** What holds from the acceptance on; nothing when nothing does. */
export function atOncePart({ atOnce = [] }: Pick<AcceptanceSlip, 'atOnce'>): SheetPart[] {
  return atOnce.length === 0 ? [] : [{ kind: 'pairs', heading: '先行生效', pairs: atOnce }];
}

/** A sentence that must not be overlooked. */
export const large = (heading: string, text: string): SheetPart => ({ kind: 'text', heading, text, large: true });

/** A sentence. */
export const plain = (heading: string, text: string): SheetPart => ({ kind: 'text', heading, text, large: false });

/** A hall date with its weekday. */
export const dayInFull = (date: string): string => `${printedDay(date)}（${printedWeekday(date)}）`;
