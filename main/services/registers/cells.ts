import { hallDateTime } from '../../domain/calendar/hallTime.ts';
import type { Case } from '../../domain/case/case.ts';
import { maskName } from '../../domain/identity/mask.ts';
import { findCase } from '../../store/cases.ts';
import type { Context } from '../context.ts';

/** A row of a register: the case it is about, and its cells in the order of the columns. */
export interface RegisterRow {
  /** Null for a row about no case. */
  readonly caseId: string | null;
  readonly cells: readonly string[];
}

/** A register of some time: its rows, and what they come to. */
export interface RegisterPage {
  readonly rows: readonly RegisterRow[];
  readonly totals: readonly { readonly label: string; readonly value: string }[];
}

/** What registers are made with. */
export type Of = Pick<Context, 'store' | 'catalogue' | 'clock' | 'facts' | 'calendar'>;

/** What of a case every register says. */
export interface ListedCase {
  readonly itemCode: string;
  readonly itemVersion: number;
  readonly personName: string;
}

/** The item by the name it had. */
export const itemOf = ({ catalogue }: Of, { itemCode, itemVersion }: ListedCase): string =>
  catalogue.nameOf(itemCode, itemVersion);
/** The citizen, masked. */
export const citizenOf = ({ personName }: ListedCase): string => maskName(personName, 'list');
/** An instant by the hall's clock. */
export const minuteOf = (instant: string): string => hallDateTime(instant).slice(0, 'YYYY-MM-DD HH:mm'.length);

/** The case as it is now; null where it cannot be read. */
export function caseOf({ store }: Of, caseId: string): Case | null {
  const found = findCase(store.read, caseId);
  return found.ok ? found.value : null;
}

/** How many rows there are. */
export const count = (rows: readonly unknown[], unit: string) => [{ label: '合计', value: `${rows.length} ${unit}` }];
