import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textColumns } from '../../../../main/domain/slip/width.ts';
import { gridRuns } from '../../../../renderer/ui/slipGrid.ts';

describe('the column grid of a slip', () => {
  it('sets half and full width apart', () => {
    expect(gridRuns('编号：BZ-01号')).toEqual([
      { text: '编号：', half: false },
      { text: 'BZ-01', half: true },
      { text: '号', half: false },
    ]);
  });

  it('never splits a character outside the basic plane', () => {
    expect(gridRuns('𠮷丽')).toEqual([{ text: '𠮷丽', half: false }]);
  });

  it('loses nothing and alternates, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const runs = gridRuns(text);
        expect(runs.map((run) => run.text).join('')).toBe(text);
        for (const [index, run] of runs.entries()) expect(run.half).not.toBe(runs[index + 1]?.half);
        for (const run of runs.filter(({ half }) => half)) expect(textColumns(run.text)).toBe(run.text.length);
      }),
    );
  });
});
