import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  checkYaml,
  parseYaml,
  type CatalogueProblem,
  type LocatedFile,
  type ParseYaml,
} from '../catalogue/yamlFile.ts';
import {
  mapFor,
  mapProblems,
  transactionMapSchema,
  type PlacedMap,
  type TransactionMap,
} from '../central/maps/transactionMap.ts';
import type { ServiceItem } from '../domain/catalogue/item.ts';
import { ok, type Result } from '../domain/result.ts';

/** `YB0413.1.yaml`: the item's code, and the version from which on the map holds. */
const MAP_FILE = /^([A-Z]{2}\d{4})\.([1-9]\d{0,3})\.yaml$/;

type Located = PlacedMap & { readonly problemAt: LocatedFile<TransactionMap>['problemAt'] };

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function readMap(
  folder: string,
  name: string,
  parse: ParseYaml,
): Result<Located, { problems: readonly CatalogueProblem[] }> {
  const file = `${path.basename(folder)}/${name}`;
  const [, itemCode, from] = MAP_FILE.exec(name) ?? [];
  if (itemCode === undefined || from === undefined) {
    const message = '文件名应为“事项代码.起用版本.yaml”，如 YB0413.1.yaml';
    return { ok: false, problems: [{ file, line: 1, message }] };
  }
  const source = parse(file, readFileSync(path.join(folder, name)));
  const read = source.ok ? checkYaml(source.value, transactionMapSchema) : source;
  if (!read.ok) return read;
  const { value: map, problemAt } = read.value;
  return ok({ itemCode, fromVersion: Number(from), map, problemAt });
}

/** What is wrong with one item version's map: that there is none, or what it names that is not there. */
function problemsOf(item: ServiceItem, maps: readonly Located[]): readonly CatalogueProblem[] {
  const placed = mapFor(maps, item);
  const located = maps.find((one) => one === placed);
  if (located) return mapProblems(located.map, item).map((found) => located.problemAt(found.path, found.message));
  const file = `${item.code}.${item.version}.yaml`;
  return [
    { file: `maps/${file}`, line: 1, message: `“${item.name}”第 ${item.version} 版没有上报字段文件，请增加此文件` },
  ];
}

/**
 * The maps of all items from folders of YAML files. A file in a later folder takes the place of one of the same name in an
 * earlier one, so that a hall can put in what its platform's vendor confirmed without a new release. Checked against every
 * version of every item; all problems are given at once.
 */
export function loadTransactionMaps(
  folders: readonly string[],
  items: readonly ServiceItem[],
  parse: ParseYaml = parseYaml,
): Result<readonly PlacedMap[], { problems: readonly CatalogueProblem[] }> {
  const places = new Map(folders.flatMap((folder) => filesIn(folder).map((name) => [name, folder] as const)));
  const read = [...places].map(([name, folder]) => readMap(folder, name, parse));
  const maps = read.flatMap((result) => (result.ok ? [result.value] : []));
  const broken = read.flatMap((result) => (result.ok ? [] : result.problems));
  if (broken.length > 0) return { ok: false, problems: broken };
  const strangers = maps
    .filter(({ itemCode }) => !items.some(({ code }) => code === itemCode))
    .map(({ itemCode, problemAt }) => problemAt([], `事项目录里没有 ${itemCode}，请删去此文件或改正文件名`));
  const problems = [...strangers, ...items.flatMap((item) => problemsOf(item, maps))];
  return problems.length > 0 ? { ok: false, problems } : ok(maps);
}
