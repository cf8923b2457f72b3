import { z } from 'zod';
import { mapProblems } from '../central/maps/transactionMap.ts';
import { failure } from '../contract/failures.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { consistencyProblems, versionProblems } from '../domain/catalogue/consistency.ts';
import { changeBetween, type VersionChange } from '../domain/catalogue/difference.ts';
import { itemFileSchema, serviceItemSchema, type ServiceItem } from '../domain/catalogue/item.ts';
import { limitText } from '../domain/catalogue/limit.ts';
import { inForce, newestOf, withVersion } from '../domain/catalogue/versions.ts';
import { canonicalJson } from '../domain/journal/canonicalJson.ts';
import { readStoredText } from '../domain/stored.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { waitingProposals, type ProposalRow } from '../store/items.ts';
import type { Context } from './context.ts';
import { once, type Answer, type Request } from './once.ts';

type Of = Pick<Context, 'store' | 'catalogue'>;

/** What a file of items is recognised by. */
const FORMAT = 'yiguitong.items.v1';
const fileSchema = z.strictObject({ format: z.literal(FORMAT), items: z.array(z.unknown()).min(1).max(200) });

/** Most problems that are told at once. */
const PROBLEMS_TOLD = 8;

/** A version of an item. */
interface NamedVersion {
  readonly code: string;
  readonly version: number;
}

/** A version that waits for the word of a second administrator. */
interface Proposal extends NamedVersion {
  readonly name: string;
  readonly effectiveFrom: string;
  readonly why: string;
  readonly proposedAt: string;
  readonly proposedBy: string;
  /** Handed in by whoever looks: the word is somebody else's. */
  readonly own: boolean;
  /** What it changes of the version before it, in words; null for a new item. */
  readonly words: readonly string[] | null;
}

/** One version of an item in the list of the catalogue. */
interface ListedVersion extends NamedVersion {
  readonly name: string;
  readonly mainItem: string;
  readonly limit: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  /** It holds today; otherwise it held or is to hold. */
  readonly now: boolean;
  readonly materials: number;
  /** What it changed of the version before it, in words; null for the first. */
  readonly words: readonly string[] | null;
}

/** The catalogue of the hall, and what waits to be published. */
interface CatalogueOverview {
  readonly versions: readonly ListedVersion[];
  readonly proposals: readonly Proposal[];
}

/** The item of a proposal. What stands in the journal was checked when it was handed in. */
function itemOf({ code, version, content }: ProposalRow): ServiceItem {
  const read = readStoredText(serviceItemSchema, content);
  if (!read.ok) throw new Error(`the proposal of ${code} version ${version} cannot be read: ${read.where}`);
  return read.value;
}

function formerOf(items: readonly ServiceItem[], { code, version }: NamedVersion): ServiceItem | undefined {
  return newestOf(
    items.filter((one) => one.version < version),
    code,
  );
}

const NO_CHANGE: VersionChange = { words: [], toInstant: false, materials: 0, days: 0 };

function changeOf(items: readonly ServiceItem[], item: ServiceItem): VersionChange | null {
  const former = formerOf(items, item);
  return former ? changeBetween(former, item) : null;
}

/** The catalogue as administrators see it. */
function viewCatalogue(
  { store, catalogue, clock }: Of & Pick<Context, 'clock'>,
  viewer: StaffActor,
): CatalogueOverview {
  const today = hallDate(clock.wall().toISOString());
  const { items } = catalogue;
  return {
    versions: items
      .map((item) => ({
        code: item.code,
        version: item.version,
        name: item.name,
        mainItem: item.mainItem,
        limit: limitText(item),
        effectiveFrom: item.effectiveFrom,
        effectiveTo: item.effectiveTo ?? null,
        now: inForce(item, today),
        materials: item.materials.length,
        words: changeOf(items, item)?.words ?? null,
      }))
      .toSorted((one, other) => one.code.localeCompare(other.code) || other.version - one.version),
    proposals: waitingProposals(store.read).map((row) => {
      const item = itemOf(row);
      return {
        code: row.code,
        version: row.version,
        name: item.name,
        effectiveFrom: row.effectiveFrom,
        why: row.why,
        proposedAt: row.proposedAt,
        proposedBy: row.proposedName,
        own: row.proposedNumber === viewer.number,
        words: changeOf(items, item)?.words ?? null,
      };
    }),
  };
}

