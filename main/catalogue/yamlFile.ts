import { isNode, isPair, isMap, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { z } from 'zod';
import { ok } from '../domain/result.ts';
import type { Result } from '../domain/result.ts';

/** One thing wrong in a file of the catalogue. */
export interface CatalogueProblem {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Chinese. */
  readonly message: string;
}

type Path = readonly PropertyKey[];

/** A parsed file that still knows where each value stands. */
export interface LocatedFile<Value> {
  readonly value: Value;
  /** A problem at the value of this path, or at its nearest parent when it is not there. */
  readonly problemAt: (path: Path, message: string) => CatalogueProblem;
}

const chinese = z.locales.zhCN().localeError;

/** Says in the words of the administrator what zod found; what the schemas word themselves comes before this. */
function wording(issue: Parameters<typeof chinese>[0]): string {
  if (issue.code === 'invalid_type' && issue.input === undefined) return '缺少此项';
  if (issue.code === 'unrecognized_keys') return `不认识的栏目：${issue.keys.join(', ')}`;
  const said = chinese(issue);
  return typeof said === 'string' ? said : (said?.message ?? '内容不符合要求');
}

function offsetOfKey(document: Document, path: Path, key: string): number | undefined {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return undefined;
  const pair = map.items.find((item) => isPair(item) && isNode(item.key) && String(item.key) === key);
  return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
}

/** Where the value of a path begins; the nearest parent that exists when it is missing. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = path.slice(0, length - 1);
    const byKey = offsetOfKey(document, parent, String(path[length - 1]));
    if (byKey !== undefined) return byKey;
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/**
 * Reads one YAML 1.2 file and checks it with a schema. Every problem is given at once, with its line: broken YAML,
 * repeated keys, missing, unknown and wrong values.
 */
export function readYaml<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
): Result<LocatedFile<z.infer<Schema>>, { problems: readonly CatalogueProblem[] }> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ pos, message }) => ({
      file,
      line: lineAt(pos[0]),
      message: `YAML 格式错误：${message}`,
    }));
    return { ok: false, problems };
  }
  const problemAt = (path: Path, message: string): CatalogueProblem => ({
    file,
    line: lineAt(offsetOf(document, path)),
    message,
  });
  const parsed = schema.safeParse(document.toJS(), { error: wording });
  if (parsed.success) return ok({ value: parsed.data, problemAt });
  const problems = parsed.error.issues.map((issue) => {
    const [key] = issue.code === 'unrecognized_keys' ? issue.keys : [];
    const path = key === undefined ? issue.path : [...issue.path, key];
    const name = issue.path.at(-1);
    return problemAt(path, typeof name === 'string' ? `${name}: ${issue.message}` : issue.message);
  });
  return { ok: false, problems };
}
