/**
 * `npm run bench [-- NAME …] [--write]`: runs every exported `bench…` function of test/bench/*.ts (or those whose file
 * name contains one of the NAMEs), one after the other, and prints a table of ours ÷ baseline. Exit code 1 when a bar is
 * missed. `--write` also writes the table between the bench markers of README.md.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  BootstrapError,
  ensureBuilt,
  ensureDependencies,
  ensureTestTools,
  projectNode,
  ROOT,
  runScript,
  runThrough,
  say,
} from './bootstrap.mjs';

const FOLDER = join(ROOT, 'test', 'bench');
const MARKERS = { begin: '<!-- bench:begin -->', end: '<!-- bench:end -->' };

/** Benches are TypeScript: this script runs itself again under the project's Node, which reads it. */
async function prepare() {
  await ensureDependencies();
  ensureTestTools();
  await ensureBuilt();
  return runThrough(projectNode(), [
    '--expose-gc',
    join(ROOT, 'scripts', 'bench.mjs'),
    '--prepared',
    ...process.argv.slice(2),
  ]).ended;
}

async function measure(args) {
  const names = args.filter((arg) => !arg.startsWith('--'));
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.ts') && (names.length === 0 || names.some((wanted) => name.includes(wanted))))
    .sort();
  const rows = [];
  for (const file of files) {
    const module = await import(pathToFileURL(join(FOLDER, file)).href);
    for (const [name, bench] of Object.entries(module)) {
      if (!name.startsWith('bench') || typeof bench !== 'function') continue;
      say(`${name} ……`);
      rows.push(...(await bench()));
    }
  }
  if (rows.length === 0) throw new BootstrapError(`没有匹配的测量：${names.join(' ')}`);
  const table = `${formatTable(rows)}\n\n${machine()}`;
  process.stdout.write(`${table}\n`);
  if (args.includes('--write')) writeReadme(table);
  return rows.some(isMissed) ? 1 : 0;
}

/** Ratios hold elsewhere, times do not: which machine they were taken on. */
function machine() {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, Node ${process.version}, ${process.platform} ${process.arch}, ${new Date().toISOString().slice(0, 10)}`;
}

function isMissed(row) {
  return row.bar !== undefined && row.ratio > row.bar;
}

function formatTable(rows) {
  const number = (value) => value.toLocaleString('en', { maximumSignificantDigits: 4 });
  const lines = rows.map((row) => {
    const verdict = row.bar === undefined ? '' : `≤ ${row.bar} ${isMissed(row) ? '✗' : '✓'}`;
    return `| ${row.name} | ${number(row.ours)} ${row.unit} | ${number(row.baseline)} ${row.unit} | ${row.ratio.toFixed(2)} | ${verdict} | ${row.note ?? ''} |`;
  });
  return ['| what | ours | baseline | ratio | bar | note |', '|---|---|---|---|---|---|', ...lines].join('\n');
}

function writeReadme(table) {
  const path = join(ROOT, 'README.md');
  const { begin, end } = MARKERS;
  const text = readFileSync(path, 'utf8');
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new BootstrapError(`README.md 中没有 ${begin} 和 ${end}`);
  writeFileSync(path, `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`);
}

await runScript(() => {
  const args = process.argv.slice(2);
  return args[0] === '--prepared' ? measure(args.slice(1)) : prepare();
});
