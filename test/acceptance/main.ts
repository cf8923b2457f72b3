import path from 'node:path';
import { parseArgs } from 'node:util';
import { OWN_EXAMPLES, readExamples } from './file.ts';
import { runFile, type Outcome } from './run.ts';

/*
 * `npm run acceptance -- [--from DIR] [GROUP…]`: one line a case (`ok`, `not ok` with what came instead, `unknown` with what the
 * product does not have), and last `N passed, N failed, N unknown`. Exit code 1 when one failed, 2 when nothing could be run.
 */

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options: { from: { type: 'string' } }, allowPositionals: true });
  // Paths are meant from where the person stands; npm itself has gone to the project's folder.
  const from =
    values.from === undefined ? OWN_EXAMPLES : path.resolve(process.env.INIT_CWD ?? process.cwd(), values.from);
  const files = readExamples(from);
  const groups = new Set(files.map(({ group }) => group));
  const strange = positionals.filter((group) => !groups.has(group));
  if (files.length === 0 || strange.length > 0) {
    const what = files.length === 0 ? 'no examples' : `no group ${strange.join(', ')}`;
    process.stderr.write(`${what} in ${from}; groups there: ${[...groups].join(', ')}\n`);
    return 2;
  }
  const chosen = files.filter(({ group }) => positionals.length === 0 || positionals.includes(group));
  const outcomes: Outcome[] = [];
  for (const file of chosen) outcomes.push(...(await runFile(file)));
  for (const { line } of outcomes) process.stdout.write(`${line}\n`);
  const count = (verdict: string): number => outcomes.filter((outcome) => outcome.verdict === verdict).length;
  process.stdout.write(`${count('passed')} passed, ${count('failed')} failed, ${count('unknown')} unknown\n`);
  return count('failed') === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
