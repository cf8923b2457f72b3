import { shownFields, shownValues, validateForm } from '../catalogue/form.ts';
import type { ItemMaterial, ServiceItem } from '../catalogue/item.ts';
import {
  isFromCitizen,
  isFromSystem,
  materialsFor,
  missingMaterials,
  refusedTicks,
} from '../catalogue/materialList.ts';
import { tickProblems, type MaterialEvidence, type TickProblem } from '../catalogue/sources/source.ts';
import { canonicalNumber } from '../identity/canonicalNumber.ts';
import type { NumberRules } from '../identity/idNumber.ts';
import type { ShownIdentity } from '../identity/shownIdentity.ts';
import { agentOftenText, type AgentOften } from './agentOften.ts';
import type { Case, Gap } from './case.ts';
import { openGap } from './gap.ts';
import type { FormValues, MissingMaterial, Work } from './papers.ts';

/** What an act is judged by beside its process: window and core hold the same. */
export interface GuardFacts {
  readonly item: Pick<ServiceItem, 'materials' | 'fields'>;
  readonly case: Pick<Case, 'obtained' | 'ticks' | 'form'> & { readonly gap?: Pick<Gap, 'missing' | 'outcome'> };
  /** By what the citizen shows who they are; with a `gap` it is not proved. */
  readonly identity: Pick<ShownIdentity, 'identifiedBy'> & {
    readonly checkedBy: Pick<NonNullable<ShownIdentity['checkedBy']>, 'name' | 'at'> | null;
    readonly gap: string | null;
  };
  /** What numbers of identity documents are judged by. */
  readonly rules: NumberRules;
  /** Why this citizen cannot act alone, in Chinese; null when they can. */
  readonly notAlone: string | null;
  /** Number of the citizen's document; null in a window, which has it masked at most. */
  readonly citizenNumber: string | null;
  /** Alerts of the citizen that forbid acceptance of this item, in Chinese. */
  readonly blockedBy: readonly string[];
  /** What forbids this very form because the same matter is handled already, in Chinese. A window cannot know it and says nothing. */
  readonly handledAlready: (form: FormValues) => readonly string[];
  /** Why the citizen's social-security card forbids it with this form, in Chinese. A window cannot know it and says nothing. */
  readonly cardForbids: (form: FormValues) => string | null;
  /** A broken commitment for which nothing is accepted with a gap from this citizen now, in Chinese; null when there is none. */
  readonly gapBar: string | null;
  /** Who stands here for the citizen acts for more than is usual today, and nobody has said yet why it goes on; else null. */
  readonly agentOften: AgentOften | null;
  /** The day for which the result is promised is over. */
  readonly overdue: boolean;
}

/** Why an act cannot be taken with these papers; `detail` is Chinese and names no person. */
export interface ActProblem {
  readonly code:
    | 'IDENTITY_TO_CHECK'
    | 'ALERT_BLOCKS'
    | 'INPUT_INVALID'
    | 'MATERIALS_INCOMPLETE'
    | 'SYSTEM_DENIES'
    | 'NOTHING_MISSING'
    | 'NOTHING_CORRECTED'
    | 'NOTHING_TO_ASK'
    | 'OVERDUE'
    | 'PRECHECK_BLOCKS'
    | 'CARD_FORBIDS'
    | 'MATERIAL_NOT_LISTED'
    | 'MATERIAL_BY_SYSTEM'
    | 'MATERIAL_FORM_UNKNOWN'
    | 'MATERIAL_TWICE'
    | 'AGENT_OFTEN'
    | 'NOTHING_TO_VOUCH'
    | 'GAP_BARRED'
    | 'GAP_NOT_NEEDED'
    | 'GAP_MAIN_MISSING'
    | 'GAP_NOT_SUPPLIED'
    | 'MISSING_NOT_WHOLE';
  readonly detail: string;
}

/** One condition of an act over what it is asked with; null when it holds. Pure, so that the window can ask it too. */
export type Guard<Input> = (facts: GuardFacts, input: Input) => ActProblem | null;

