import type { Actor } from '../staff/actor.ts';
import type { Role } from '../staff/role.ts';

/**
 * Where a case (办件) stands. `intake` papers are being looked at; `notified` the one-time notice went out;
 * `accepted` legally accepted; `completed` the result is fixed; `abandoned` the citizen left without either.
 */
export type CaseState = 'intake' | 'notified' | 'accepted' | 'completed' | 'abandoned';

/** What a person may do to a case. Opening is not among them: it makes the case. */
export type CaseActionKind = 'obtain' | 'notify' | 'accept' | 'complete' | 'abandon';

/**
 * The process: which action a state allows, and for whom. Buttons and core read this one table.
 * The leader is nowhere in it: a leader approves, the window completes (domain reference A03).
 */
export const caseProcess = {
  intake: { obtain: ['teller'], notify: ['teller'], accept: ['teller'], abandon: ['teller'] },
  notified: { obtain: ['teller'], accept: ['teller'], abandon: ['teller'] },
  accepted: { obtain: ['teller'], complete: ['teller'] },
  completed: {},
  abandoned: {},
} as const satisfies Record<CaseState, Partial<Record<CaseActionKind, readonly Role[]>>>;

/** True when the process lets this post do this in this state. */
export function processAllows(state: CaseState, action: CaseActionKind, role: Role): boolean {
  const allowed: Partial<Record<CaseActionKind, readonly Role[]>> = caseProcess[state];
  return allowed[action]?.includes(role) ?? false;
}

/** A ticked material: which of the alternatives was handed over, and in which form. */
export interface MaterialTick {
  readonly alternative: string;
  readonly form: 'original' | 'copy';
}

/** Ticks by material code. */
export type MaterialTicks = Readonly<Record<string, MaterialTick>>;

/** Form values by field code; a multi-choice holds its values joined by commas. */
export type FormValues = Readonly<Record<string, string>>;

/** Why a material does not do; each kind has its Chinese wording in `missingReasonTexts`. */
export type MissingReason = 'not-brought' | 'incomplete' | 'illegible' | 'not-legal-form' | 'expired';

/** Chinese wording of the reasons on screen and paper. */
export const missingReasonTexts = {
  'not-brought': '未携带',
  incomplete: '内容不齐全',
  illegible: '字迹或影像不清晰',
  'not-legal-form': '不符合法定形式',
  expired: '已过有效期',
} as const satisfies Record<MissingReason, string>;

/** One line of the one-time notice. */
export interface MissingMaterial {
  readonly materialCode: string;
  readonly reason: MissingReason;
  /** The teller's own words, at most 60 characters. */
  readonly note?: string;
}

/**
 * What the system said about a material it supplies. `pending`: it could not be asked; the case is marked and asked
 * again before its transaction leaves.
 */
export interface ObtainedMaterial {
  readonly materialCode: string;
  readonly result: 'confirmed' | 'not-confirmed' | 'pending';
  readonly summary: string;
  /** Name of the system or department. */
  readonly source: string;
  /** The answering system's message id; empty while pending. */
  readonly reference: string;
  readonly at: string;
}

/** By what the citizen's identity was shown. Neither a number nor a slip proves it: then `checkedBy` must. */
export type IdentityProof = 'card' | 'id-card' | 'e-credential' | 'id-number' | 'slip';

/** How the identity stood at an act. */
export interface ShownIdentity {
  readonly identifiedBy: IdentityProof;
  /** Who compared the original document with the person, and when; null when nobody did. */
  readonly checkedBy: { readonly number: string; readonly name: string; readonly at: string } | null;
}

/** The payload of each entry in a case's history. */
export interface CaseActionPayloads {
  readonly open: {
    readonly itemCode: string;
    readonly itemVersion: number;
    readonly personId: string;
    readonly visitId: string;
    readonly channel: 'window';
  } & ShownIdentity;
  readonly obtain: { readonly materials: readonly ObtainedMaterial[] };
  readonly notify: {
    readonly slipNumber: string;
    readonly caseNumber: string;
    readonly ticks: MaterialTicks;
    readonly form: FormValues;
    readonly missing: readonly MissingMaterial[];
    readonly dueOn: string | null;
  };
  readonly accept: {
    readonly slipNumber: string;
    readonly caseNumber: string;
    readonly ticks: MaterialTicks;
    readonly form: FormValues;
    readonly promisedOn: string | null;
  } & ShownIdentity;
  readonly complete: {
    readonly slipNumber: string;
    readonly result: readonly { readonly label: string; readonly value: string }[];
    readonly effectiveOn: string;
    readonly messageId: string;
  };
  readonly abandon: { readonly reason: 'left' | 'withdrawn' | 'not-eligible'; readonly note?: string };
  readonly deliver: { readonly messageId: string; readonly reference: string; readonly declarationSerial?: string };
  readonly 'delivery-refused': { readonly messageId: string; readonly message: string };
  readonly requeue: { readonly messageId: string };
}

/** One entry of a case's history. `deliver` and `delivery-refused` come from the forwarder, `requeue` from a person after a refusal. */
export type CaseAction = {
  readonly [Kind in keyof CaseActionPayloads]: {
    readonly kind: Kind;
    readonly at: string;
    readonly actor: Actor;
    readonly payload: CaseActionPayloads[Kind];
  };
}[keyof CaseActionPayloads];
