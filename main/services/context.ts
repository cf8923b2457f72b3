import type { TransactionMap } from '../central/maps/transactionMap.ts';
import type { CentralSystem } from '../central/port.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import type { WorkingCalendar } from '../domain/calendar/workingCalendar.ts';
import type { ServiceItem } from '../domain/catalogue/item.ts';
import type { WriteTransaction } from '../domain/delivery/completedCase.ts';
import type { NumberRules } from '../domain/identity/idNumber.ts';
import type { PrintTarget } from '../domain/journal/entry.ts';
import type { CodePatterns } from '../domain/scan/patterns.ts';
import type { SlipHall } from '../domain/slip/slip.ts';
import type { SystemActor } from '../domain/staff/actor.ts';
import type { Clock, Timers } from '../domain/time.ts';
import type { Passwords } from './passwords.ts';
import type { Storage } from './storage.ts';
import type { Store } from '../store/store.ts';

/** Facts of this counter, from its configuration. */
export interface CounterFacts {
  readonly hall: SlipHall;
  /** Insurance region of the hall, six digits. */
  readonly region: string;
  /** Two digits; part of every number this counter gives. */
  readonly window: string;
  /** Hall time after which an acceptance counts as the next working day, `HH:mm`. */
  readonly closesAt: string;
  /** Institution code on the platform, 12 characters. */
  readonly institutionCode: string;
  /** Shapes of the codes citizens show. */
  readonly codes: CodePatterns;
  /** Synthetic people (region 990000) are served: demonstration, and halls that train. */
  readonly trainingPeople: boolean;
  /** Idle time after which a session ends, in milliseconds. */
  readonly idleMs: number;
  /** Without a sign of life for so long while tasks of theirs are due, it is asked whether somebody is absent; milliseconds. */
  readonly silentMs: number;
}

/** The catalogue as the services use it. */
export interface CatalogueAccess {
  /** Every version that can be used, today or on another day: ask anew each time, one may be published. */
  readonly items: readonly ServiceItem[];
  /** A version that can or could be used here: what a case begun with it is judged by, also when its file is gone. */
  readonly versionOf: (code: string, version: number) => ServiceItem | undefined;
  /** What a version is called, also one that this release cannot read. */
  readonly nameOf: (code: string, version: number) => string;
  /** Item codes matching a text, best first; `near`: nothing is written like that, these are only alike. */
  readonly search: (
    text: string,
    uses: ReadonlyMap<string, number>,
    on: string,
  ) => { readonly codes: readonly string[]; readonly near: boolean };
  /** How completed cases of a version would be told to the central system; null where no map is for it. */
  readonly mapOf: (item: ServiceItem) => TransactionMap | null;
  /** A version that was published: it is among the items from here on, and holds from its first day. */
  readonly take: (item: ServiceItem) => void;
}

/** What every service works with. Built once by the composition root; tests build their own. */
export interface Context {
  readonly store: Store;
  /** What is known of the disk under the store. */
  readonly storage: Storage;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly passwords: Passwords;
  readonly newId: () => string;
  /** SM3 of a text's UTF-8 bytes, 64 hexadecimal characters. */
  readonly hashText: (text: string) => string;
  readonly facts: CounterFacts;
  /** Where a new slip goes, and the paper it is laid out for: the preferred printer at this moment. */
  readonly printTarget: () => PrintTarget;
  readonly catalogue: CatalogueAccess;
  readonly calendar: WorkingCalendar;
  readonly central: CentralSystem;
  /** Puts a completed case into the words of the central system. */
  readonly writeTransaction: WriteTransaction;
  /** A message id nobody ever had. Call it outside of transactions: it may need one of its own. */
  readonly nextMessageId: () => string;
  /** One line of the technical log, without personal data. */
  readonly log: (line: string) => void;
  /** Reports what was thrown where nobody waits for an answer: a bug, logged without the values at hand. */
  readonly reportBug: (error: unknown) => void;
}

/** Who the journal names when the counter itself acts. */
export const COUNTER = { kind: 'system', part: 'counter' } as const satisfies SystemActor;

/** What numbers of identity documents are judged by at this counter now. */
export function numberRules({ clock, facts }: Pick<Context, 'clock' | 'facts'>): NumberRules {
  return { today: hallDate(clock.wall().toISOString()), trainingPeople: facts.trainingPeople };
}
