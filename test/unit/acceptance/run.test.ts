import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { projectNode, ROOT } from '../../../scripts/bootstrap.mjs';
import { OWN_EXAMPLES, readExamples } from '../../acceptance/file.ts';

/** Each run is a process of its own; on a busy machine that takes many times its second. */
vi.setConfig({ testTimeout: 60_000 });

const data = {
  holidays: [['2030-05-01', '2030-05-03']],
  makeUpWorkdays: ['2030-05-04'],
  closesAt: '16:00',
};
const due = (id: string, dueOn: string, more: object = {}) => ({
  id,
  title: `the case ${id}`,
  form: 'vector',
  op: 'clock.due',
  given: { acceptedAt: '2030-04-30 16:00', workingDays: 1, pauses: [] },
  then: { dueOn },
  ...more,
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'acceptance-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function examples(group: string, cases: readonly object[]): void {
  const file = { schema: { name: 'yiguitong-acceptance/1' }, group, data, cases };
  writeFileSync(path.join(folder, `${group}.json`), JSON.stringify(file));
}

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    projectNode(),
    ['--no-warnings', path.join(ROOT, 'test/acceptance/main.ts'), ...args],
    { encoding: 'utf8', env: { ...process.env, INIT_CWD: path.dirname(folder) } },
  );
  return { status, lines: stdout.trimEnd().split('\n'), stderr };
}

describe('examples from any folder', () => {
  test('are run by the operations they name, each with its line, and counted', () => {
    // Accepted at closing time before three free days: day 0 is the Saturday that is worked.
    examples('dates', [due('A', '2030-05-06'), due('B', '2030-05-07'), due('C', '2030-05-06', { op: 'no.such' })]);
    examples('other', [due('D', '2030-05-06'), { id: 'S', title: 'a day', form: 'story', given: [], when: [] }]);
    const dates = [
      'ok A the case A',
      'not ok B the case B: {"day0":"2030-05-04","dueOn":"2030-05-06"}',
      'unknown C the case C: no.such',
    ];
    const other = ['ok D the case D', 'unknown S a day: story S'];
    expect(run('--from', path.basename(folder))).toMatchObject({
      status: 1,
      lines: [...dates, ...other, '2 passed, 1 failed, 2 unknown'],
    });
    expect(run('--from', folder, 'other')).toMatchObject({
      status: 0,
      lines: [...other, '1 passed, 0 failed, 1 unknown'],
    });
  });

  test('of a group that the product has whole fail where it has not', () => {
    examples('clock', [due('A', '2030-05-06', { op: 'no.such' })]);
    expect(run('--from', folder)).toMatchObject({
      status: 1,
      lines: ['not ok A the case A: there is no no.such', '0 passed, 1 failed, 0 unknown'],
    });
  });

  test('fail with what is wrong when an operation cannot read its input', () => {
    examples('clock', [
      due('A', '2030-05-06', { given: { acceptedAt: '2030-02-30 10:00', workingDays: 1, pauses: [] } }),
    ]);
    const { status, lines } = run('--from', folder);
    expect(status).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^not ok A the case A: .*not a time of the hall/),
      '0 passed, 1 failed, 0 unknown',
    ]);
  });

  test('are not passed over when there are none, or of another group, or in another shape', () => {
    expect(run('--from', folder)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('no examples') as string,
    });
    examples('clock', [due('A', '2030-05-06')]);
    expect(run('--from', folder, 'clocks')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('no group clocks') as string,
    });
    examples('clock', [due('A', '2030-05-06', { form: 'song' })]);
    expect(run('--from', folder)).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/clock\.json: [^]*cases\[0\]\.form/) as string,
    });
    expect(run('--from', path.join(folder, 'none')).status).toBe(2);
  });
});

test('the project keeps its own examples, each case once', () => {
  const files = readExamples(OWN_EXAMPLES);
  expect(files.map(({ group }) => group)).toEqual(expect.arrayContaining(['business', 'clock', 'settlement']));
  const ids = files.flatMap(({ cases }) => cases.map(({ id }) => id));
  expect(ids.length).toBeGreaterThan(250);
  expect(new Set(ids).size).toBe(ids.length);
});
