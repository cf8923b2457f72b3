/* What a walk says of itself to the laws of the hall. */

/** Somebody who asks for something, and where. */
export interface Asking {
  readonly kind: string;
  readonly number: string;
  readonly post: string;
  /** At the workstation that has the case. */
  readonly here: boolean;
  /** What is asked with it is whole: reasons are of their list, words are said. */
  readonly worded: boolean;
  readonly papers: Papers;
  /** What the notice names: everything that is to be brought, or not that. */
  readonly toldWhole: boolean;
}

/** What lies on the table, as the one who asks says it. */
export interface Papers {
  /** Something is ticked that is on no list, or that a system supplies. */
  readonly foreign: boolean;
  /** Codes of required materials that the citizen brings and has not, main ones and ones that may follow. */
  readonly main: readonly string[];
  readonly secondary: readonly string[];
  /** Codes of materials handed in now. */
  readonly ticked: readonly string[];
  /** A system has said that something required is not so. */
  readonly denied: boolean;
  /** The form is filled rightly. */
  readonly filled: boolean;
}

/** What is true of item and citizen. */
export interface Given {
  readonly special: boolean;
  readonly oneStep: boolean;
  readonly timed: boolean;
  readonly proved: boolean;
  /** An alert forbids it. */
  readonly blocked: boolean;
  /** Whoever acts for the citizen has acted for more than is usual today. */
  readonly often: boolean;
  readonly barred: boolean;
  readonly handled: boolean;
}

/** What a case has come to. */
export interface Told {
  at:
    'intake' | 'window' | 'review' | 'decision' | 'bureau' | 'back' | 'approved' | 'denied' | 'late' | 'done' | 'ended';
  reporter: 'review' | 'decision';
  notices: number;
  asked: boolean;
  permitted: boolean;
  vouched: boolean;
  owed: readonly string[];
  stopped: boolean;
  extended: boolean;
  overdue: boolean;
  refusedByCentral: boolean;
  readonly hands: Record<'teller' | 'reviewer' | 'branch-leader', Set<string>>;
}

/** A case that has just been begun by somebody. */
export const begun = (): Told => ({
  at: 'intake',
  reporter: 'review',
  notices: 0,
  asked: false,
  permitted: false,
  vouched: false,
  owed: [],
  stopped: false,
  extended: false,
  overdue: false,
  refusedByCentral: false,
  hands: { teller: new Set(), reviewer: new Set(), 'branch-leader': new Set() },
});
