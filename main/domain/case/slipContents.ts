import type { ItemMaterial, ServiceItem } from '../catalogue/item.ts';
import { materialsFor } from '../catalogue/materialList.ts';
import { sourceRules } from '../catalogue/sources/table.ts';
import type { ShownIdentity } from '../identity/shownIdentity.ts';
import { limitInWords } from '../catalogue/limit.ts';
import { roleTitles } from '../staff/role.ts';
import type { AcceptanceSlip, NoticeSlip, ReceivedMaterial } from '../slip/slip.ts';
import type { ActFacts } from './act.ts';
import { evidenceOf, type GuardFacts } from './guards.ts';
import { missingReasonTexts, type MissingMaterial, type Work } from './papers.ts';

/** Everything received so far, in the order of the list. */
export function receivedMaterials(facts: GuardFacts, work: Work): readonly ReceivedMaterial[] {
  const evidence = evidenceOf(facts, work);
  return materialsFor(facts.item, work.form).flatMap(
    (material) => sourceRules(material).received(material, evidence) ?? [],
  );
}

/** The nodes of the special route as the citizen is told them: after the first check, which is done. */
export function nodesOnPaper({ approvalRoute, nodes }: ServiceItem): Pick<AcceptanceSlip, 'nodes'> {
  if (approvalRoute !== 'special') return {};
  const afterCheck = nodes.filter(({ post }, index) => index > 0 || post !== 'teller');
  return {
    nodes: afterCheck.map(({ name, post, limit }) => ({ name, post: roleTitles[post], limit: limitInWords(limit) })),
  };
}

/** Laws a decision against the citizen rests on. */
export function basisOnPaper({ legalBasis }: ServiceItem): { readonly basis?: readonly string[] } {
  return legalBasis.length === 0 ? {} : { basis: legalBasis };
}

/** What is signed for on the completion slip. */
export function signedOnPaper({ signedFor }: Pick<ServiceItem, 'signedFor'>): { readonly signed?: string } {
  return signedFor === undefined ? {} : { signed: signedFor };
}

/** What exactly satisfies a material that the citizen brings, in one sentence; empty when nothing is to be said. */
export function whatToBring({ anyOf }: Pick<ItemMaterial, 'anyOf'>): string {
  const ways = anyOf.map((way) => {
    const form = way.forms.map((one) => (one === 'original' ? '原件' : '复印件')).join('或');
    const count = way.copies > 1 ? `${way.copies} 份` : '';
    return `${way.name}（${form}${count}）${way.guidance ? `，${way.guidance}` : ''}`;
  });
  return ways.length > 1 ? `以下任一即可：${ways.join('；')}` : (ways[0] ?? '');
}

/** One line of the notice: what the citizen is to bring, why, and what exactly does. */
export function noticeLine(material: ItemMaterial, told: MissingMaterial): NoticeSlip['missing'][number] {
  const { name } = material;
  const reason = missingReasonTexts[told.reason];
  const guidance = whatToBring(material);
  return { name, reason: told.note ? `${reason}：${told.note}` : reason, ...(guidance ? { guidance } : {}) };
}

/** The identity as an act records it. */
export function recordedIdentity({ identity: { identifiedBy, checkedBy } }: Pick<ActFacts, 'identity'>): ShownIdentity {
  return { identifiedBy, checkedBy };
}
