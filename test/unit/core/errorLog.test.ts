import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { describeError, logError } from '../../../main/core/errorLog.ts';

const PERSONAL = '李建国990000198503121011';

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('what a parser could not read is not in the log, only kind and place', () => {
  const error = thrownBy(() => JSON.parse(`{"psn_name": ${PERSONAL}}`));
  expect((error as Error).message).toContain('李建国');
  const lines: string[] = [];
  logError((line) => lines.push(line), error);
  expect(lines).toEqual([expect.stringMatching(/^bug: SyntaxError at JSON\.parse .*errorLog\.test\.ts:\d+/) as string]);
});

test('what a schema refused is named by its place in the schema', () => {
  const error = thrownBy(() =>
    z.object({ form: z.record(z.string(), z.number()) }).parse({ form: { [PERSONAL]: 'x' } }),
  );
  expect(describeError(error)).toMatch(/^ZodError \[invalid_type at form\.…\]/);
});

test('codes of the system and causes are kept', () => {
  const cause = Object.assign(new Error(PERSONAL), { code: 'SQLITE_CONSTRAINT_UNIQUE' });
  expect(describeError(new Error(PERSONAL, { cause }))).toMatch(
    /^Error at .* caused by Error SQLITE_CONSTRAINT_UNIQUE at /,
  );
  const round = new Error('a');
  round.cause = round;
  expect(describeError(round).match(/caused by/g)).toHaveLength(4);
});

test('no message of any shape reaches the log, nor does what is thrown and is no error', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (before, after, name) => {
      const message = `${before}${PERSONAL}${after}\n    at ${PERSONAL} (${before})\n`;
      const error = Object.assign(new TypeError(message), { name: `${name}${PERSONAL}`, code: PERSONAL });
      expect(describeError(error)).not.toContain('李');
      expect(describeError(message)).not.toContain('李');
    }),
  );
});
