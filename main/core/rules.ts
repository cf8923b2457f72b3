import path from 'node:path';
import { loadCatalogue, type Catalogue } from '../catalogue/load.ts';
import { searchEntryOf } from '../catalogue/reading.ts';
import { PARSED_FILE, parserKnowing, readParsed } from '../catalogue/parsedBefore.ts';
import { describeProblem } from '../catalogue/yamlFile.ts';
import { mapFor, type PlacedMap } from '../central/maps/transactionMap.ts';
import { frequentItems, searchItems } from '../domain/catalogue/search.ts';
import type { ServiceItem } from '../domain/catalogue/item.ts';
import { withVersion } from '../domain/catalogue/versions.ts';
import type { CatalogueAccess } from '../services/context.ts';
import type { MappedItem, WorkingItems } from '../services/keptItems.ts';
import type { StartFailure } from './port.ts';
import { loadTransactionMaps } from './transactionMaps.ts';

/** Folder in the home with the years of the calendar that the hall adds itself. */
const HALL_CALENDAR = 'calendar';
/** Folder in the home with the field maps that the hall's platform vendor confirmed or corrected. */
const HALL_MAPS = 'central-maps';
/** Results of an item search. */
const ITEMS_FOUND = 20;

/** What this counter works by. */
export interface Rules {
  readonly catalogue: Catalogue;
  readonly maps: readonly PlacedMap[];
  /** Each version with the map it is told by. */
  readonly mapped: readonly MappedItem[];
}

/** Reads the items, the working calendar and the maps of the central system; refused (`CATALOGUE`) with every problem and its line. */
export function readRules({
  appRoot,
  home,
}: {
  readonly appRoot: string;
  readonly home: string;
}): { readonly ok: true; readonly value: Rules } | StartFailure {
  const parse = parserKnowing(readParsed(path.join(appRoot, 'out', PARSED_FILE)));
  const hallCalendar = path.join(home, HALL_CALENDAR);
  const read = loadCatalogue(path.join(appRoot, 'main', 'catalogue'), { hallCalendar, parse });
  const maps = read.ok
    ? loadTransactionMaps(
        [path.join(appRoot, 'main', 'central', 'maps'), path.join(home, HALL_MAPS)],
        read.value.items,
        parse,
      )
    : read;
  if (read.ok && maps.ok) {
    return {
      ok: true,
      value: { catalogue: read.value, maps: maps.value, mapped: eachMapped(read.value.items, maps.value) },
    };
  }
  const broken = read.ok ? maps : read;
  const problems = (broken.ok ? [] : broken.problems).map(describeProblem).join('\n');
  return {
    ok: false,
    code: 'CATALOGUE',
    message: `事项目录有误，没有启动，数据没有改动。请按下列提示改正：\n${problems}`,
  };
}

function eachMapped(items: readonly ServiceItem[], maps: readonly PlacedMap[]): readonly MappedItem[] {
  return items.flatMap((item) => {
    const placed = mapFor(maps, item);
    return placed ? [{ item, map: placed.map }] : [];
  });
}

/**
 * The items as the services use them: found by what the files hold, judged by what was kept, and joined by what is published while the
 * counter runs. `maps` are those of the files.
 */
export function catalogueAccess(
  catalogue: Pick<Catalogue, 'search'>,
  { items, withdrawn, published, unreadable }: Omit<WorkingItems, 'withdrawnMaps'>,
  maps: readonly PlacedMap[],
): CatalogueAccess {
  let current = items;
  let entries = catalogue.search;
  const find = (code: string, version: number): ServiceItem | undefined =>
    [...current, ...withdrawn].find((item) => item.code === code && item.version === version);
  const take: CatalogueAccess['take'] = (item) => {
    current = withVersion(current, item);
    const others = entries.filter(({ code }) => code !== item.code);
    entries = [...others, ...current.filter(({ code }) => code === item.code).map(searchEntryOf)];
  };
  for (const item of published) take(item);
  return {
    get items() {
      return current;
    },
    take,
    mapOf: (item) => mapFor(maps, item)?.map ?? null,
    versionOf: find,
    nameOf: (code, version) =>
      (find(code, version) ?? unreadable.find((one) => one.code === code && one.version === version))?.name ??
      `事项 ${code}（第 ${version} 版）`,
    search: (text, counts, on) => {
      const options = { on, limit: ITEMS_FOUND, counts };
      const found =
        text.trim() === ''
          ? { entries: frequentItems(entries, options), near: false }
          : searchItems(entries, text, options);
      return { codes: found.entries.map(({ code }) => code), near: found.near };
    },
  };
}

/** Which versions the catalogue held, for whoever reads the journal later. */
export function catalogueText({ items }: Catalogue): string {
  return items.map(({ code, version }) => `${code}.${version}`).join(' ');
}
