import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { WorkingCalendar } from '../domain/calendar/workingCalendar.ts';
import { consistencyProblems, versionProblems } from '../domain/catalogue/consistency.ts';
import { fieldSchema } from '../domain/catalogue/fields/table.ts';
import {
  itemCodeSchema,
  itemFileSchema,
  materialSchema,
  nodeSchema,
  type ServiceItem,
} from '../domain/catalogue/item.ts';
import type { SearchEntry } from '../domain/catalogue/search.ts';
import { ok, type Result } from '../domain/result.ts';
import { loadCalendar } from './calendar.ts';
import { searchEntryOf } from './reading.ts';
import {
  checkYaml,
  parseYaml,
  type CatalogueProblem,
  type LocatedFile,
  type ParseYaml,
  type YamlSource,
} from './yamlFile.ts';

interface Problems {
  readonly problems: readonly CatalogueProblem[];
}

/** The rules of the hall as data: what may be handled, how it is found, which days count. */
export interface Catalogue {
  /** Every version of every item; `itemOn` chooses the one in force. */
  readonly items: readonly ServiceItem[];
  /** One entry per version, for `searchItems`. */
  readonly search: readonly SearchEntry[];
  readonly calendar: WorkingCalendar;
}

/** Everything wrong with the catalogue, so that the administrator repairs it in one go. */
export interface CatalogueFailure {
  readonly code: 'CATALOGUE';
  readonly problems: readonly CatalogueProblem[];
}

/**
 * Loads the catalogue from its folder (`calendar/2026.yaml`, `items/YB0413/1.yaml`, `fragments/agent.yaml`, UTF-8), with
 * the years of the calendar that the hall keeps itself. Refuses it as a whole when anything in it is wrong: a hall must not
 * work by half a list. A folder that is not there is a broken installation and throws.
 */
export function loadCatalogue(
  directory: string,
  { hallCalendar, parse = parseYaml }: { readonly hallCalendar?: string; readonly parse?: ParseYaml } = {},
): Result<Catalogue, CatalogueFailure> {
  const shipped = path.join(directory, 'calendar');
  const calendar = loadCalendar(hallCalendar === undefined ? [shipped] : [shipped, hallCalendar], parse);
  const { items, problems } = readItems(directory, parse);
  if (!calendar.ok) return { ok: false, code: 'CATALOGUE', problems: [...calendar.problems, ...problems] };
  if (problems.length > 0) return { ok: false, code: 'CATALOGUE', problems };
  return ok({ items, search: items.map(searchEntryOf), calendar: calendar.value });
}

/** `YB0413/1.yaml`: the item's code and its version, which the file does not repeat. */
const VERSION_FILE = /^([1-9]\d{0,3})\.yaml$/;
const PLACE = '事项文件应放在 items/事项代码/版本号.yaml，如 items/YB0413/1.yaml';

/** Which item a file is about: what its folder and its name say. */
interface ItemPlace {
  readonly code: string;
  readonly version: number;
}

function fileOf({ code, version }: ItemPlace): string {
  return `items/${code}/${version}.yaml`;
}

/** Reads one version of an item: YAML, fragments, schema, then the rules between its parts. */
export function readItem(
  place: ItemPlace,
  bytes: Uint8Array,
  fragments: Fragments,
  parse: ParseYaml = parseYaml,
): Result<LocatedFile<ServiceItem>, Problems> {
  const parsed = parse(fileOf(place), bytes);
  if (!parsed.ok) return parsed;
  const whole = withFragments(parsed.value, fragments);
  if (!whole.ok) return whole;
  const { values, problemAt } = whole.value;
  const isMap = typeof values === 'object' && values !== null && !Array.isArray(values);
  const repeated = isMap ? ['code', 'version'].filter((key) => Object.hasOwn(values, key)) : [];
  if (repeated.length > 0) {
    const message = '由文件夹名和文件名给出，请删去这一行';
    return { ok: false, problems: repeated.map((key) => problemAt([key], `${key}: ${message}`)) };
  }
  const placed = isMap ? { ...place, ...values } : values;
  const read = checkYaml({ ...whole.value, values: placed }, itemFileSchema);
  if (!read.ok) return read;
  const problems = consistencyProblems(read.value.value).map((problem) => problemAt(problem.path, problem.message));
  return problems.length > 0 ? { ok: false, problems } : read;
}