/** What of the work on the table only the form is needed for. */
type Form = Pick<Work, 'form'>;

const names = (materials: readonly ItemMaterial[]): string => materials.map(({ name }) => name).join('、');

/** What lies on the table for the case: papers, answers of the systems, and who the citizen is. */
export function evidenceOf({ identity, case: { obtained } }: GuardFacts, { ticks }: Work): MaterialEvidence {
  return { ticks, obtained: Object.values(obtained), identity };
}

/** What is missing with these papers: nothing may be dropped from it, nothing added. */
export function missingWith(facts: GuardFacts, work: Work): readonly ItemMaterial[] {
  return missingMaterials(materialsFor(facts.item, work.form), evidenceOf(facts, work));
}

/** The materials a system supplies that it has not confirmed yet. */
export function unsettledMaterials({
  item,
  case: { obtained },
}: Pick<GuardFacts, 'item'> & { readonly case: Pick<Case, 'obtained'> }): readonly ItemMaterial[] {
  return item.materials.filter((material) => isFromSystem(material) && obtained[material.code]?.result !== 'confirmed');
}

/** There is a material a system can be asked about. */
export const somethingToAsk: Guard<unknown> = (facts) =>
  unsettledMaterials(facts).length > 0 ? null : { code: 'NOTHING_TO_ASK', detail: '' };

/** The citizen has proved who they are. */
export const identityShown: Guard<unknown> = ({ identity }) =>
  identity.gap === null ? null : { code: 'IDENTITY_TO_CHECK', detail: '' };

/** The citizen's alerts do not forbid it. */
const noAlertBlocks: Guard<unknown> = ({ blockedBy }) => {
  const [first] = blockedBy;
  return first === undefined ? null : { code: 'ALERT_BLOCKS', detail: first };
};

/** Who acts for many today was asked about, and the teller has said why it goes on. */
const agentVouched: Guard<unknown> = ({ agentOften }) =>
  agentOften === null ? null : { code: 'AGENT_OFTEN', detail: agentOftenText(agentOften) };

/** There is an agent to be asked about. */
export const somethingToVouch: Guard<unknown> = ({ agentOften }) =>
  agentOften === null ? { code: 'NOTHING_TO_VOUCH', detail: '' } : null;

/** Only materials of the list are ticked, each in a way the list allows. */
export const ticksAllowed: Guard<Work> = ({ item }, { form, ticks }) => {
  const [refused] = refusedTicks(materialsFor(item, form), ticks);
  if (!refused) return null;
  // What a system supplies is that also where this form does not need it.
  const why = bySystem(item, refused.materialCode) ? 'not-from-citizen' : refused.code;
  const detail = `${nameOfMaterial(item, refused.materialCode)}：${tickProblems[why]}`;
  return { code: refusedMaterial[why], detail };
};

/** Whether the item has this material and nobody but a system or the counter itself supplies it. */
function bySystem({ materials }: GuardFacts['item'], materialCode: string): boolean {
  return materials.some((material) => material.code === materialCode && !isFromCitizen(material));
}

/** What a refused material is called: nothing typed from outside comes back on a screen. */
function nameOfMaterial({ materials }: GuardFacts['item'], materialCode: string): string {
  return materials.find(({ code }) => code === materialCode)?.name ?? '清单外的材料';
}

const refusedMaterial = {
  'not-on-list': 'MATERIAL_NOT_LISTED',
  'not-from-citizen': 'MATERIAL_BY_SYSTEM',
  'unknown-alternative': 'MATERIAL_FORM_UNKNOWN',
  'form-not-allowed': 'MATERIAL_FORM_UNKNOWN',
} as const satisfies Record<TickProblem, ActProblem['code']>;

/** Only what the list asks of the citizen is told as missing, each once. */
export const toldAllowed: Guard<Form & { readonly missing: readonly MissingMaterial[] }> = (
  { item },
  { form, missing: told },
) => {
  const list = materialsFor(item, form);
  const seen = new Set<string>();
  for (const { materialCode } of told) {
    const detail = nameOfMaterial(item, materialCode);
    if (bySystem(item, materialCode)) return { code: 'MATERIAL_BY_SYSTEM', detail };
    if (!list.some(({ code }) => code === materialCode)) return { code: 'MATERIAL_NOT_LISTED', detail };
    if (seen.has(materialCode)) return { code: 'MATERIAL_TWICE', detail };
    seen.add(materialCode);
  }
  return null;
};

