/**
 * `npm test`: installs what is missing, then format, lint, types and every vitest project. The last line is
 * `N passed, N failed`; format, lint, exports, types and acceptance count as one each. Exit code 1 when anything failed.
 *
 * Which runs beside which: `testProjects.mjs`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  ensureBuilt,
  ensureDependencies,
  ensureTestTools,
  projectEnvironment,
  projectNode,
  ROOT,
  runScript,
} from './bootstrap.mjs';
import { PROJECTS_AFTERWARDS, PROJECTS_IN_LANES } from './testProjects.mjs';

const REPORTS = join(ROOT, 'test', 'output');
const bin = (...path) => join(ROOT, 'node_modules', ...path);

/** Each counts as one test. */
const CHECKS = [
  {
    name: 'format',
    args: [
      bin('prettier', 'bin', 'prettier.cjs'),
      '--check',
      '--cache',
      '--cache-strategy',
      'content',
      '--log-level',
      'warn',
      '.',
    ],
  },
  { name: 'lint', args: [bin('oxlint', 'bin', 'oxlint')] },
  { name: 'exports', args: [join(ROOT, 'scripts', 'lint', 'deadExports.mjs')] },
  { name: 'types', args: [join(ROOT, 'scripts', 'types.mjs')] },
  { name: 'acceptance', args: ['--no-warnings', join(ROOT, 'test', 'acceptance', 'main.ts')] },
];
/** Runs one command of the project's Node to its end; its output is shown whole when it has ended, so two never mix. */
function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(projectNode(), args, {
      cwd: ROOT,
      env: projectEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(output).toString('utf8') }));
  });
}

async function runCheck({ name, args }) {
  const { code, output } = await run(args);
  process.stdout.write(`${output}${name}: ${code === 0 ? 'ok' : 'FAILED'}\n`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

async function runChecks() {
  const counts = [];
  for (const check of CHECKS) counts.push(await runCheck(check));
  return counts;
}

/** @param {string} project */
async function runVitest(project) {
  const report = join(REPORTS, `vitest-${project}.json`);
  rmSync(report, { force: true });
  const { code, output } = await run([
    bin('vitest', 'vitest.mjs'),
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  process.stdout.write(output);
  const counts = existsSync(report) ? readReport(report) : { passed: 0, failed: 0 };
  // An error outside every test (a file that does not load, a rejection nobody caught) is a failure too.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @param {readonly string[]} projects run one after the other */
async function runLane(projects) {
  const counts = [];
  for (const project of projects) counts.push(await runVitest(project));
  return counts;
}

function readReport(path) {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(path, 'utf8'));
  const broken = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return { passed: numPassedTests, failed: numFailedTests + broken };
}

await runScript(async () => {
  await ensureDependencies();
  ensureTestTools();
  await ensureBuilt();
  mkdirSync(REPORTS, { recursive: true });
  const lanes = PROJECTS_IN_LANES.map(runLane);
  const counts = (await Promise.all([...lanes, runChecks()])).flat();
  counts.push(...(await runLane(PROJECTS_AFTERWARDS)));
  /** @param {'passed' | 'failed'} key */
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
  return sum('failed') === 0 ? 0 : 1;
});
