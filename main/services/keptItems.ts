import { z } from 'zod';
import { transactionMapSchema, type PlacedMap, type TransactionMap } from '../central/maps/transactionMap.ts';
import { serviceItemSchema, type ServiceItem } from '../domain/catalogue/item.ts';
import { canonicalJson } from '../domain/journal/canonicalJson.ts';
import { readStoredText } from '../domain/stored.ts';
import { keptVersions, publishedVersions, type KeptVersion } from '../store/items.ts';
import { COUNTER, type Context } from './context.ts';

/** An item version of the files with the map by which it is told to the central system. */
export interface MappedItem {
  readonly item: ServiceItem;
  readonly map: TransactionMap;
}

/** A version of an item by its name. */
type NamedVersion = Pick<ServiceItem, 'code' | 'version' | 'name'>;

/** What the counter works by after its files were compared with what it kept. */
export interface WorkingItems {
  /** The versions that the files hold, as they may be used. */
  readonly items: readonly ServiceItem[];
  /** Versions that could be used once and whose files are gone: only cases begun with them go on by them. */
  readonly withdrawn: readonly ServiceItem[];
  /** Versions that were published here and stand in no file of the program: they are used like those of the files. */
  readonly published: readonly ServiceItem[];
  /** Versions whose files are gone and that this release cannot read, or not tell of: their cases can be seen, not worked on. */
  readonly unreadable: readonly NamedVersion[];
  /** The maps of the withdrawn versions, each for exactly that version. */
  readonly withdrawnMaps: readonly PlacedMap[];
}

/**
 * Keeps every version of the files that is not kept yet, before any of them can be used, and gives what to work by. A version
 * that is kept stays what it was: a file that was changed afterwards has no effect until it gets a new version number, which
 * the log says. So a file that is removed or changed never changes, or stops, a case that was begun with it. Its map for the
 * central system may be corrected at any time: the last one is kept.
 */
export function keepItems({ store, log }: Pick<Context, 'store' | 'log'>, mapped: readonly MappedItem[]): WorkingItems {
  const before = keptVersions(store.read);
  const fresh = mapped.flatMap((one) => entriesFor(one, keptOf(before, one.item)));
  if (fresh.length > 0) {
    store.transact((transaction) => {
      for (const entry of fresh) transaction.append(entry);
    });
  }
  const gone = before
    .filter((kept) => !mapped.some(({ item }) => isOf(kept, item)))
    .map((kept) => ({ kept, whole: wholeVersion(kept, log) }));
  const readable = gone.flatMap(({ whole }) => whole ?? []);
  const publishedHere = publishedVersions(store.read);
  const isPublished = ({ item }: (typeof readable)[number]): boolean =>
    publishedHere.some(({ code, version }) => code === item.code && version === item.version);
  return {
    items: mapped.map(({ item }) => asKept(item, keptOf(before, item), log)),
    withdrawn: readable.filter((one) => !isPublished(one)).map(({ item }) => item),
    published: readable.filter(isPublished).map(({ item }) => item),
    withdrawnMaps: readable.flatMap(({ item, map }) =>
      map === null ? [] : [{ itemCode: item.code, fromVersion: item.version, map }],
    ),
    unreadable: gone.flatMap(({ kept, whole }) => (whole === null ? [named(kept)] : [])),
  };
}

/** A kept version with its map, as far as one was noted; null when either cannot be read: half of it would be worse than none. */
function wholeVersion(
  kept: KeptVersion,
  log: Context['log'],
): { readonly item: ServiceItem; readonly map: TransactionMap | null } | null {
  const item = readOrTell(serviceItemSchema, kept, kept.content, log);
  const map = kept.map === null ? null : readOrTell(transactionMapSchema, kept, kept.map, log);
  return item === undefined || map === undefined ? null : { item, map };
}

/** What a version was called, if at least that can be read. */
function named({ code, version, content }: KeptVersion): NamedVersion {
  const read = readStoredText(nameSchema, content);
  return { code, version, name: read.ok ? read.value.name : `事项 ${code}（第 ${version} 版）` };
}

/** All that is asked of a version nobody can read. */
const nameSchema = z.object({ name: z.string().min(1) });

function isOf(kept: KeptVersion, { code, version }: ServiceItem): boolean {
  return kept.code === code && kept.version === version;
}

function keptOf(kept: readonly KeptVersion[], item: ServiceItem): KeptVersion | undefined {
  return kept.find((one) => isOf(one, item));
}

/** What has to be recorded so that this version can be used. */
function entriesFor({ item, map }: MappedItem, kept: KeptVersion | undefined) {
  const { code, version } = item;
  const entry = { subject: `${code}.${version}`, actor: COUNTER };
  const told = canonicalJson(map);
  return [
    ...(kept
      ? []
      : [{ ...entry, kind: 'item.kept', payload: { code, version, content: canonicalJson(item) } } as const]),
    ...(kept?.map === told
      ? []
      : [{ ...entry, kind: 'item.mapped', payload: { code, version, content: told } } as const]),
  ];
}

/** The version as it was kept; the log says when its file is another one by now. */
function asKept(item: ServiceItem, kept: KeptVersion | undefined, log: Context['log']): ServiceItem {
  if (!kept || kept.content === canonicalJson(item)) return item;
  const was = readOrTell(serviceItemSchema, kept, kept.content, log);
  // The text may differ by what a later release writes out, a default for example.
  if (!was || canonicalJson(was) === canonicalJson(item)) return item;
  const { code, version, name } = item;
  log(
    `catalogue: “${name}”（items/${code}/${version}.yaml）在启用以后改动过，改动没有生效。` +
      `请恢复原文件，并把改动写进新的版本 items/${code}/${version + 1}.yaml`,
  );
  return was;
}

/** The text by its schema, or undefined, which the log says: a case that needs it is closed to acts, no other is harmed. */
function readOrTell<Value>(
  schema: z.ZodType<Value>,
  { code, version }: KeptVersion,
  text: string,
  log: Context['log'],
): Value | undefined {
  const read = readStoredText(schema, text);
  if (read.ok) return read.value;
  log(`catalogue: what was kept of item ${code} version ${version} cannot be read: ${read.where}`);
  return undefined;
}