/** Every field of the form is right. */
export const formFilled: Guard<Form> = ({ item, rules }, { form }) => {
  const problems = validateForm(item, form, rules);
  return problems.length === 0
    ? null
    : { code: 'INPUT_INVALID', detail: problems.map(({ message }) => message).join('；') };
};

/** A child does not act alone, in whichever field of the item that is chosen. */
export const notAloneWhenChild: Guard<Form> = ({ item, notAlone }, { form }) => {
  const alone = item.fields.some(({ code, prefill }) => prefill === 'applicant.kind' && form[code] === 'self');
  return alone && notAlone !== null ? { code: 'INPUT_INVALID', detail: notAlone } : null;
};

/** Nobody acts for themselves: whoever is named as agent or guardian is another person than the citizen. */
export const actsForAnother: Guard<Form> = ({ item, citizenNumber }, { form }) => {
  const own = shownFields(item, form).find(
    ({ code, prefill }) =>
      prefill === 'agent.idNumber' && citizenNumber !== null && canonicalNumber(form[code] ?? '') === citizenNumber,
  );
  return own ? { code: 'INPUT_INVALID', detail: `${own.label}是申请人自己的号码，请填写代为办理的人` } : null;
};

/** What is missing without a commitment to bring it. */
function missingForGood(facts: GuardFacts, work: Work): readonly ItemMaterial[] {
  const promised = openGap(facts.case)?.missing ?? [];
  return missingWith(facts, work).filter(({ code }) => !promised.includes(code));
}

/** The same matter is not handled already. */
export const handledOnce: Guard<Form> = ({ handledAlready }, { form }) => {
  const [first] = handledAlready(form);
  return first === undefined ? null : { code: 'PRECHECK_BLOCKS', detail: first };
};

/** Every material is there. What the citizen can bring is named before what a system denies. */
const materialsThere: Guard<Work> = (facts, work) => {
  const missing = missingForGood(facts, work);
  if (missing.length === 0) return null;
  const toBring = missing.filter(isFromCitizen);
  return toBring.length > 0
    ? { code: 'MATERIALS_INCOMPLETE', detail: names(toBring) }
    : { code: 'SYSTEM_DENIES', detail: names(missing) };
};

/** The form says something else than what was filed. */
export const somethingCorrected: Guard<Form> = ({ item, case: { form: filed } }, { form }) => {
  const shown = shownValues(item, form);
  const codes = new Set([...Object.keys(shown), ...Object.keys(filed)]);
  const corrected = [...codes].some((code) => (shown[code] ?? '') !== (filed[code] ?? ''));
  return corrected ? null : { code: 'NOTHING_CORRECTED', detail: '' };
};

/** What was filed covers the corrected form too: another material would be another case. */
export const nothingMoreNeeded: Guard<Form> = (facts, { form }) => {
  const { ticks } = facts.case;
  const missing = missingWith({ ...facts, identity: { ...facts.identity, gap: null } }, { form, ticks });
  return missing.length === 0 ? null : { code: 'MATERIALS_INCOMPLETE', detail: names(missing) };
};

/** What must hold of papers and form whenever they are filed, in the order of what a person can do about it. */
export const filedGuards = [
  ticksAllowed,
  formFilled,
  handledOnce,
  notAloneWhenChild,
  actsForAnother,
  materialsThere,
] as const satisfies readonly Guard<Work>[];

/** The citizen's social-security card is in a state in which this can be done. */
const cardAllows: Guard<Form> = ({ cardForbids }, { form }) => {
  const why = cardForbids(form);
  return why === null ? null : { code: 'CARD_FORBIDS', detail: why };
};

