import { keysOf } from '../keysOf.ts';
/** How a phase looks at the counter. */
interface PhaseRule {
  /** As lists and headings call it. */
  readonly title: string;
  /** The papers are still being looked at: ticks and form may change, a draft is kept. */
  readonly open: boolean;
  /** Nothing more happens to the case itself. */
  readonly ended: boolean;
  /** How many steps of {@link caseSteps} lie behind. */
  readonly stepsDone: number;
  /** Why an act that belongs to another phase is not possible in this one. */
  readonly elsewhere: string;
}

/** The steps a citizen can follow, in their order; a case that ended without a result leaves them. */
export const caseSteps = ['接件', '受理', '办结'] as const;

/**
 * Where a case (办件) stands. `intake` papers are being looked at; `notified` the one-time notice went out; `accepted`
 * legally accepted; `completed` the result is fixed; `closed` it ended without one. What else is true of a case, whatever
 * its phase, is a flag: see {@link caseFlags}.
 */
export const phases = {
  intake: { title: '接件中', open: true, ended: false, stepsDone: 0, elsewhere: '请先受理' },
  notified: { title: '已告知待补', open: true, ended: false, stepsDone: 0, elsewhere: '请先受理' },
  accepted: { title: '已受理', open: false, ended: false, stepsDone: 1, elsewhere: '已经受理' },
  completed: { title: '已办结', open: false, ended: true, stepsDone: 2, elsewhere: '办件已办结' },
  closed: { title: '已关闭', open: false, ended: true, stepsDone: 0, elsewhere: '办件已关闭' },
} as const satisfies Record<string, PhaseRule>;

/** Where a case stands. */
export type Phase = keyof typeof phases;

/** All phases, for schemas and tests. */
export const phaseNames = keysOf(phases);

/** What is true of a case beside its phase, with the reason it gives when an act cannot be taken because of it. */
export const caseFlags = {
  /** The one-time notice went out: there is one per case. */
  noticed: '已经一次性告知过，补齐后直接受理',
  /** A material that a system supplies is not confirmed: the system could not be asked, or denied it. */
  unconfirmed: '还有材料待系统核验',
} as const satisfies Record<string, string>;

/** What is true of a case beside its phase. */
export type CaseFlag = keyof typeof caseFlags;

/** All flags, for schemas and tests. */
export const caseFlagNames = keysOf(caseFlags);
