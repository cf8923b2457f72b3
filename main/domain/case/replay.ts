import { unreachable } from '../result.ts';
import type {
  CaseAction,
  CaseState,
  FormValues,
  MaterialTicks,
  MissingMaterial,
  ObtainedMaterial,
  ShownIdentity,
} from './actions.ts';

/** How the completed transaction fares on its way to the central system. */
export type Delivery =
  | { readonly state: 'none' }
  | { readonly state: 'waiting'; readonly messageId: string }
  | {
      readonly state: 'delivered';
      readonly messageId: string;
      readonly reference: string;
      readonly declarationSerial?: string;
      readonly at: string;
    }
  | { readonly state: 'refused'; readonly messageId: string; readonly message: string; readonly at: string };

/** A case as its history makes it. */
export interface Case {
  readonly state: CaseState;
  readonly itemCode: string;
  readonly itemVersion: number;
  readonly personId: string;
  readonly visitId: string;
  /** As it stood at the opening, or at the acceptance. */
  readonly identity: ShownIdentity;
  readonly openedAt: string;
  readonly caseNumber?: string;
  readonly obtained: Readonly<Record<string, ObtainedMaterial>>;
  readonly ticks: MaterialTicks;
  readonly form: FormValues;
  readonly notice?: {
    readonly slipNumber: string;
    readonly missing: readonly MissingMaterial[];
    readonly dueOn: string | null;
    readonly at: string;
  };
  readonly acceptance?: { readonly slipNumber: string; readonly promisedOn: string | null; readonly at: string };
  readonly completion?: {
    readonly slipNumber: string;
    readonly result: readonly { readonly label: string; readonly value: string }[];
    readonly effectiveOn: string;
    readonly at: string;
  };
  readonly delivery: Delivery;
}

/** The state of a case = the fold over its history. Throws when the history does not begin with `open`: that is a broken store. */
export function replay(actions: readonly CaseAction[]): Case {
  const [first, ...rest] = actions;
  if (first?.kind !== 'open') throw new Error('a case history must begin with its opening');
  return rest.reduce(apply, begin(first));
}

function begin(action: Extract<CaseAction, { kind: 'open' }>): Case {
  const { itemCode, itemVersion, personId, visitId, identifiedBy, checkedBy } = action.payload;
  return {
    state: 'intake',
    itemCode,
    itemVersion,
    personId,
    visitId,
    identity: { identifiedBy, checkedBy },
    openedAt: action.at,
    obtained: {},
    ticks: {},
    form: {},
    delivery: { state: 'none' },
  };
}

function apply(before: Case, action: CaseAction): Case {
  switch (action.kind) {
    case 'open':
      throw new Error('a case can not be opened twice');
    case 'obtain':
      return {
        ...before,
        obtained: {
          ...before.obtained,
          ...Object.fromEntries(action.payload.materials.map((material) => [material.materialCode, material])),
        },
      };
    case 'notify': {
      const { slipNumber, caseNumber, ticks, form, missing, dueOn } = action.payload;
      return {
        ...before,
        state: 'notified',
        caseNumber,
        ticks,
        form,
        notice: { slipNumber, missing, dueOn, at: action.at },
      };
    }
    case 'accept': {
      const { slipNumber, caseNumber, ticks, form, promisedOn } = action.payload;
      return {
        ...before,
        state: 'accepted',
        caseNumber,
        ticks,
        form,
        acceptance: { slipNumber, promisedOn, at: action.at },
      };
    }
    case 'complete': {
      const { slipNumber, result, effectiveOn, messageId } = action.payload;
      return {
        ...before,
        state: 'completed',
        completion: { slipNumber, result, effectiveOn, at: action.at },
        delivery: { state: 'waiting', messageId },
      };
    }
    case 'abandon':
      return { ...before, state: 'abandoned' };
    case 'deliver':
      return { ...before, delivery: { state: 'delivered', at: action.at, ...action.payload } };
    case 'delivery-refused':
      return { ...before, delivery: { state: 'refused', at: action.at, ...action.payload } };
    case 'requeue':
      return { ...before, delivery: { state: 'waiting', messageId: action.payload.messageId } };
    default:
      return unreachable(action, 'case action');
  }
}
