import { oc } from '@orpc/contract';
import type { z } from 'zod';
import type { Role } from '../domain/staff/role.ts';
import { answerSchema } from './failures.ts';

/**
 * Who may call a procedure: posts, or `window` = any window of this counter, signed in or not.
 * Part of every procedure; there is no default.
 */
export type Caller = Role | 'window';

/** What the contract says about a procedure beyond its shapes. */
export interface ProcedureMeta {
  readonly callers: readonly Caller[];
  /** It answers with values as they come, not once with a value or a failure. */
  readonly streams: boolean;
}

const base = oc.$meta<ProcedureMeta>({ callers: [], streams: false });

/** A procedure that streams; its values carry only what the caller's session may see. */
export function stream(callers: readonly Caller[]) {
  return base.meta({ callers, streams: true });
}

/** A procedure that answers once with a value or a foreseen failure. */
export function procedure<Input extends z.ZodType, Value extends z.ZodType>(
  callers: readonly Caller[],
  input: Input,
  value: Value,
) {
  return base.meta({ callers, streams: false }).input(input).output(answerSchema(value));
}
