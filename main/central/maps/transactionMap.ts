import { z } from 'zod';
import { factValue, isFactName } from '../../domain/catalogue/facts.ts';
import { rulesOf } from '../../domain/catalogue/fields/table.ts';
import { shownValues } from '../../domain/catalogue/form.ts';
import type { ServiceItem } from '../../domain/catalogue/item.ts';
import type { CompletedCase, WriteTransaction, WrittenTransaction } from '../../domain/delivery/completedCase.ts';

/**
 * How the completed cases of one item are told to the platform: transaction number, input node, and the platform's name of
 * each field with where its value comes from.
 */
export const transactionMapSchema = z.strictObject({
  transaction: z.string().regex(/^[0-9A-Z]{4}$/, '交易编号应为四位数字或大写字母'),
  node: z.string().min(1),
  /** Platform's name → form field code, or a fact such as `person.number`, or a fixed text written as `=text`. */
  fields: z.record(z.string(), z.string()),
  /** Who at the platform's vendor confirmed it, and when; absent while it rests on our reading of published papers. */
  confirmed: z.strictObject({ by: z.string().min(1), on: z.iso.date('应为真实日期，如 2026-01-01') }).optional(),
  /** Where it comes from and how sure it is, for the administrator. */
  source: z.string().min(1),
});

/** How the completed cases of one item are told to the platform. */
export type TransactionMap = z.infer<typeof transactionMapSchema>;

/** A map with the item version from which on it holds, until a map for a later version takes its place. */
export interface PlacedMap {
  readonly itemCode: string;
  readonly fromVersion: number;
  readonly map: TransactionMap;
}

const FIXED = '=';

function hasSource(item: Pick<ServiceItem, 'fields'>, source: string): boolean {
  return source.startsWith(FIXED) || isFactName(source) || item.fields.some(({ code }) => code === source);
}

/** What the map names and this version of the item does not have, with the path inside the map; Chinese. */
export function mapProblems(
  map: TransactionMap,
  item: ServiceItem,
): readonly { readonly path: readonly string[]; readonly message: string }[] {
  return Object.entries(map.fields).flatMap(([name, source]) =>
    hasSource(item, source)
      ? []
      : [
          {
            path: ['fields', name],
            message: `${name} 引用的栏目“${source}”不在 ${item.code} 第 ${item.version} 版里；固定值请写成 '=${source}'`,
          },
        ],
  );
}

/** The map for a version of an item: of those that had begun by then the latest. */
export function mapFor(
  maps: readonly PlacedMap[],
  { code, version }: Pick<ServiceItem, 'code' | 'version'>,
): PlacedMap | undefined {
  return maps
    .filter(({ itemCode, fromVersion }) => itemCode === code && fromVersion <= version)
    .reduce<PlacedMap | undefined>(
      (latest, one) => (latest && latest.fromVersion >= one.fromVersion ? latest : one),
      undefined,
    );
}

/**
 * A completed case as this map tells it: the item's own node with every mapped name (a hidden or empty field as an empty
 * text, the platform's way of saying "no value"), and the node `matter` of the platform's matter log, of which the
 * counter's rules for it are ours until the vendor confirms them.
 */
export function written(map: TransactionMap, completed: CompletedCase): WrittenTransaction {
  const { item, facts, citizen } = completed;
  const values = shownValues(item, completed.form);
  const valueOf = (source: string): unknown => {
    if (source.startsWith(FIXED)) return source.slice(FIXED.length);
    if (isFactName(source)) return factValue(facts, source);
    const field = item.fields.find(({ code }) => code === source);
    const value = values[source] ?? '';
    return field ? rulesOf(field).structured(value) : value;
  };
  const fields = Object.entries(map.fields).map(([name, source]) => [name, valueOf(source)] as const);
  return {
    transaction: map.transaction,
    input: {
      [map.node]: Object.fromEntries(fields),
      matter: {
        matter_no: completed.caseNumber,
        item_code: item.code,
        item_ver: String(item.version),
        item_name: item.name,
        psn_cert_type: citizen.document.documentType,
        certno: citizen.document.number,
        psn_name: citizen.name,
        acp_time: completed.acceptedAt,
        fin_time: completed.completedAt,
        pending_matl: completed.pendingMaterials,
        handlers: completed.handlers.map(({ post, number, name }) => ({ post, opter: number, opter_name: name })),
        changes: completed.changes.map(({ label, before, after, difference = '' }) => ({
          item: label,
          before,
          after,
          diff: difference,
        })),
      },
    },
  };
}

/**
 * Tells completed cases by these maps. `withdrawn` are the last ones of versions whose files are gone: of those only a file
 * for exactly that version takes the place. An item without a map is a bug: the start checks that every version has one, and
 * keeps it.
 */
export function createTransactionWriter(
  maps: readonly PlacedMap[],
  withdrawn: readonly PlacedMap[] = [],
): WriteTransaction {
  return (completed) => {
    const { item } = completed;
    const ofThis = (placed: PlacedMap): boolean => placed.itemCode === item.code && placed.fromVersion === item.version;
    const placed = maps.find(ofThis) ?? withdrawn.find(ofThis) ?? mapFor(maps, item);
    if (!placed) throw new Error(`no transaction map for item ${item.code} version ${item.version}`);
    return written(placed.map, completed);
  };
}
