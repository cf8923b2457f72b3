import type { WorkingCalendar } from '../calendar/workingCalendar.ts';
import type { ServiceItem } from './item.ts';
import type { SearchEntry } from './search.ts';

/** The rules of the hall as data: what may be handled, how it is found, which days count. */
export interface Catalogue {
  /** Every version of every item; `itemOn` chooses the one in force. */
  readonly items: readonly ServiceItem[];
  /** One entry per version, for `searchItems`. */
  readonly search: readonly SearchEntry[];
  readonly calendar: WorkingCalendar;
}
