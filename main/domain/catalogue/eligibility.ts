import type { Insurance, InsuranceStatus, PersonAlert } from '../identity/person.ts';
import type { ServiceItem } from './item.ts';

/** Which row is looked at first when a person has several: a running insurance before a paused one, an ended one last. */
const STATUS_ORDER = { active: 0, paused: 1, invalid: 2, ended: 3, none: 4 } as const satisfies Record<
  InsuranceStatus,
  number
>;

const insuranceNames: Readonly<Record<string, string>> = { '310': '职工医保', '390': '居民医保' };

function nameOf(type: string): string {
  return insuranceNames[type] ?? `险种 ${type}`;
}

/**
 * The insurance rows an item can be about, the likeliest first: of the item's types (all when it names none), running
 * before paused before ended, of equals the one begun last.
 */
export function insurancesFor(item: ServiceItem, insurances: readonly Insurance[]): readonly Insurance[] {
  return insurances
    .filter(({ type }) => item.insuranceTypes.length === 0 || item.insuranceTypes.includes(type))
    .toSorted(
      (one, other) =>
        STATUS_ORDER[one.status] - STATUS_ORDER[other.status] ||
        (other.startedOn ?? '').localeCompare(one.startedOn ?? ''),
    );
}

/** Why a person with these insurance rows can not have the item, in Chinese; null when they can. */
export function notForPerson(item: ServiceItem, insurances: readonly Insurance[]): string | null {
  const excluding = insurances.find(
    ({ type, status }) => status === 'active' && item.excludedInsuranceTypes.includes(type),
  );
  if (excluding) return `已正常参加${nameOf(excluding.type)}，不适用本事项`;
  if (item.insuranceTypes.length === 0 || insurances.some(({ type }) => item.insuranceTypes.includes(type)))
    return null;
  return `没有${item.insuranceTypes.map(nameOf).join('或')}参保记录`;
}

const alertTexts = {
  'benefit-locked': '医保待遇已封锁',
  arrears: '存在欠费',
  'card-lost': '社会保障卡已挂失',
  'card-expired': '社会保障卡已过有效期',
} as const satisfies Record<PersonAlert['kind'], string>;

/** The person's alerts that forbid acceptance of this item, in Chinese; empty when none does. */
export function blockingAlerts(item: ServiceItem, alerts: readonly PersonAlert[]): readonly string[] {
  return alerts
    .filter(({ kind }) => item.blockingAlerts.includes(kind))
    .map((alert) => `${alertTexts[alert.kind]}，本事项不能受理`);
}
