import { expect, it } from 'vitest';
import path from 'node:path';
import { loadCatalogue } from '../../../../main/catalogue/load.ts';
import { caseLight } from '../../../../main/domain/case/running.ts';

const loaded = loadCatalogue(path.resolve(import.meta.dirname, '../../../../main/catalogue'));
if (!loaded.ok) throw new Error('the catalogue is broken');
const { items, calendar } = loaded.value;
const item = items.find(({ code }) => code === 'YT0001')!;
/** 2026-11-20 is a Friday. */
const asked = (at: string) => ({ calendar, at: new Date(`${at}+08:00`).toISOString(), closesAt: '17:00' });
const running = { item, extension: 0 } as const;

it('goes by the limit that runs: of the node, of the supplement, of the promise', () => {
  const light = (at: string, phase: 'reviewing' | 'notified' | 'approved', dueOn: string | null, extension = 0) =>
    caseLight(asked(at), { ...running, phase, dueOn, extension });
  expect(light('2026-11-20T09:30:00', 'reviewing', '2026-11-23')).toBe('yellow');
  expect(light('2026-11-23T09:30:00', 'reviewing', '2026-11-23')).toBe('red');
  expect(light('2026-11-23T17:00:00', 'reviewing', '2026-11-23')).toBe('black');
  expect(light('2026-11-20T09:30:00', 'notified', '2026-11-27')).toBe('green');
  expect(light('2026-11-20T09:30:00', 'approved', '2026-11-25')).toBe('green');
  // A third of a longer limit is near its end sooner.
  expect(light('2026-11-20T09:30:00', 'approved', '2026-11-25', 10)).toBe('yellow');
});

it('has none while nothing is promised', () => {
  expect(caseLight(asked('2026-11-20T09:30:00'), { ...running, phase: 'reviewing', dueOn: null })).toBeNull();
});