/** The newest version of every item as one file, to be changed and handed in again. */
function exportCatalogue({ catalogue, clock }: Pick<Context, 'catalogue' | 'clock'>): {
  readonly fileName: string;
  readonly content: string;
} {
  const { items } = catalogue;
  const newest = items.filter((item) => newestOf(items, item.code) === item);
  const today = hallDate(clock.wall().toISOString());
  return { fileName: `事项目录_${today}.json`, content: JSON.stringify({ format: FORMAT, items: newest }, null, 2) };
}

/** What a file holds that is new, or everything that is wrong with it, in Chinese. */
type ReadFile = { readonly items: readonly ServiceItem[] } | { readonly problems: readonly string[] };

/** Reads a file of items against the catalogue as it is. What stands there already as it is in the file is passed over. */
function readFile({ catalogue, store }: Of, text: string, today: string): ReadFile {
  const file = fileSchema.safeParse(jsonIn(text));
  if (!file.success) return { problems: ['不是事项目录文件，请用“导出”得到的文件修改'] };
  const waiting = new Set(waitingProposals(store.read).map(({ code }) => code));
  const read = file.data.items.map((raw) => readOne(raw));
  const broken = read.flatMap((one) => ('problems' in one ? one.problems : []));
  if (broken.length > 0) return { problems: broken };
  const items = read.flatMap((one) => ('item' in one ? [one.item] : []));
  const fresh = items.filter((item) => {
    const there = catalogue.versionOf(item.code, item.version);
    return !there || canonicalJson(withoutEnd(there)) !== canonicalJson(withoutEnd(item));
  });
  const problems = fresh.flatMap((item) => [
    ...placeProblems(catalogue, item, today),
    ...(waiting.has(item.code) ? [`${named(item)} 已有一版等待发布`] : []),
    ...withTheOthers(catalogue, item),
  ]);
  return problems.length > 0 ? { problems } : { items: fresh };
}

const named = ({ code, version, name }: ServiceItem): string => `${name}（${code}）第 ${version} 版`;

/** The last day of a version follows from the first of the next. */
const withoutEnd = ({ effectiveTo: _, ...rest }: ServiceItem) => rest;

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readOne(raw: unknown): { readonly item: ServiceItem } | { readonly problems: readonly string[] } {
  const parsed = itemFileSchema.safeParse(raw);
  const which = z.looseObject({ code: z.string(), version: z.int() }).safeParse(raw);
  const name = which.success ? `${which.data.code} 第 ${which.data.version} 版` : '有一个事项没有写明代码和版本';
  if (!parsed.success)
    return { problems: parsed.error.issues.map(({ path, message }) => `${name}：${path.join('.')} ${message}`) };
  const problems = consistencyProblems(parsed.data).map(({ path, message }) => `${name}：${path.join('.')} ${message}`);
  return problems.length > 0 ? { problems } : { item: parsed.data };
}

/** A version that is out is never changed, none is left out, and none begins on a day on which cases may have begun already. */
function placeProblems(
  { items }: Pick<Context['catalogue'], 'items'>,
  item: ServiceItem,
  today: string,
): readonly string[] {
  const newest = newestOf(items, item.code)?.version ?? 0;
  if (item.version <= newest) return [`${named(item)} 已经发布，不能改动；改动请写成第 ${newest + 1} 版`];
  if (item.version > newest + 1) return [`${named(item)} 前面缺第 ${newest + 1} 版`];
  return item.effectiveFrom > today ? [] : [`${named(item)} 的生效日期 ${item.effectiveFrom} 应在今天以后`];
}

/** What contradicts the rest of the hall: the other versions of the item, and how its cases are told to the central system. */
function withTheOthers(catalogue: Context['catalogue'], item: ServiceItem): readonly string[] {
  const map = catalogue.mapOf(item);
  if (!map) return [`${named(item)} 没有上报字段文件，请联系信息股先增加`];
  const versions = withVersion(catalogue.items, item).filter(({ code }) => code === item.code);
  return [
    ...versionProblems(versions).map(({ message }) => `${named(item)}：${message}`),
    ...mapProblems(map, item).map(({ message }) => `${named(item)}：${message}`),
  ];
}

/**
 * Hands in the new versions of a file, all of them or none: they wait for the word of another administrator. Failures:
 * CATALOGUE_FILE_UNFIT (with what is wrong), CATALOGUE_NOTHING_NEW.
 */
