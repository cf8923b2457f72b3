import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import { consistencyProblems } from '../domain/catalogue/consistency.ts';
import { serviceItemSchema } from '../domain/catalogue/item.ts';
import type { ServiceItem } from '../domain/catalogue/item.ts';
import { versionProblems } from '../domain/catalogue/versions.ts';
import { ok } from '../domain/result.ts';
import type { Result } from '../domain/result.ts';
import { loadCalendar } from './calendar.ts';
import { searchEntryOf } from './reading.ts';
import { readYaml } from './yamlFile.ts';
import type { CatalogueProblem, LocatedFile } from './yamlFile.ts';

/** Everything wrong with the catalogue, so that the administrator repairs it in one go. */
export interface CatalogueFailure {
  readonly code: 'CATALOGUE';
  readonly problems: readonly CatalogueProblem[];
}

/** Reads one item: YAML, schema, then the rules between its parts. `file` is the name used in problems. */
export function readItem(
  file: string,
  bytes: Uint8Array,
): Result<LocatedFile<ServiceItem>, { problems: readonly CatalogueProblem[] }> {
  const read = readYaml(file, bytes, serviceItemSchema);
  if (!read.ok) return read;
  const { value, problemAt } = read.value;
  const problems = consistencyProblems(value).map((problem) => problemAt(problem.path, problem.message));
  return problems.length > 0 ? { ok: false, problems } : read;
}

/** Reads `items/*.yaml` in the order of their names. */
function readItems(directory: string): { items: readonly ServiceItem[]; problems: readonly CatalogueProblem[] } {
  const files = readdirSync(directory)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  if (files.length === 0) return { items: [], problems: [{ file: 'items', line: 1, message: '没有任何事项文件' }] };
  const read = files.map((file) => readItem(file, readFileSync(path.join(directory, file))));
  const located = read.flatMap((result) => (result.ok ? [result.value] : []));
  const items = located.map(({ value }) => value);
  const broken = read.flatMap((result) => (result.ok ? [] : result.problems));
  const clashes = versionProblems(items).flatMap(({ index, message }) => {
    const problem = located[index]?.problemAt(['effectiveFrom'], message);
    return problem ? [problem] : [];
  });
  return { items, problems: [...broken, ...clashes] };
}

/**
 * Loads the catalogue from its folder (`calendar/*.yaml` and `items/*.yaml`, UTF-8), with the years of the calendar that
 * the hall keeps itself. Refuses it as a whole when anything in it is wrong: a hall must not work by half a list. A
 * folder of items that is not there is a broken installation and throws.
 */
export function loadCatalogue(
  directory: string,
  { hallCalendar }: { readonly hallCalendar?: string } = {},
): Result<Catalogue, CatalogueFailure> {
  const shipped = path.join(directory, 'calendar');
  const calendar = loadCalendar(hallCalendar === undefined ? [shipped] : [shipped, hallCalendar]);
  const { items, problems } = readItems(path.join(directory, 'items'));
  if (!calendar.ok) return { ok: false, code: 'CATALOGUE', problems: [...calendar.problems, ...problems] };
  if (problems.length > 0) return { ok: false, code: 'CATALOGUE', problems };
  return ok({ items, search: items.map(searchEntryOf), calendar: calendar.value });
}
