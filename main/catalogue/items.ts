import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { consistencyProblems } from '../domain/catalogue/consistency.ts';
import { itemCodeSchema, serviceItemSchema, type ServiceItem } from '../domain/catalogue/item.ts';
import { versionProblems } from '../domain/catalogue/versions.ts';
import type { Result } from '../domain/result.ts';
import { readFragments, withFragments, type Fragments } from './fragments.ts';
import { checkYaml, parseYaml, type CatalogueProblem, type LocatedFile } from './yamlFile.ts';

/** `YB0413/1.yaml`: the item's code and its version, which the file does not repeat. */
const VERSION_FILE = /^([1-9]\d{0,3})\.yaml$/;
const PLACE = '事项文件应放在 items/事项代码/版本号.yaml，如 items/YB0413/1.yaml';

interface Problems {
  readonly problems: readonly CatalogueProblem[];
}

/** Which item a file is about: what its folder and its name say. */
export interface ItemPlace {
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
): Result<LocatedFile<ServiceItem>, Problems> {
  const parsed = parseYaml(fileOf(place), bytes);
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
  const read = checkYaml({ ...whole.value, values: placed }, serviceItemSchema);
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
export function readItems(directory: string): {
  readonly items: readonly ServiceItem[];
  readonly problems: readonly CatalogueProblem[];
} {
  const { fragments, problems: inFragments } = readFragments(path.join(directory, 'fragments'));
  const { places, problems: misplaced } = placesIn(path.join(directory, 'items'));
  const none = places.length + misplaced.length === 0 ? [{ file: 'items', line: 1, message: '没有任何事项文件' }] : [];
  const read = places.map((place) => readItem(place, readFileSync(path.join(directory, fileOf(place))), fragments));
  const located = read.flatMap((result) => (result.ok ? [result.value] : []));
  const broken = read.flatMap((result) => (result.ok ? [] : result.problems));
  const items = located.map(({ value }) => value);
  const clashes = versionProblems(items).flatMap(({ index, message }) => {
    const problem = located[index]?.problemAt(['effectiveFrom'], message);
    return problem ? [problem] : [];
  });
  return { items, problems: distinct([...none, ...misplaced, ...inFragments, ...broken, ...clashes]) };
}