/** The files of a folder of items, in the order of code and version, and what lies there and is none. */
function placesIn(directory: string): { readonly places: readonly ItemPlace[]; readonly problems: CatalogueProblem[] } {
  const places: ItemPlace[] = [];
  const problems: CatalogueProblem[] = [];
  for (const entry of readdirSync(directory, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.yaml')) continue;
    const folder = path.relative(directory, entry.parentPath);
    const version = VERSION_FILE.exec(entry.name)?.[1];
    if (version !== undefined && itemCodeSchema.safeParse(folder).success) {
      places.push({ code: folder, version: Number(version) });
    } else problems.push({ file: path.posix.join('items', folder, entry.name), line: 1, message: PLACE });
  }
  places.sort((one, other) => one.code.localeCompare(other.code) || one.version - other.version);
  return { places, problems };
}

/** Problems said once, though several items use the fragment they stand in. */
function distinct(problems: readonly CatalogueProblem[]): readonly CatalogueProblem[] {
  const said = new Set<string>();
  return problems.filter(({ file, line, message }) => {
    const key = `${file} ${line} ${message}`;
    return said.has(key) ? false : said.add(key);
  });
}

/** Reads every version of every item of a catalogue folder, with `fragments` beside `items`. */
function readItems(
  directory: string,
  parse: ParseYaml,
): {
  readonly items: readonly ServiceItem[];
  readonly problems: readonly CatalogueProblem[];
} {
  const { fragments, problems: inFragments } = readFragments(path.join(directory, 'fragments'), parse);
  const { places, problems: misplaced } = placesIn(path.join(directory, 'items'));
  const none = places.length + misplaced.length === 0 ? [{ file: 'items', line: 1, message: '没有任何事项文件' }] : [];
  const read = places.map((place) =>
    readItem(place, readFileSync(path.join(directory, fileOf(place))), fragments, parse),
  );
  const located = read.flatMap((result) => (result.ok ? [result.value] : []));
  const broken = read.flatMap((result) => (result.ok ? [] : result.problems));
  const items = located.map(({ value }) => value);
  const clashes = versionProblems(items).flatMap(({ index, message }) => {
    const problem = located[index]?.problemAt(['effectiveFrom'], message);
    return problem ? [problem] : [];
  });
  return { items, problems: distinct([...none, ...misplaced, ...inFragments, ...broken, ...clashes]) };
}

/** The lists of an item that may take in a fragment. */
const LISTS = ['materials', 'fields', 'nodes'] as const;
type List = (typeof LISTS)[number];

const fragmentSchema = z.strictObject({
  /** What it is for, for whoever writes items. */
  about: z.string().min(1),
  materials: z.array(materialSchema).default([]),
  fields: z.array(fieldSchema).default([]),
  nodes: z.array(nodeSchema).default([]),
});

/** The entry in a list of an item whose place the fragment's list takes; with `when`, all of that is asked for under this condition. */
const useSchema = z.strictObject({ use: z.string(), when: z.unknown().optional() });

/** How a list says under which condition an entry is asked for; null where all of them always are. */
const CONDITION = { materials: 'requiredWhen', fields: 'shownWhen', nodes: null } as const satisfies Record<
  List,
  string | null
>;
const listsSchema = z.looseObject({
  materials: z.array(z.unknown()).optional(),
  fields: z.array(z.unknown()).optional(),
  nodes: z.array(z.unknown()).optional(),
});

/** Parts that many items have in common, by the name of their file. */
type Fragments = ReadonlyMap<string, YamlSource>;

/** Reads `fragments/*.yaml`; each is checked by itself, whether an item uses it or not. */
export function readFragments(
  directory: string,
  parse: ParseYaml = parseYaml,
): {
  readonly fragments: Fragments;
  readonly problems: readonly CatalogueProblem[];
} {
  const fragments = new Map<string, YamlSource>();
  const problems: CatalogueProblem[] = [];
  for (const name of readdirSync(directory).filter((one) => one.endsWith('.yaml'))) {
    const source = parse(`fragments/${name}`, readFileSync(path.join(directory, name)));
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
    const { when } = use.data;
    const key = CONDITION[list];
    if (when !== undefined && key === null)
      return { ok: false, problem: item.problemAt([...here, 'when'], `${list} 不能附条件`) };
    // A condition of the entry itself is the narrower one and stays.
    const under = when === undefined || key === null ? {} : { [key]: when };
    entries.push(
      ...taken.map((one, at) => ({
        value: typeof one === 'object' ? { ...under, ...one } : one,
        source: fragment,
        path: [list, at],
      })),
    );
  }
  return ok(entries);
}

/**
 * An item with the fragments it uses taken in. Problems inside a fragment are located in the fragment's own file, with
 * the item they arise in.
 */
function withFragments(item: YamlSource, fragments: Fragments): Result<YamlSource, Problems> {
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