/** The same of what was accepted: the card may have changed since. */
export const cardStillAllows: Guard<unknown> = ({ cardForbids, case: { form } }) => {
  const why = cardForbids(form);
  return why === null ? null : { code: 'CARD_FORBIDS', detail: why };
};

/** What must hold before anything is accepted, by whichever act: who it is for, then what is filed. */
export const acceptanceGuards = [
  identityShown,
  noAlertBlocks,
  agentVouched,
  ...filedGuards,
  cardAllows,
] as const satisfies readonly Guard<Work>[];

/** What was promised is handed in as such, so that the commitment is settled with it. */
export const gapHandedInApart: Guard<Work> = ({ item, case: one }, { ticks }) => {
  const promised = openGap(one)?.missing ?? [];
  const found = item.materials.find(({ code }) => promised.includes(code) && Object.hasOwn(ticks, code));
  return found ? { code: 'INPUT_INVALID', detail: `${found.name}是容缺材料，请按“补交材料”登记` } : null;
};

/** The citizen has broken no commitment within the last twelve months. */
const notBarred: Guard<unknown> = ({ gapBar }) => (gapBar === null ? null : { code: 'GAP_BARRED', detail: gapBar });

/** Something is missing, all of it may follow, and none of it is what a system withholds. */
const onlySecondaryMissing: Guard<Work> = (facts, work) => {
  const missing = missingWith(facts, work);
  if (missing.length === 0) return { code: 'GAP_NOT_NEEDED', detail: '' };
  const main = missing.filter(({ mayFollowWithin }) => mayFollowWithin === undefined);
  if (main.length === 0) return null;
  const toBring = main.filter(isFromCitizen);
  return toBring.length > 0
    ? { code: 'GAP_MAIN_MISSING', detail: names(toBring) }
    : { code: 'SYSTEM_DENIES', detail: names(main) };
};

/** What must hold before something is accepted although papers are to follow. */
export const gapGuards = [
  identityShown,
  noAlertBlocks,
  agentVouched,
  ticksAllowed,
  onlySecondaryMissing,
  notBarred,
  formFilled,
  handledOnce,
  notAloneWhenChild,
  actsForAnother,
] as const satisfies readonly Guard<Work>[];

/** At least one of the materials that were to follow is handed in, and nothing else, each in a way the list allows. */
export const suppliesGap: Guard<Pick<Work, 'ticks'>> = (facts, { ticks }) => {
  const { item, case: one } = facts;
  const promised = openGap(one)?.missing ?? [];
  const codes = Object.keys(ticks);
  if (codes.length === 0 || codes.some((code) => !promised.includes(code)))
    return { code: 'GAP_NOT_SUPPLIED', detail: names(item.materials.filter(({ code }) => promised.includes(code))) };
  return ticksAllowed(facts, { ticks, form: one.form });
};

/** The promised day is not over yet: what is late can no longer be made punctual. */
export const notOverdue: Guard<unknown> = ({ overdue }) => (overdue ? { code: 'OVERDUE', detail: '' } : null);

/** There is something the citizen can bring: what only a system can supply is no matter of a notice. */
export const somethingToBring: Guard<Work> = (facts, work) => {
  const missing = missingWith(facts, work);
  if (missing.length === 0) return { code: 'NOTHING_MISSING', detail: '' };
  return missing.some(isFromCitizen) ? null : { code: 'SYSTEM_DENIES', detail: names(missing) };
};

/** Everything the citizen has to bring is told at once: no line too few, none too many. */
export const noticeWhole: Guard<Work & { readonly missing: readonly MissingMaterial[] }> = (
  facts,
  { missing: told, ...work },
) => {
  const toBring = missingWith(facts, work).filter(isFromCitizen);
  const isTold = (material: ItemMaterial): boolean => told.some(({ materialCode }) => materialCode === material.code);
  const untold = toBring.filter((material) => !isTold(material));
  if (untold.length > 0) return { code: 'MISSING_NOT_WHOLE', detail: `没有写明${names(untold)}` };
  return told.length === toBring.length ? null : { code: 'MISSING_NOT_WHOLE', detail: '写了已经收到的材料' };
};
