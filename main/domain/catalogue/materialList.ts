import type { FormValues, MaterialTick, MaterialTicks } from '../case/papers.ts';
import { conditionHolds, shownValues } from './form.ts';
import type { ItemMaterial, ServiceItem } from './item.ts';
import type { MaterialEvidence, TickProblem } from './sources/source.ts';
import { sourceRules } from './sources/table.ts';

/** The material list of an item as the form stands now: locked to the item version, nothing added, nothing dropped. */
export function materialsFor(
  item: Pick<ServiceItem, 'materials' | 'fields'>,
  form: FormValues,
): readonly ItemMaterial[] {
  const shown = shownValues(item, form);
  return item.materials.filter(({ requiredWhen }) => conditionHolds(requiredWhen, shown));
}

/** True for a material that only the citizen can bring. */
export function isFromCitizen(material: ItemMaterial): boolean {
  return sourceRules(material).suppliedBy === 'citizen';
}

/** True for a material that a system or a department is asked for. */
export function isFromSystem(material: ItemMaterial): boolean {
  return sourceRules(material).suppliedBy === 'system';
}

/** Whether a material may be ticked like this, or the code of why not. */
export function checkTick(list: readonly ItemMaterial[], materialCode: string, tick: MaterialTick): TickProblem | null {
  const material = list.find(({ code }) => code === materialCode);
  return material ? sourceRules(material).tickProblem(material, tick) : 'not-on-list';
}

/** Every tick that the list refuses; the same answer for a mistake of the window and for a forged request. */
export function refusedTicks(
  list: readonly ItemMaterial[],
  ticks: MaterialTicks,
): readonly { readonly materialCode: string; readonly code: TickProblem }[] {
  return Object.entries(ticks).flatMap(([materialCode, tick]) => {
    const code = checkTick(list, materialCode, tick);
    return code === null ? [] : [{ materialCode, code }];
  });
}

/** What was ticked of the materials that this form asks for: what a choice made needless meanwhile is no part of the papers. */
export function ticksNeeded(
  item: Pick<ServiceItem, 'materials' | 'fields'>,
  { form, ticks }: { readonly form: FormValues; readonly ticks: MaterialTicks },
): MaterialTicks {
  const needed = new Set(materialsFor(item, form).map(({ code }) => code));
  return Object.fromEntries(Object.entries(ticks).filter(([code]) => needed.has(code)));
}

/** Everything that is not there: what the one-time notice must name at once. */
export function missingMaterials(list: readonly ItemMaterial[], evidence: MaterialEvidence): readonly ItemMaterial[] {
  return list.filter((material) => !sourceRules(material).isPresent(material, evidence));
}
