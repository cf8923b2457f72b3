import type { ObtainedMaterial } from '../domain/case/papers.ts';
import { insurancesFor } from '../domain/catalogue/eligibility.ts';
import type { ItemMaterial, ServiceItem } from '../domain/catalogue/item.ts';
import { sourceRules } from '../domain/catalogue/sources/table.ts';
import type { CentralPerson } from '../domain/identity/person.ts';
import { readable } from '../domain/identity/told.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import type { Context } from './context.ts';

/**
 * How long the opening of a case waits for the systems, in ms: too short to be felt, long enough that the usual answer is there
 * when the case is first shown.
 */
const AT_FIRST_SIGHT_MS = 300;

/**
 * Waits for the systems {@link AT_FIRST_SIGHT_MS} and no longer: what comes later shows in the case when it comes. The teller
 * ticks and fills in meanwhile. Never rejects: what goes wrong here is a bug, and the case is open all the same.
 */
export async function atFirstSight(
  { timers, reportBug }: Pick<Context, 'timers' | 'reportBug'>,
  asking: Promise<void>,
): Promise<void> {
  const seen = Promise.withResolvers<undefined>();
  const see = (): void => seen.resolve(undefined);
  const cancel = timers.after(AT_FIRST_SIGHT_MS, see);
  void asking.catch(reportBug).finally(see);
  await seen.promise;
  cancel();
}

/**
 * Fetches what the system supplies, side by side. What cannot be asked now is `pending`: the citizen is never asked for
 * it, and it is asked again before the transaction leaves.
 */
export async function obtainMaterials(
  context: Pick<Context, 'central' | 'clock'>,
  item: ServiceItem,
  materials: readonly ItemMaterial[],
  person: CentralPerson,
  operator: Pick<StaffActor, 'number' | 'name'>,
): Promise<readonly ObtainedMaterial[]> {
  // The row the item is about, never simply the first one.
  const insuranceRegion = readable(insurancesFor(item, person.insurances)[0]?.region);
  const about = { itemCode: item.code, person, ...(insuranceRegion === undefined ? {} : { insuranceRegion }) };
  return Promise.all(
    materials.map(async (material): Promise<ObtainedMaterial> => {
      const answer = await context.central.obtainMaterial(
        { materialCode: material.code, ...about },
        { number: operator.number, name: operator.name },
      );
      const source = sourceRules(material).origin(material.source);
      if (answer.ok) {
        return {
          materialCode: material.code,
          result: answer.value.confirmed ? 'confirmed' : 'not-confirmed',
          summary: answer.value.summary,
          source,
          reference: answer.reference,
          at: answer.at,
        };
      }
      return {
        materialCode: material.code,
        result: answer.code === 'unreachable' || answer.code === 'broken' ? 'pending' : 'not-confirmed',
        summary: answer.code === 'unreachable' || answer.code === 'broken' ? '待系统核验' : answer.message,
        source,
        reference: '',
        at: context.clock.wall().toISOString(),
      };
    }),
  );
}
