import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { projectNode, ROOT } from '../../../scripts/bootstrap.mjs';

/** The linter starts once for all snippets; on a busy machine that takes a while. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Code that looks at the machine's clock or waits by it, whatever it calls that. */
const BAD = [
  'export const at = Date.now();',
  "export const at = Date['now']();",
  'export const at = Date.now?.();',
  'export const now = Date.now;',
  'const { now } = Date; export const at = now();',
  'const Wall = Date; export const at = new Wall();',
  'export const at = new Date();',
  'export const at = new Date;',
  'export const at = Date();',
  'export function f(at = new Date()) { return at; }',
  'export const f = ({ at = Date.now() } = {}) => at;',
  'export class Row { at = new Date(); }',
  'export const at = globalThis.Date.now();',
  "export const at = globalThis['Date'].now();",
  'export const at = new globalThis.Date();',
  'export const at = new (globalThis.Date)();',
  'export const { Date: Wall } = { Date };',
  'export const at = performance.now();',
  'export const clock = performance;',
  'export const at = window.performance.now();',
  'export const at = performance.timeOrigin;',
  'export const at = Temporal.Now.instant();',
  "import { performance as clock } from 'node:perf_hooks'; export const at = clock.now();",
  "import * as hooks from 'perf_hooks'; export const at = hooks.performance.now();",
  "import { setTimeout as wait } from 'node:timers/promises'; await wait(1);",
  "import timers from 'node:timers'; timers.setTimeout(() => 1, 1);",
  "export { setTimeout as wait } from 'node:timers';",
  "export * from 'timers/promises';",
  "const { setTimeout: wait } = await import('node:timers/promises'); await wait(1);",
  "const timers = require('timers'); timers.setTimeout(() => 1, 1);",
  'setTimeout(() => 1, 1);',
  'setInterval(() => 1, 1);',
  'globalThis.setTimeout(() => 1, 1);',
  'const wait = setTimeout; wait(() => 1, 1);',
  "import { promisify } from 'node:util'; export const wait = promisify(setTimeout);",
  'export const timers = { setTimeout };',
  'export const f = (after = setTimeout) => after(() => 1, 1);',
  'export const at = process.hrtime.bigint();',
  'export const up = process.uptime();',
  'export const signal = AbortSignal.timeout(1);',
  'const clock = Date; export { clock };',
  'export const at = (Date as unknown as { now(): number }).now();',
];

/** Code that has dates and no clock. */
const GOOD = [
  'export const at = new Date(0);',
  "export const at = new Date('2026-11-30').toISOString();",
  "export const ms = Date.parse('2026-11-30');",
  'export const ms = Date.UTC(2026, 10, 30);',
  'export const is = (it: unknown): it is Date => it instanceof Date;',
  'export interface Clock { wall(): Date; running(): number }',
  'export type Wall = typeof Date; export type Wait = typeof setTimeout;',
  'export const f = (clock: { now(): number }) => clock.now();',
  'export const f = (timers: { setTimeout(ms: number): void }) => timers.setTimeout(1);',
  'export const row = { Date: 1, performance: 2, setTimeout: 3 };',
  'export const f = (row: { Date: number }) => row.Date;',
  'export const f = (row: { readonly performance: string }) => row.performance;',
  "import type { Timeout } from 'node:timers'; export type T = Timeout;",
  "export const words = ['Date.now()', 'setTimeout'];",
  'export const pid = process.pid; export const gone = AbortSignal.abort();',
  'setImmediate(() => 1); queueMicrotask(() => 1);',
];

let folder: string;
/** Lines of the file of each snippet that the rule spoke of. */
let found: ReadonlySet<string>;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lint-time-'));
  const write = (kind: string, snippets: readonly string[]) =>
    snippets.forEach((text, n) => writeFileSync(path.join(folder, `${kind}${n}.ts`), `${text}\nexport {};\n`));
  write('bad', BAD);
  write('good', GOOD);
  writeFileSync(
    path.join(folder, 'lint.json'),
    JSON.stringify({
      jsPlugins: [path.join(ROOT, 'scripts/lint/plugin.mjs')],
      categories: { correctness: 'off' },
      rules: { 'house/time': 'error' },
    }),
  );
  const oxlint = path.join(ROOT, 'node_modules/oxlint/bin/oxlint');
  const ran = spawnSync(projectNode(), [oxlint, '--config', 'lint.json', '--format', 'unix', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const lines = ran.stdout.split('\n').filter((line) => line.includes('Time is passed in'));
  // Without a word of the rule nothing would be shown below.
  if (lines.length === 0) throw new Error(`the linter said nothing of time:\n${ran.stdout}\n${ran.stderr}`);
  found = new Set(lines.map((line) => path.basename(line.split(':')[0] ?? '', '.ts')));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(BAD.map((text, n) => [text, n] as const))('%s is refused', (_text, n) => {
  expect(found.has(`bad${n}`)).toBe(true);
});

test.each(GOOD.map((text, n) => [text, n] as const))('%s is let through', (_text, n) => {
  expect(found.has(`good${n}`)).toBe(false);
});
