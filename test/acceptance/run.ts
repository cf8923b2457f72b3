import { isDeepStrictEqual } from 'node:util';
import type { AcceptanceCase, AcceptanceFile } from './file.ts';
import { NotBuilt } from './given.ts';
import { operations } from './operations.ts';
import { inHall } from './stories/hall.ts';
import { stories } from './stories/table.ts';

/**
 * Groups of which the product has everything: here an operation or a story that it does not have is a failure. Elsewhere it is
 * said and let pass.
 */
const WHOLE_GROUPS: ReadonlySet<string> = new Set(['clock']);

/** What became of one case. `line` is how it is told. */
export interface Outcome {
  readonly verdict: 'passed' | 'failed' | 'unknown';
  readonly line: string;
}

/** Runs the cases of one file. */
export async function runFile(file: AcceptanceFile): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const one of file.cases) outcomes.push(outcomeOf(file, one, await tried(one, file.data)));
  return outcomes;
}

function outcomeOf({ group }: AcceptanceFile, { id, title }: AcceptanceCase, came: Tried): Outcome {
  const named = `${id} ${title}`;
  const { passed, instead, unknown } = came;
  if (passed) return { verdict: 'passed', line: `ok ${named}` };
  if (unknown === undefined) return { verdict: 'failed', line: `not ok ${named}: ${instead}` };
  return WHOLE_GROUPS.has(group)
    ? { verdict: 'failed', line: `not ok ${named}: there is no ${unknown}` }
    : { verdict: 'unknown', line: `unknown ${named}: ${unknown}` };
}

interface Tried {
  readonly passed: boolean;
  /** What came instead. */
  readonly instead: string;
  /** What the product does not have. */
  readonly unknown?: string;
}

async function tried(one: AcceptanceCase, data: unknown): Promise<Tried> {
  try {
    if (one.form === 'story') return await told(one.id);
    const operation = operations.get(one.op);
    if (operation === undefined) return { passed: false, instead: '', unknown: one.op };
    const answer = operation(one.given, data);
    return { passed: holds(one.then, answer), instead: JSON.stringify(answer) };
  } catch (error) {
    if (error instanceof NotBuilt) return { passed: false, instead: '', unknown: error.what };
    return { passed: false, instead: error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error) };
  }
}

/** A story holds when it is told to its end; the check that fails says what came instead. */
async function told(id: string): Promise<Tried> {
  const story = stories.get(id);
  if (story === undefined) return { passed: false, instead: '', unknown: `story ${id}` };
  await inHall(story);
  return { passed: true, instead: '' };
}

/** Whether every key of what is to come has come; more may come. */
function holds(then: Readonly<Record<string, unknown>>, answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null) return false;
  const came = new Map<string, unknown>(Object.entries(answer));
  return Object.entries(then).every(([key, value]) => isDeepStrictEqual(came.get(key), value));
}
