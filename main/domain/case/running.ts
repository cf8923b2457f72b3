import { lightAt, type Light } from '../calendar/light.ts';
import type { WorkingCalendar } from '../calendar/workingCalendar.ts';
import type { ServiceItem } from '../catalogue/item.ts';
import { limitDays } from '../catalogue/limit.ts';
import { nodeLimit } from './chain.ts';
import { phases, type Phase } from './phase.ts';

/** What the length of the limit that runs in a phase follows from. */
interface Running {
  readonly item: Pick<ServiceItem, 'nodes' | 'promisedLimit' | 'supplementDays'>;
  readonly phase: Phase;
  /** Working days by which the promised limit was extended. */
  readonly extension: number;
  /** Last day of the limit, hall date; null where nothing is promised or the clock stands still. */
  readonly dueOn: string | null;
}

/** When and by which hall a light is asked for. `at` is a UTC instant (ISO 8601), `closesAt` hall time `HH:mm`. */
interface Asked {
  readonly calendar: WorkingCalendar;
  readonly at: string;
  readonly closesAt: string;
}

/** How many working days whoever a case waits for was given in all: the citizen, the node it stands at, or the window. */
function runningDays({ item, phase, extension }: Running): number {
  if (phases[phase].open && phase !== 'returned') return item.supplementDays;
  const { node } = phases[phase];
  if (node && node !== 'completion') return limitDays(nodeLimit(item, node));
  return limitDays(item.promisedLimit) + extension;
}

/** The light of the limit that runs in a case; null where none runs. */
export function caseLight({ calendar, at, closesAt }: Asked, running: Running): Light | null {
  const { dueOn } = running;
  return dueOn === null ? null : lightAt(calendar, { on: dueOn, days: runningDays(running) }, at, closesAt);
}
