import path from 'node:path';
import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import { ok, type Result } from '../domain/result.ts';
import { loadCalendar } from './calendar.ts';
import { readItems } from './items.ts';
import { searchEntryOf } from './reading.ts';
import type { CatalogueProblem } from './yamlFile.ts';

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
  { hallCalendar }: { readonly hallCalendar?: string } = {},
): Result<Catalogue, CatalogueFailure> {
  const shipped = path.join(directory, 'calendar');
  const calendar = loadCalendar(hallCalendar === undefined ? [shipped] : [shipped, hallCalendar]);
  const { items, problems } = readItems(directory);
  if (!calendar.ok) return { ok: false, code: 'CATALOGUE', problems: [...calendar.problems, ...problems] };
  if (problems.length > 0) return { ok: false, code: 'CATALOGUE', problems };
  return ok({ items, search: items.map(searchEntryOf), calendar: calendar.value });
}
