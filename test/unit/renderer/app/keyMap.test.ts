import { expect, it } from 'vitest';
import { appTexts } from '../../../../renderer/app/texts.ts';
import { actTexts } from '../../../../renderer/counter/intake/actTexts.ts';

const groups = appTexts.keyMap.groups.map(({ title, keys }) => ({ title, keys: keys.map(([key]): string => key) }));

it('every key of an act is found in the help', () => {
  const told = groups.flatMap(({ keys }) => keys);
  for (const { label, ...act } of Object.values(actTexts)) {
    if ('hotkey' in act) expect(told, label).toContain(act.hotkey);
  }
});

it.each(groups)('$title: no key stands for two things', ({ keys }) => {
  expect(new Set(keys).size).toBe(keys.length);
});
