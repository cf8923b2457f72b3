import { useState, type KeyboardEvent, type RefObject } from 'react';
import type { MaterialTicks } from '../../../main/domain/case/papers.ts';
import { stepIn } from '../search/step.ts';
import { paperForKey, setRow, type MaterialRow, type PaperForm } from './materialRows.ts';

interface RowKeys {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** True for the one line the Tab key enters; the arrows reach the others. */
  readonly isEntry: (materialCode: string, alternative: string) => boolean;
  readonly set: (materialCode: string, alternative: string, form: PaperForm | null) => void;
}

/** Moves through the citizen's papers with the arrows and sets them with one key. */
export function useRowKeys(
  rows: readonly MaterialRow[],
  ticks: MaterialTicks,
  onTicks: (ticks: MaterialTicks) => void,
  list: RefObject<HTMLElement | null>,
): RowKeys {
  const [at, setAt] = useState(0);
  const entry = Math.min(at, rows.length - 1);

  const focusRow = (index: number) => {
    setAt(index);
    const row = list.current?.querySelectorAll<HTMLElement>('[data-row]')[index];
    (
      row?.querySelector<HTMLElement>('[aria-checked="true"]') ?? row?.querySelector<HTMLElement>('[role="radio"]')
    )?.focus();
  };
  return {
    isEntry: (materialCode, alternative) =>
      rows[entry]?.materialCode === materialCode && rows[entry].alternative === alternative,
    set: (materialCode, alternative, form) => {
      const index = rows.findIndex((row) => row.materialCode === materialCode && row.alternative === alternative);
      const row = rows[index];
      if (!row) return;
      setAt(index);
      onTicks(setRow(ticks, row, form));
    },
    onKeyDown: (event) => {
      const row = rows[entry];
      if (!row || event.ctrlKey || event.altKey) return;
      const next = stepIn(rows.length, entry, event.key);
      const form = paperForKey(event.key);
      if (next !== null) focusRow(next);
      else if (form !== undefined) onTicks(setRow(ticks, row, form));
      else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') stepInRow(event.key);
      else return;
      event.preventDefault();
    },
  };
}

function stepInRow(key: 'ArrowLeft' | 'ArrowRight'): void {
  const here = document.activeElement;
  const next = key === 'ArrowRight' ? here?.nextElementSibling : here?.previousElementSibling;
  if (next instanceof HTMLElement) next.focus();
}
