import path from 'node:path';
import { loadCatalogue } from '../catalogue/load.ts';
import { describeProblem } from '../catalogue/yamlFile.ts';
import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import { frequentItems, searchItems } from '../domain/catalogue/search.ts';
import type { CatalogueAccess } from '../services/context.ts';
import type { StartFailure } from './port.ts';

/** Folder in the home with the years of the calendar that the hall adds itself. */
const HALL_CALENDAR = 'calendar';
/** Results of an item search. */
const ITEMS_FOUND = 20;

/** Reads the items and the working calendar; refused (`CATALOGUE`) with every problem and its line. */
export function readRules({
  appRoot,
  home,
}: {
  readonly appRoot: string;
  readonly home: string;
}): { readonly ok: true; readonly value: Catalogue } | StartFailure {
  const read = loadCatalogue(path.join(appRoot, 'main', 'catalogue'), { hallCalendar: path.join(home, HALL_CALENDAR) });
  if (read.ok) return read;
  const problems = read.problems.map(describeProblem).join('\n');
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
