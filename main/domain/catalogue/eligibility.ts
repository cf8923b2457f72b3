import { alertKinds } from '../identity/alerts.ts';
import { insuranceShort } from '../identity/dictionary.ts';
import type { Insurance, InsuranceStatus, PersonAlert } from '../identity/person.ts';
import { readable } from '../identity/told.ts';
import type { ServiceItem } from './item.ts';

/** Which row is looked at first when a person has several: a running insurance before a paused one, an ended one last. */
const STATUS_ORDER = { active: 0, paused: 1, unknown: 2, invalid: 3, ended: 4, none: 5 } as const satisfies Record<
  InsuranceStatus,
  number
>;

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
        (readable(other.startedOn) ?? '').localeCompare(readable(one.startedOn) ?? ''),
    );
}

/** Why a person with these insurance rows cannot have the item, in Chinese; null when they can. */
export function notForPerson(item: ServiceItem, insurances: readonly Insurance[]): string | null {
  const excluding = insurances.find(
    ({ type, status }) => status === 'active' && item.excludedInsuranceTypes.includes(type),
  );
  if (excluding) return `已正常参加${insuranceShort(excluding.type)}，不适用本事项`;
  if (item.insuranceTypes.length === 0 || insurances.some(({ type }) => item.insuranceTypes.includes(type)))
    return null;
  return `没有${item.insuranceTypes.map(insuranceShort).join('或')}参保记录`;
}

/** The person's alerts that forbid acceptance of this item, in Chinese; empty when none does. */
export function blockingAlerts(item: ServiceItem, alerts: readonly PersonAlert[]): readonly string[] {
  return alerts
    .filter(({ kind }) => item.blockingAlerts.some((blocking) => blocking === kind))
    .map(({ kind }) => `${alertKinds[kind].title}，本事项不能受理`);
}
