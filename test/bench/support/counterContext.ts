import path from 'node:path';
import { loadCatalogue } from '../../../main/catalogue/load.ts';
import type { CentralSystem } from '../../../main/central/port.ts';
import { demoConfiguration } from '../../../main/demo/configuration.ts';
import { demoPeople } from '../../../main/demo/people.ts';
import { defaultCodePatterns } from '../../../main/domain/scan/patterns.ts';
import type { ArrivalDevices } from '../../../main/services/visits.ts';
import { createStorage } from '../../../main/services/storage.ts';
import type { Context } from '../../../main/services/context.ts';
import { catalogueAccess } from '../../../main/core/rules.ts';
import { createPasswords, PASSWORD_COST } from '../../../main/core/passwords.ts';
import { sm3Text } from '../../../main/core/sm3.ts';
import { openAnchor } from '../../../main/store/anchor.ts';
import { openDatabase, type Database } from '../../../main/store/database.ts';
import { newId } from '../../../main/store/newId.ts';
import { createStore } from '../../../main/store/store.ts';
import { shippedMaps, shippedWriter } from '../../fixtures/catalogue/maps.ts';
import { systemClock, systemTimers } from '../../../native/systemTime.ts';

/** Folder of the project. */
export const PROJECT = path.resolve(import.meta.dirname, '../../..');
/** Key of every bench database. */
export const BENCH_KEY = '0f'.repeat(32);
/** The teller of the bench. */
export const BENCH_TELLER = { kind: 'person', number: '0103', name: '陈静', role: 'teller' } as const;

/** Median of measured times. */
export function median(times: readonly number[]): number {
  const sorted = [...times].sort((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('nothing measured');
  return middle;
}

/** Opens a bench database as the counter does. */
export function openBench(file: string): Database {
  const opened = openDatabase(file, BENCH_KEY);
  if (!opened.ok) throw new Error(`the bench database does not open: ${opened.detail}`);
  return opened.database;
}

const idle = { subscribe: () => () => undefined, start: () => undefined, stop: () => Promise.resolve() };

/** Readers with nothing on them and a scanner nobody uses. */
export const emptyDevices: ArrivalDevices = {
  cardReader: { ...idle, onRequest: false, status: () => ({ state: 'empty' }), reread: () => undefined },
  idCardReader: { ...idle, status: () => ({ state: 'empty' }) },
  scanner: { ...idle, status: () => ({ state: 'ready' }), onCode: () => () => undefined },
};

/** A central system that knows one resident and confirms every material at once. */
function answeringCentral(): CentralSystem {
  const resident = demoPeople.find(({ id }) => id === 'resident');
  if (resident === undefined) throw new Error('there is no resident');
  const answered = { ok: true, reference: '990000202611210930050000000001', at: new Date().toISOString() } as const;
  return {
    lookUpPerson: () => Promise.resolve({ ...answered, value: resident.person }),
    obtainMaterial: () => Promise.resolve({ ...answered, value: { confirmed: true, summary: '参保状态正常' } }),
    submit: () => Promise.resolve({ outcome: 'not-sent', detail: '' }),
    ask: () => Promise.resolve({ outcome: 'absent' }),
    isReachable: () => Promise.resolve(true),
    close: () => Promise.resolve(),
  };
}

function benchCatalogue() {
  const catalogue = loadCatalogue(path.join(PROJECT, 'main', 'catalogue'));
  if (!catalogue.ok) throw new Error('the catalogue does not load');
  return catalogue.value;
}

/** The items with their readings, as the search knows them. */
export const benchSearchEntries = () => benchCatalogue().search;

/** What the services work with at a counter, over a real store; only the central system is a stub. */
export function benchContext(database: Database, anchorFile: string): Context {
  const catalogue = benchCatalogue();
  const { hall, central } = demoConfiguration('http://127.0.0.1:1');
  const clock = systemClock;
  return {
    store: createStore({
      database,
      anchor: openAnchor(anchorFile),
      workstation: '019aa2b0-0000-7000-8000-000000000003',
      clock,
      hashText: sm3Text,
      reportBug: (error) => {
        throw error;
      },
    }),
    storage: createStorage({ log: () => undefined, reportBug: () => undefined }),
    clock,
    timers: systemTimers,
    newId: () => newId(clock.wall()),
    hashText: sm3Text,
    passwords: createPasswords(PASSWORD_COST),
    printTarget: () => ({ deviceId: 'bench-printer', columns: 48, repertoire: 'gbk' }),
    facts: {
      hall: { ...hall, hall: hall.name },
      region: hall.region,
      window: hall.window,
      closesAt: hall.closesAt,
      institutionCode: central.institutionCode,
      codes: defaultCodePatterns,
      trainingPeople: true,
      idleMs: 1_800_000,
      silentMs: 30 * 60_000,
    },
    catalogue: catalogueAccess(
      catalogue,
      { items: catalogue.items, withdrawn: [], published: [], unreadable: [] },
      shippedMaps(catalogue.items),
    ),
    calendar: catalogue.calendar,
    central: answeringCentral(),
    writeTransaction: shippedWriter(catalogue.items),
    nextMessageId: () => 'none',
    log: () => undefined,
    reportBug: (error) => {
      throw error;
    },
  };
}
