import type { Deadline } from '../calendar/deadline.ts';

/** Kinds of numbered slip (domain reference 3.3): BZ one-time notice, SL acceptance, BJ completion. */
export type SlipKind = 'BZ' | 'SL' | 'BJ';

/** What every slip says about the hall; from configuration. */
export interface SlipHall {
  readonly organ: string;
  readonly hall: string;
  readonly address: string;
  readonly window: string;
  readonly phone: string;
  readonly supervisionPhone: string;
  /** As printed, e.g. `工作日 9:00–12:00, 13:30–17:00`. */
  readonly openingHours: string;
}

interface SlipHead {
  /** Gapless slip number, e.g. `SL2026112103-0007`. */
  readonly number: string;
  readonly caseNumber: string;
  /** UTC instant, ISO 8601; printed in hall time (UTC+8). */
  readonly issuedAt: string;
  readonly teller: { readonly number: string; readonly name: string };
  readonly hall: SlipHall;
  /** The name in full, the ID number already masked. */
  readonly citizen: { readonly name: string; readonly maskedIdNumber: string };
  readonly item: { readonly code: string; readonly name: string };
}

/** How a material was received. `system` materials were fetched, the citizen brought nothing. */
export interface ReceivedMaterial {
  readonly name: string;
  readonly how: 'original' | 'copy' | 'card' | 'system' | 'system-pending';
  /** Source system for `system`, else empty. */
  readonly source?: string;
}

/** 一次性告知: everything that is missing, told at once, once, in writing. */
export interface NoticeSlip extends SlipHead {
  readonly kind: 'BZ';
  readonly missing: readonly {
    readonly name: string;
    /** Chinese reason, e.g. `未携带`, `复印件不清晰`. */
    readonly reason: string;
    /** What exactly to bring and from where. */
    readonly guidance?: string;
    readonly copies?: string;
  }[];
  /** What was already checked and need not be brought again. */
  readonly received: readonly ReceivedMaterial[];
  /** Names of materials the system supplies: the citizen must not bring them. */
  readonly systemSupplied: readonly string[];
  /** Working days allowed for supplementing. */
  readonly workingDays: number;
  /** Until when to supplement. */
  readonly dueOn: Deadline;
}

/** 受理通知书. */
export interface AcceptanceSlip extends SlipHead {
  readonly kind: 'SL';
  readonly received: readonly ReceivedMaterial[];
  readonly handling: 'instant' | 'timed';
  /** Until when the result is promised. */
  readonly promisedOn: Deadline;
}

/** 办结通知书. */
export interface CompletionSlip extends SlipHead {
  readonly kind: 'BJ';
  readonly result: readonly { readonly label: string; readonly value: string }[];
  /** Hall date from which the result holds. */
  readonly effectiveOn: string;
}

/** One slip as the case service makes it; laid out by `layoutSlip`. */
export type Slip = NoticeSlip | AcceptanceSlip | CompletionSlip;

/** Marks a copy: `补打 n`, by whom and when. Never changes the stored slip. */
export interface ReprintMark {
  readonly count: number;
  readonly at: string;
  readonly by: string;
}
