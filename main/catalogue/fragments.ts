import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { fieldSchema } from '../domain/catalogue/fields/table.ts';
import { materialSchema } from '../domain/catalogue/item.ts';
import { ok, type Result } from '../domain/result.ts';
import { checkYaml, parseYaml, type CatalogueProblem, type YamlSource } from './yamlFile.ts';

/** The lists of an item that may take in a fragment. */
const LISTS = ['materials', 'fields'] as const;
type List = (typeof LISTS)[number];

const fragmentSchema = z.strictObject({
  /** What it is for, for whoever writes items. */
  about: z.string().min(1),
  materials: z.array(materialSchema).default([]),
  fields: z.array(fieldSchema).default([]),
});

/** The entry in a list of an item whose place the fragment's list takes. */
const useSchema = z.strictObject({ use: z.string() });
const listsSchema = z.looseObject({
  materials: z.array(z.unknown()).optional(),
  fields: z.array(z.unknown()).optional(),
});

/** Parts that many items have in common, by the name of their file. */
export type Fragments = ReadonlyMap<string, YamlSource>;

/** Reads `fragments/*.yaml`; each is checked by itself, whether an item uses it or not. */
export function readFragments(directory: string): {
  readonly fragments: Fragments;
  readonly problems: readonly CatalogueProblem[];
} {
  const fragments = new Map<string, YamlSource>();
  const problems: CatalogueProblem[] = [];
  for (const name of readdirSync(directory).filter((one) => one.endsWith('.yaml'))) {
    const source = parseYaml(`fragments/${name}`, readFileSync(path.join(directory, name)));
    const checked = source.ok ? checkYaml(source.value, fragmentSchema) : source;
    if (!checked.ok) problems.push(...checked.problems);
    else if (source.ok) fragments.set(path.basename(name, '.yaml'), source.value);
  }
  return { fragments, problems };
}

/** One entry of a list after fragments were taken in, with where it is written. */
interface Entry {
  readonly value: unknown;
  readonly source: YamlSource;
  readonly path: readonly PropertyKey[];
}

function listOf(source: YamlSource, list: List): readonly unknown[] {
  return listsSchema.safeParse(source.values).data?.[list] ?? [];
}

function entriesOf(
  item: YamlSource,
  list: List,
  fragments: Fragments,
): Result<readonly Entry[], { problem: CatalogueProblem }> {
  const entries: Entry[] = [];
  for (const [index, value] of listOf(item, list).entries()) {
    const use = useSchema.safeParse(value);
    const here = [list, index];
    if (!use.success) {
      entries.push({ value, source: item, path: here });
      continue;
    }
    const fragment = fragments.get(use.data.use);
    if (!fragment) {
      const known = [...fragments.keys()].join('、');
      const message = known === '' ? '没有任何公共部分可用' : `没有这个公共部分，可用：${known}`;
      return { ok: false, problem: item.problemAt([...here, 'use'], message) };
    }
    const taken = listOf(fragment, list);
    if (taken.length === 0) return { ok: false, problem: item.problemAt(here, `${fragment.file} 里没有 ${list}`) };
    entries.push(...taken.map((one, at) => ({ value: one, source: fragment, path: [list, at] })));
  }
  return ok(entries);
}

/**
 * An item with the fragments it uses taken in. Problems inside a fragment are located in the fragment's own file, with
 * the item they arise in.
 */
export function withFragments(
  item: YamlSource,
  fragments: Fragments,
): Result<YamlSource, { problems: readonly CatalogueProblem[] }> {
  const values = listsSchema.safeParse(item.values);
  // Not even lists: the item's own schema says so better.
  if (!values.success) return ok(item);
  const lists: Partial<Record<List, readonly Entry[]>> = {};
  for (const list of LISTS) {
    if (values.data[list] === undefined) continue;
    const read = entriesOf(item, list, fragments);
    if (!read.ok) return { ok: false, problems: [read.problem] };
    lists[list] = read.value;
  }
  const writtenAt = (at: readonly PropertyKey[]) => {
    const [head, index, ...rest] = at;
    const list = LISTS.find((one) => one === head);
    const entry = list !== undefined && typeof index === 'number' ? lists[list]?.[index] : undefined;
    return entry ? { source: entry.source, path: [...entry.path, ...rest] } : { source: item, path: at };
  };
  const expanded = Object.entries(lists).map(([list, entries]) => [list, entries.map(({ value }) => value)] as const);
  return ok({
    file: item.file,
    values: { ...values.data, ...Object.fromEntries(expanded) },
    problemAt: (at, message) => {
      const { source, path: inSource } = writtenAt(at);
      return source.problemAt(inSource, source === item ? message : `${message}（用于 ${item.file}）`);
    },
    bareValueAt: (at) => {
      const { source, path: inSource } = writtenAt(at);
      return source.bareValueAt(inSource);
    },
  });
}
