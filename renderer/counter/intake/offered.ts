import type { CaseView } from '../../../main/contract/case.ts';
import { phases } from '../../../main/domain/case/phase.ts';
import { guardProblem, nextAct, type ActKind } from '../../../main/domain/case/process.ts';
import { missingWith, type ActProblem, type GuardFacts } from '../../../main/domain/case/guards.ts';
import { isFromCitizen } from '../../../main/domain/catalogue/materialList.ts';
import type { FormValues, Work } from '../../../main/domain/case/papers.ts';
import { problemTexts } from './actTexts.ts';

/** An act on offer, judged with what lies on the table now. */
export interface OfferedAct {
  readonly kind: ActKind;
  /** The process and the ground allow it, whatever the papers. */
  readonly byProcess: boolean;
  /** Why its button cannot be pressed now, in Chinese; null when it can. */
  readonly whyNot: string | null;
}

/** True while its papers can be worked on: it is open, its citizen is here or not needed, and its item can be read. */
export function isWorkedOn({
  ground,
  phase,
  itemProblem,
}: Pick<CaseView, 'ground' | 'phase' | 'itemProblem'>): boolean {
  const inHand = ground === 'visit' || (ground === 'task' && phase === 'returned');
  return inHand && phases[phase].open && itemProblem === null;
}

/** The acts of a case with what the papers say about each, by the very guards of the core. */
export function offeredActs(
  view: Pick<CaseView, 'acts'> & Parameters<typeof guardFacts>[0],
  known: Pick<GuardFacts, 'identity' | 'rules'>,
  work: Work,
): readonly OfferedAct[] {
  const facts = guardFacts(view, known);
  return view.acts.map(({ kind, whyNot }) => {
    const problem = whyNot === null ? paperProblem(kind, facts, work) : null;
    return {
      kind,
      byProcess: whyNot === null,
      whyNot: whyNot ?? (problem && problemTexts[problem.code](problem.detail)),
    };
  });
}

/** The usual next step among them; null when there is none. */
export function usualNext(acts: readonly OfferedAct[]): ActKind | null {
  return nextAct(acts.map(({ kind, byProcess, whyNot }) => ({ kind, byProcess, possible: whyNot === null })));
}

/** What the guards of the core judge by, as the view has it. */
export function guardFacts(
  {
    item,
    obtained,
    blockedBy,
    ticks,
    form,
    gap,
    gapBar,
    agentOften,
    overdue,
  }: Pick<CaseView, 'agentOften' | 'overdue' | 'obtained' | 'blockedBy' | 'ticks' | 'form' | 'gap' | 'gapBar'> &
    Pick<GuardFacts, 'item'>,
  known: Pick<GuardFacts, 'identity' | 'rules'>,
): GuardFacts {
  return {
    item,
    ...known,
    // Said by the core when it is handed in: what is wrong in the form closes no button.
    notAlone: null,
    citizenNumber: null,
    blockedBy,
    gapBar,
    agentOften,
    handledAlready: () => [],
    cardForbids: () => null,
    overdue,
    case: {
      obtained: Object.fromEntries(obtained.map((one) => [one.materialCode, one])),
      ticks,
      form,
      ...(gap ? { gap: { missing: gap.missing, ...(gap.outcome === null ? {} : { outcome: gap.outcome }) } } : {}),
    },
  };
}

/** A form that is not right yet does not close the button: pressing it leads to the first wrong field. */
function paperProblem(kind: ActKind, facts: GuardFacts, work: Work): ActProblem | null {
  const problem = problemOf(kind, facts, work);
  return problem?.code === 'INPUT_INVALID' ? null : problem;
}

function problemOf(kind: ActKind, facts: GuardFacts, work: Work): ActProblem | null {
  switch (kind) {
    case 'accept':
    case 'settle':
    case 'resubmit':
    case 'admit':
      return guardProblem(kind, facts, work);
    case 'notify':
    case 'renotify': {
      const missing = missingWith(facts, work)
        .filter(isFromCitizen)
        .map(({ code }) => ({ materialCode: code, reason: 'not-brought' as const }));
      return guardProblem(kind, facts, { ...work, missing });
    }
    case 'complete':
      return guardProblem(kind, facts, {});
    case 'obtain':
      return guardProblem(kind, facts, { materials: [] });
    default:
      // Nothing of what lies on the table speaks against the others; what is asked next may.
      return null;
  }
}

/** Why this form can not be sent as the correction of what was filed, in Chinese; null when it can, or when a field says it. */
export function correctionProblem(
  view: Parameters<typeof guardFacts>[0],
  known: Pick<GuardFacts, 'identity' | 'rules'>,
  form: FormValues,
): string | null {
  const problem = guardProblem('correct', guardFacts(view, known), { form });
  return problem && problem.code !== 'INPUT_INVALID' ? correctionTexts[problem.code](problem.detail) : null;
}

const correctionTexts = {
  ...problemTexts,
  MATERIALS_INCOMPLETE: (detail: string) => `这样更正还需要材料：${detail}。请重新接件办理`,
};
