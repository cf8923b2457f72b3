import { textColumns } from '../../main/domain/slip/width.ts';
import { graphemes } from '../../main/domain/text/graphemes.ts';

/** A run of characters on paper: a full-width run keeps its own spacing, a half-width one is set on the column grid. */
export interface GridRun {
  readonly text: string;
  readonly half: boolean;
}

/** Cuts a text where the width of its characters changes, so that each run can be set on the paper's columns. */
export function gridRuns(text: string): GridRun[] {
  const runs: { text: string; half: boolean }[] = [];
  for (const character of graphemes(text)) {
    const half = textColumns(character) === 1;
    const last = runs.at(-1);
    if (last?.half === half) last.text += character;
    else runs.push({ text: character, half });
  }
  return runs;
}
