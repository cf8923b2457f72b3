import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importProblem } from '../../../scripts/lint/rooms.mjs';

const at = (file: string) => path.resolve(import.meta.dirname, '../../..', file);

describe('which room may import which', () => {
  it.each([
    ['main/services/visit/known.ts', '../../store/people.ts'],
    ['main/services/visit/known.ts', '../panel.ts'],
    ['renderer/counter/texts.ts', '../../main/contract/failures.ts'],
    ['main/domain/case/replay.ts', '../catalogue/item.ts'],
    ['main/core/core.ts', '../../package.json'],
    ['main/services/context.ts', 'zod'],
    ['test/unit/scripts/rooms.test.ts', '../../../scripts/lint/rooms.mjs'],
  ])('lets %s import %s', (file, specifier) => {
    expect(importProblem(at(file), specifier)).toBeNull();
  });

  it.each([
    ['main/domain/case/replay.ts', '../../services/cases.ts', 'domain may not import from services'],
    ['renderer/counter/texts.ts', '../../main/store/cases.ts', 'renderer may not import from store'],
    ['main/services/context.ts', '../api/router.ts', 'services may not import from api'],
    ['main/store/store.ts', '../catalogue/load.ts', 'store may not import from catalogue'],
    [
      'main/services/context.ts',
      '../../test/fixtures/desk/desk.ts',
      'services may not import from outside of the rooms',
    ],
    ['native/card/port.ts', '../../main/core/core.ts', 'native may not import from core'],
  ])('does not let %s import %s', (file, specifier, message) => {
    expect(importProblem(at(file), specifier)).toContain(message);
  });
});
