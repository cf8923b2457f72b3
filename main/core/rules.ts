import path from 'node:path';
import { loadCatalogue } from '../catalogue/load.ts';
import { describeProblem } from '../catalogue/yamlFile.ts';
import type { PlacedMap } from '../central/maps/transactionMap.ts';
import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import { frequentItems, searchItems } from '../domain/catalogue/search.ts';
import type { CatalogueAccess } from '../services/context.ts';
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
}

/** Reads the items, the working calendar and the maps of the central system; refused (`CATALOGUE`) with every problem and its line. */
export function readRules({
  appRoot,
  home,
}: {
  readonly appRoot: string;
  readonly home: string;
}): { readonly ok: true; readonly value: Rules } | StartFailure {
  const read = loadCatalogue(path.join(appRoot, 'main', 'catalogue'), { hallCalendar: path.join(home, HALL_CALENDAR) });
  const maps = read.ok
    ? loadTransactionMaps([path.join(appRoot, 'main', 'central', 'maps'), path.join(home, HALL_MAPS)], read.value.items)
    : read;
  if (read.ok && maps.ok) return { ok: true, value: { catalogue: read.value, maps: maps.value } };
  const broken = read.ok ? maps : read;
  const problems = (broken.ok ? [] : broken.problems).map(describeProblem).join('\n');
  return {
    ok: false,
    code: 'CATALOGUE',
    message: `事项目录有误，没有启动，数据没有改动。请按下列提示改正：\n${problems}`,
  };
}

/** The items as the services use them. */
export function catalogueAccess(catalogue: Catalogue): CatalogueAccess {
  return {
    items: catalogue.items,
    search: (text, counts, on) => {
      const options = { on, limit: ITEMS_FOUND, counts };
      const { entries, near } =
        text.trim() === ''
          ? { entries: frequentItems(catalogue.search, options), near: false }
          : searchItems(catalogue.search, text, options);
      return { codes: entries.map(({ code }) => code), near };
    },
  };
}

/** Which versions the catalogue held, for whoever reads the journal later. */
export function catalogueText({ items }: Catalogue): string {
  return items.map(({ code, version }) => `${code}.${version}`).join(' ');
}
