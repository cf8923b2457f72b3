import { maskIdNumber } from '../identity/mask.ts';
import type { Sheet, SheetPart } from './sheet.ts';

/** A sheet with a document number masked wherever it stands: for a look that leaves no trace. */
export function withMasked(sheet: Sheet, idNumber: string): Sheet {
  if (idNumber === '') return sheet;
  const masked = (text: string): string => text.replaceAll(idNumber, maskIdNumber(idNumber));
  const pairs = (all: Sheet['facts']): Sheet['facts'] =>
    all.map(({ label, value }) => ({ label, value: masked(value) }));
  const part = (one: SheetPart): SheetPart => {
    switch (one.kind) {
      case 'pairs':
      case 'grid':
        return { ...one, pairs: pairs(one.pairs) };
      case 'table':
        return { ...one, rows: one.rows.map((row) => row.map(masked)) };
      case 'text':
        return { ...one, text: masked(one.text) };
    }
  };
  return { ...sheet, facts: pairs(sheet.facts), parts: sheet.parts.map(part), foot: pairs(sheet.foot) };
}