function proposeVersions(
  context: Of & Pick<Context, 'clock'>,
  actor: StaffActor,
  request: Request,
  { text, why }: { readonly text: string; readonly why: string },
): Answer<{ proposed: number }> {
  return once(context, request, (transaction, refuse) => {
    const read = readFile(context, text, hallDate(transaction.at));
    if ('problems' in read) return refuse(failure('CATALOGUE_FILE_UNFIT', toldProblems(read.problems)));
    if (read.items.length === 0) return refuse(failure('CATALOGUE_NOTHING_NEW'));
    for (const item of read.items) {
      const { code, version, effectiveFrom } = item;
      transaction.append({
        kind: 'item.proposed',
        subject: subjectOf(item),
        actor,
        payload: { code, version, content: canonicalJson(item), effectiveFrom, why },
      });
    }
    return { proposed: read.items.length };
  });
}

function toldProblems(problems: readonly string[]): string {
  const told = problems.slice(0, PROBLEMS_TOLD).join('；');
  return problems.length > PROBLEMS_TOLD ? `${told}；另有 ${problems.length - PROBLEMS_TOLD} 处` : told;
}

const subjectOf = ({ code, version }: NamedVersion): string => `${code}.${version}`;

function waitingOf({ store }: Pick<Context, 'store'>, { code, version }: NamedVersion): ProposalRow | undefined {
  return waitingProposals(store.read).find((row) => row.code === code && row.version === version);
}

/**
 * Publishes a version by the word of a second administrator: from its first day on cases begin by it, those that have begun go on by
 * theirs. Failures: CATALOGUE_SETTLED, CATALOGUE_SAME_PERSON, CATALOGUE_FILE_UNFIT (its first day has come, or its map is gone).
 */
function publishVersion(
  context: Of & Pick<Context, 'clock'>,
  actor: StaffActor,
  request: Request,
  which: NamedVersion,
): Answer<Record<string, never>> {
  const { catalogue } = context;
  const published: ServiceItem[] = [];
  const answer = once(context, request, (transaction, refuse) => {
    const row = waitingOf(context, which);
    if (!row) return refuse(failure('CATALOGUE_SETTLED'));
    if (row.proposedNumber === actor.number) return refuse(failure('CATALOGUE_SAME_PERSON'));
    const item = itemOf(row);
    const problems = [...placeProblems(catalogue, item, hallDate(transaction.at)), ...withTheOthers(catalogue, item)];
    const map = catalogue.mapOf(item);
    if (problems.length > 0 || !map) return refuse(failure('CATALOGUE_FILE_UNFIT', toldProblems(problems)));
    const { code, version, name, effectiveFrom } = item;
    const subject = subjectOf(item);
    transaction.append({
      kind: 'item.published',
      subject,
      actor,
      payload: {
        ...{ code, version, name, effectiveFrom, why: row.why },
        proposedBy: { number: row.proposedNumber, name: row.proposedName },
        change: changeOf(catalogue.items, item) ?? NO_CHANGE,
      },
    });
    transaction.append({ kind: 'item.kept', subject, actor, payload: { code, version, content: row.content } });
    transaction.append({
      kind: 'item.mapped',
      subject,
      actor,
      payload: { code, version, content: canonicalJson(map) },
    });
    published.push(item);
    return {};
  });
  for (const item of published) catalogue.take(item);
  return answer;
}

/** A version that waits is not published, by the word of any administrator. Failures: CATALOGUE_SETTLED. */
function declineVersion(
  context: Of,
  actor: StaffActor,
  request: Request,
  { code, version, why }: NamedVersion & { readonly why: string },
): Answer<Record<string, never>> {
  return once(context, request, (transaction, refuse) => {
    if (!waitingOf(context, { code, version })) return refuse(failure('CATALOGUE_SETTLED'));
    const subject = subjectOf({ code, version });
    transaction.append({ kind: 'item.declined', subject, actor, payload: { code, version, why } });
    return {};
  });
}

/** The catalogue as administrators keep it. */
export function createReleases(context: Of & Pick<Context, 'clock'>) {
  return {
    view: (viewer: StaffActor) => viewCatalogue(context, viewer),
    exported: () => exportCatalogue(context),
    propose: (actor: StaffActor, request: Request, file: { readonly text: string; readonly why: string }) =>
      proposeVersions(context, actor, request, file),
    publish: (actor: StaffActor, request: Request, which: NamedVersion) =>
      publishVersion(context, actor, request, which),
    decline: (actor: StaffActor, request: Request, which: NamedVersion & { readonly why: string }) =>
      declineVersion(context, actor, request, which),
  };
}
