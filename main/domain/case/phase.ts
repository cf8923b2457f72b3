import { keysOf } from '../keysOf.ts';
import type { CaseNode } from './node.ts';

/** The steps a citizen can follow, in their order, by the route of the item; a case that ended without a result leaves them. */
export const caseSteps = {
  ordinary: ['接件', '受理', '办结'],
  special: ['接件', '受理', '复核', '审核', '办结'],
} as const;

/** One step a citizen can follow. */
type CaseStep = (typeof caseSteps)['special'][number];

/** How a phase looks at the counter. */
interface PhaseRule {
  /** As lists and headings call it. */
  readonly title: string;
  /** The papers are still being looked at: ticks and form may change, a draft is kept. */
  readonly open: boolean;
  /** Nothing more happens to the case itself. */
  readonly ended: boolean;
  /** The step of {@link caseSteps} it has reached. */
  readonly reached: CaseStep;
  /** Where on the special route it waits; null in phases that are not of it. */
  readonly node: CaseNode | null;
  /** Why an act that belongs to another phase is not possible in this one. */
  readonly elsewhere: string;
}

/**
 * Where a case (办件) stands. `intake` papers are being looked at; `notified` the one-time notice went out, `asking` while the
 * leader is asked for a second; `accepted`
 * legally accepted; on the special route then `reviewing`, `deciding`, `approved` or `rejected`, with `returned` when a checking
 * node sent it back to the window and `escalated` while the bureau has it; `expired` and `lapsed` the time to supplement, or to hand in
 * what was left out of an acceptance, is over; `completed` the result is fixed; `closed` it ended without one. What else is true of a
 * case, whatever its phase, is a flag: see {@link caseFlags}.
 */
export const phases = {
  intake: { title: '接件中', open: true, ended: false, reached: '接件', node: null, elsewhere: '请先受理' },
  notified: { title: '已告知待补', open: true, ended: false, reached: '接件', node: null, elsewhere: '请先受理' },
  asking: {
    title: '再次告知待同意',
    open: true,
    ended: false,
    reached: '接件',
    node: null,
    elsewhere: '已申请再次告知，等待分管领导决定',
  },
  accepted: { title: '已受理', open: false, ended: false, reached: '受理', node: null, elsewhere: '已经受理' },
  reviewing: {
    title: '待复核',
    open: false,
    ended: false,
    reached: '受理',
    node: 'review',
    elsewhere: '正在等待复核',
  },
  deciding: {
    title: '待审核',
    open: false,
    ended: false,
    reached: '复核',
    node: 'decision',
    elsewhere: '正在等待分管领导审核',
  },
  escalated: {
    title: '已上报保障局',
    open: false,
    ended: false,
    reached: '受理',
    node: 'bureau',
    elsewhere: '已上报保障局，等待答复',
  },
  returned: {
    title: '退回窗口更正',
    open: true,
    ended: false,
    reached: '受理',
    node: 'first-check',
    elsewhere: '复核退回，请更正后再报',
  },
  approved: {
    title: '已批准待办结',
    open: false,
    ended: false,
    reached: '审核',
    node: 'completion',
    elsewhere: '已批准，等待窗口办结',
  },
  expired: {
    title: '补正逾期',
    open: false,
    ended: false,
    reached: '接件',
    node: null,
    elsewhere: '补正期限已过，请书面告知终止办理；材料齐全的另行接件，已交的材料继续有效',
  },
  lapsed: {
    title: '容缺逾期',
    open: false,
    ended: false,
    reached: '受理',
    node: null,
    elsewhere: '承诺补齐的期限已过，请书面告知终止办理；材料齐全的另行接件，已交的材料继续有效',
  },
  rejected: {
    title: '不予通过待告知',
    open: false,
    ended: false,
    reached: '审核',
    node: 'completion',
    elsewhere: '审批不予通过，等待窗口告知',
  },
  completed: { title: '已办结', open: false, ended: true, reached: '办结', node: null, elsewhere: '办件已办结' },
  closed: { title: '已关闭', open: false, ended: true, reached: '接件', node: null, elsewhere: '办件已关闭' },
} as const satisfies Record<string, PhaseRule>;

/** Where a case stands. */
export type Phase = keyof typeof phases;

/** All phases, for schemas and tests. */
export const phaseNames = keysOf(phases);

/** What is true of a case beside its phase, with the reason it gives when an act cannot be taken because of it. */
export const caseFlags = {
  /** The one-time notice went out: there is one per case. */
  noticed: '已经一次性告知过，补齐后直接受理',
  /** The leader has allowed one more notice. */
  renotice: '分管领导已经同意再次告知',
  /** A material that a system supplies is not confirmed: the system could not be asked, or denied it. */
  unconfirmed: '还有材料待系统核验',
  /** Its clock stands still. */
  paused: '办件计时已暂停，恢复后再办',
  /** It was accepted although papers are to follow (容缺): nothing comes of it before they are there. */
  gapped: '容缺的材料还没有补齐',
  /** Its limit was extended: it can be once. */
  extended: '已经延期过一次',
} as const satisfies Record<string, string>;

/** What is true of a case beside its phase. */
export type CaseFlag = keyof typeof caseFlags;

/** All flags, for schemas and tests. */
export const caseFlagNames = keysOf(caseFlags);
