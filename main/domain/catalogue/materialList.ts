import type { FormValues, MaterialTick, MaterialTicks, ObtainedMaterial } from '../case/papers.ts';
import { unreachable } from '../result.ts';
import { conditionHolds } from './form.ts';
import type { ItemMaterial, ServiceItem } from './item.ts';

/** What has been put on the table for a case: by the citizen, by the card, by the systems. */
export interface MaterialEvidence {
  /** What the teller ticked, by material code. */
  readonly ticks: MaterialTicks;
  /** What the systems answered; of several answers about one material the last one counts. */
  readonly obtained: readonly ObtainedMaterial[];
  /** The citizen is identified by card or by the checked ID number. */
  readonly identityProved: boolean;
}

/** Why a tick is refused, and how the teller is told. */
export const tickProblems = {
  'not-on-list': '该材料不在本事项的材料清单内，不得增加材料',
  'not-from-citizen': '该材料由系统获取或核验，不得要求群众提供',
  'unknown-alternative': '该材料没有这种提交方式',
  'form-not-allowed': '该材料不能以这种形式（原件/复印件）提交',
} as const satisfies Record<string, string>;

/** Code of a problem in {@link tickProblems}. */
export type TickProblem = keyof typeof tickProblems;

/** The material list of an item as the form stands now: locked to the item version, nothing added, nothing dropped. */
export function materialsFor(
  item: Pick<ServiceItem, 'materials' | 'fields'>,
  form: FormValues,
): readonly ItemMaterial[] {
  return item.materials.filter((material) => conditionHolds(item, material.requiredWhen, form));
}

/** Whether a material may be ticked like this, or the code of why not. */
export function checkTick(list: readonly ItemMaterial[], materialCode: string, tick: MaterialTick): TickProblem | null {
  const material = list.find(({ code }) => code === materialCode);
  if (!material) return 'not-on-list';
  if (material.source.kind !== 'citizen') return 'not-from-citizen';
  const alternative = material.anyOf.find(({ code }) => code === tick.alternative);
  if (!alternative) return 'unknown-alternative';
  return alternative.forms.includes(tick.form) ? null : 'form-not-allowed';
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

function isPresent(material: ItemMaterial, evidence: MaterialEvidence): boolean {
  switch (material.source.kind) {
    case 'citizen': {
      const tick = Object.hasOwn(evidence.ticks, material.code) ? evidence.ticks[material.code] : undefined;
      return tick !== undefined && checkTick([material], material.code, tick) === null;
    }
    case 'identity':
      return evidence.identityProved;
    case 'system':
    case 'shared': {
      // Pending is present: nobody is sent home because a line is down. The case is marked and the system asked again.
      const answer = evidence.obtained.findLast(({ materialCode }) => materialCode === material.code);
      return answer !== undefined && answer.result !== 'not-confirmed';
    }
    default:
      return unreachable(material.source, 'material source');
  }
}

/** The materials of the list that are there. */
export function presentMaterials(list: readonly ItemMaterial[], evidence: MaterialEvidence): readonly ItemMaterial[] {
  return list.filter((material) => isPresent(material, evidence));
}

/** Everything that is not there: what the one-time notice must name at once. */
export function missingMaterials(list: readonly ItemMaterial[], evidence: MaterialEvidence): readonly ItemMaterial[] {
  return list.filter((material) => !isPresent(material, evidence));
}

/** True when nothing is missing. */
export function isComplete(list: readonly ItemMaterial[], evidence: MaterialEvidence): boolean {
  return missingMaterials(list, evidence).length === 0;
}
