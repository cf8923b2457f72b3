import { z } from 'zod';
import { driverSchema } from '../domain/device/drivers/table.ts';
import type { CardReader } from '../../native/card/port.ts';
import { createLibraryReader } from '../../native/card/library/libraryReader.ts';
import type { LibrarySettings } from '../../native/card/library/libraryCalls.ts';
import { startHelper } from '../../native/helper/startHelper.ts';
import { systemTimers } from '../../native/systemTime.ts';
import { readArguments } from './arguments.ts';
import type { ArgumentsResult } from './arguments.ts';

/** What `device read-card` is told to do. */
export interface ReadCardOrder {
  readonly reader: CardReader;
  /** Longest wait for a card, seconds. */
  readonly timeout: number;
  /** The ID number is shown whole. */
  readonly full: boolean;
  readonly json: boolean;
}

/** Options of every driver. */
export const everyDriver = {
  timeout: z.coerce.number().positive().max(86_400).default(30),
  full: z.boolean().default(false),
  json: z.boolean().default(false),
} as const;

/** The same for the command line. */
export const everyDriverOptions = {
  driver: { type: 'string' },
  timeout: { type: 'string' },
  full: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

const text = { type: 'string' } as const;
const library = z.string({ error: '必须给出读卡库的路径' }).min(1);
const runtime = z.string().min(1).nullable().default(null);

/** The technician has put the card in, or is just doing it. */
const POLL_MS = 300;

/** `--type` is iType: 1 contact, 2 contactless, 3 search, contact first, 4 search, contactless first. */
const ssCardDriver = z
  .object({
    ...everyDriver,
    driver: z.literal('ss-card-driver'),
    library,
    type: z.coerce.number().int().min(1, '应为 1 至 4').max(4, '应为 1 至 4').default(3),
    runtime,
    hsm: z.url({ error: '应为网址' }).nullable().default(null),
  })
  .transform(({ driver, type, hsm, timeout, full, json, ...rest }) => ({
    settings: { ...rest, driver, cardType: type, hsmEndpoint: hsm, pollMs: POLL_MS },
    ...{ timeout, full, json },
  }));

const heaSecReadInfo = z
  .object({
    ...everyDriver,
    driver: z.literal('hea-sec-read-info'),
    library,
    init: z.string({ error: '必须给出 Init 的 JSON 文本' }),
    runtime,
  })
  .transform(({ driver, init, timeout, full, json, ...rest }) => ({
    settings: { ...rest, driver, initialization: init, pollMs: POLL_MS },
    ...{ timeout, full, json },
  }));

const ssCardDll = z
  .object({
    ...everyDriver,
    driver: z.literal('ss-card-dll'),
    library,
    url: z.string({ error: '必须给出服务地址' }),
    user: z.string().default(''),
    runtime,
  })
  .transform(({ timeout, full, json, ...settings }) => ({
    settings: { ...settings, pollMs: POLL_MS },
    ...{ timeout, full, json },
  }));

/** Readers behind vendors' libraries: their options, and how they become settings. */
const LIBRARY_DRIVERS = {
  'ss-card-driver': { options: { library: text, type: text, runtime: text, hsm: text }, schema: ssCardDriver },
  'hea-sec-read-info': { options: { library: text, init: text, runtime: text }, schema: heaSecReadInfo },
  'ss-card-dll': { options: { library: text, url: text, user: text, runtime: text }, schema: ssCardDll },
} as const satisfies Record<LibrarySettings['driver'], object>;

/** Usage of `device read-card` with these drivers, one line each. */
export const READ_CARD_DRIVERS_USAGE = [
  'device read-card --driver ss-card-driver --library 库文件 [--type 1|2|3|4] [--hsm 网址] [--runtime NODE] [--timeout S] [--full] [--json]',
  'device read-card --driver hea-sec-read-info --library 库文件 --init \'{"IP":…}\' [--runtime NODE] [--timeout S] [--full] [--json]',
  'device read-card --driver ss-card-dll --library 库文件 --url 网址 [--user 用户] [--runtime NODE] [--timeout S] [--full] [--json]',
] as const;

/** The order for a reader behind a vendor's library; undefined when the arguments name no such driver. */
export function libraryReadOrder(args: readonly string[]): ArgumentsResult<ReadCardOrder> | undefined {
  const driver = libraryDriverOf(args);
  if (driver === undefined) return undefined;
  const { options, schema } = LIBRARY_DRIVERS[driver];
  const read = readArguments<z.infer<typeof schema>>(args, { ...everyDriverOptions, ...options }, schema);
  if (!read.ok) return read;
  // The settings of the product, with its limits.
  const settings = driverSchema.safeParse(read.options.settings);
  if (!settings.success || !isLibrary(settings.data)) return { ok: false, message: '参数不对:超出允许的范围' };
  const { timeout, full, json } = read.options;
  return { ok: true, options: { reader: createReader(settings.data), timeout, full, json } };
}

/** The drivers named by `--driver`. */
export function namedDrivers(args: readonly string[]): readonly string[] {
  return args.flatMap((word, index) =>
    word === '--driver'
      ? [args[index + 1] ?? '']
      : word.startsWith('--driver=')
        ? [word.slice('--driver='.length)]
        : [],
  );
}

function libraryDriverOf(args: readonly string[]): LibrarySettings['driver'] | undefined {
  const given = namedDrivers(args);
  return LIBRARY_NAMES.find((name) => given.includes(name));
}

const LIBRARY_NAMES = [
  'ss-card-driver',
  'hea-sec-read-info',
  'ss-card-dll',
] as const satisfies readonly (keyof typeof LIBRARY_DRIVERS)[];

function isLibrary(settings: z.infer<typeof driverSchema>): settings is LibrarySettings {
  return LIBRARY_NAMES.some((name) => name === settings.driver);
}

function createReader(settings: LibrarySettings): CardReader {
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  return createLibraryReader({
    startHelper: () => startHelper({ kind: settings.driver, runtime: settings.runtime, log }),
    settings,
    timers: systemTimers,
    log,
  });
}
