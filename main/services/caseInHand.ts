import { actingAloneProblem, ageOf } from '../domain/catalogue/applicant.ts';
import { failure, type Failure } from '../contract/failures.ts';
import type { FormValues, MaterialTicks, MissingMaterial } from '../domain/case/actions.ts';
import type { Case } from '../domain/case/replay.ts';
import { blockingAlerts, insurancesFor } from '../domain/catalogue/eligibility.ts';
import type { CaseFacts } from '../domain/catalogue/facts.ts';
import { validateForm } from '../domain/catalogue/form.ts';
import type { NumberRules } from '../domain/identity/idNumber.ts';
import type { ItemMaterial, ServiceItem } from '../domain/catalogue/item.ts';
import { materialsFor, missingMaterials, refusedTicks, tickProblems } from '../domain/catalogue/materialList.ts';
import type { Context } from './context.ts';
import type { KnownPerson } from '../domain/visit/knownPerson.ts';
import { factsOfPerson, personForFacts } from './visit/known.ts';
import type { IdentityState } from '../domain/visit/proof.ts';
import type { Visit } from '../domain/visit/visit.ts';

/** What the teller has in hand at the counter. */
export interface CaseWork {
  readonly caseId: string;
  readonly ticks: MaterialTicks;
  readonly form: FormValues;
}

/** A case of the citizen at the counter, with all that is needed to judge it. */
export interface CaseInHand {
  readonly caseId: string;
  readonly history: Case;
  readonly item: ServiceItem;
  readonly person: KnownPerson;
  readonly visit: Visit;
  /** By what the citizen shows who they are, now. */
  readonly identity: IdentityState;
}

/** The item version a case was started with. Throws when nothing readable was kept of it. */
export function itemVersion(context: Context, code: string, version: number): ServiceItem {
  const item = context.catalogue.versionOf(code, version);
  if (!item) throw new Error(`nothing was kept of item ${code} version ${version}`);
  return item;
}

/** Known facts about the person for this item: the insurance row is chosen for the item, never simply the first. */
export function caseFacts(item: ServiceItem, person: KnownPerson, today: string): CaseFacts {
  const { person: facts, origins } = factsOfPerson(person);
  const [insurance] = insurancesFor(item, facts.insurances);
  return { person: facts, origins, today, ...(insurance ? { insurance } : {}) };
}

/** What is missing for this case now: nothing may be dropped from it, nothing added. */
export function missingNow(
  { item, history, identity }: CaseInHand,
  work: Omit<CaseWork, 'caseId'>,
): readonly ItemMaterial[] {
  return missingMaterials(materialsFor(item, work.form), {
    ticks: work.ticks,
    obtained: Object.values(history.obtained),
    identityProved: identity.gap === null,
  });
}

/** Why the ticks can not stand, or null. */
export function ticksProblem({ item }: CaseInHand, work: CaseWork): Failure | null {
  const [refused] = refusedTicks(materialsFor(item, work.form), work.ticks);
  if (!refused) return null;
  const name = item.materials.find(({ code }) => code === refused.materialCode)?.name ?? refused.materialCode;
  return failure('INPUT_INVALID', `${name}：${tickProblems[refused.code]}`);
}

/** Everything missing is told at once: no line too few, none too many. */
export function wholeNoticeProblem(missing: readonly ItemMaterial[], told: readonly MissingMaterial[]): Failure | null {
  if (missing.length === 0) return failure('NOTHING_MISSING');
  const untold = missing.filter(
    ({ code, source }) => source.kind === 'citizen' && !told.some(({ materialCode }) => materialCode === code),
  );
  if (untold.length > 0) return failure('MISSING_NOT_WHOLE', `没有写明${untold.map(({ name }) => name).join('、')}`);
  const extra = told.filter(({ materialCode }) => !missing.some(({ code }) => code === materialCode));
  return extra.length > 0 ? failure('MISSING_NOT_WHOLE', '写了清单之外或已经收到的材料') : null;
}

/** Why the case can not be accepted as it is, or null. The order is that of what the teller can do about it. */
export function acceptanceProblem(found: CaseInHand, work: CaseWork, rules: NumberRules): Failure | null {
  const { item, person, identity } = found;
  if (identity.gap !== null) return failure('IDENTITY_TO_CHECK');
  const [blocked] = person.central ? blockingAlerts(item, person.central.person.alerts) : [];
  if (blocked !== undefined) return failure('ALERT_BLOCKS', blocked);
  const ticks = ticksProblem(found, work);
  if (ticks) return ticks;
  const alone = actingProblem(item, work, person, rules.today);
  if (alone !== null) return failure('INPUT_INVALID', alone);
  const fields = validateForm(item, work.form, rules);
  if (fields.length > 0) return failure('INPUT_INVALID', fields.map(({ message }) => message).join('；'));
  const missing = missingNow(found, work);
  return missing.length > 0 ? failure('MATERIALS_INCOMPLETE', missing.map(({ name }) => name).join('、')) : null;
}

/** A child does not act alone, in whichever field of the item that is chosen. */
function actingProblem(item: ServiceItem, work: CaseWork, person: KnownPerson, today: string): string | null {
  const alone = item.fields.some(({ code, prefill }) => prefill === 'applicant.kind' && work.form[code] === 'self');
  return alone ? actingAloneProblem(ageOf({ person: personForFacts(person), today })) : null;
}
