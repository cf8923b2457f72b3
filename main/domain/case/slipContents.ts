import type { ItemMaterial } from '../catalogue/item.ts';
import { materialsFor } from '../catalogue/materialList.ts';
import type { ShownIdentity } from '../identity/shownIdentity.ts';
import type { NoticeSlip, ReceivedMaterial } from '../slip/slip.ts';
import type { ActFacts } from './act.ts';
import type { GuardFacts } from './guards.ts';
import { missingReasonTexts, type MissingMaterial, type ObtainedMaterial, type Work } from './papers.ts';

/** Everything received so far, in the order of the list. */
export function receivedMaterials(
  { item, identity, case: { obtained } }: GuardFacts,
  { form, ticks }: Work,
): readonly ReceivedMaterial[] {
  return materialsFor(item, form).flatMap((material): ReceivedMaterial[] => {
    switch (material.source.kind) {
      case 'identity':
        // Where nobody has looked at the document only what a machine read is named, and nothing where that proves nothing.
        if (identity.gap !== null) return [];
        return [{ name: material.name, how: identity.checkedBy ? 'original' : 'card' }];
      case 'system':
      case 'shared':
        return receivedFromSystem(material, obtained[material.code]);
      case 'citizen': {
        const tick = ticks[material.code];
        if (!tick) return [];
        const alternative = material.anyOf.find(({ code }) => code === tick.alternative);
        return [{ name: alternative?.name ?? material.name, how: tick.form }];
      }
    }
  });
}

function receivedFromSystem(material: ItemMaterial, obtained: ObtainedMaterial | undefined): ReceivedMaterial[] {
  if (!obtained || obtained.result === 'not-confirmed') return [];
  const how = obtained.result === 'confirmed' ? 'system' : 'system-pending';
  return [{ name: material.name, how, source: obtained.source }];
}

/** One line of the notice: what the citizen is to bring, why, and what exactly does. */
export function noticeLine({ name, anyOf }: ItemMaterial, told: MissingMaterial): NoticeSlip['missing'][number] {
  const reason = missingReasonTexts[told.reason];
  const ways = anyOf.map((way) => {
    const form = way.forms.map((one) => (one === 'original' ? '原件' : '复印件')).join('或');
    const count = way.copies > 1 ? `${way.copies} 份` : '';
    return `${way.name}（${form}${count}）${way.guidance ? `，${way.guidance}` : ''}`;
  });
  const guidance = ways.length > 1 ? `以下任一即可：${ways.join('；')}` : (ways[0] ?? '');
  return { name, reason: told.note ? `${reason}：${told.note}` : reason, ...(guidance ? { guidance } : {}) };
}

/** The identity as an act records it. */
export function recordedIdentity({ identity: { identifiedBy, checkedBy } }: Pick<ActFacts, 'identity'>): ShownIdentity {
  return { identifiedBy, checkedBy };
}
