import { hash } from 'node:crypto';
import { failure, type Failure } from '../contract/failures.ts';
import { canonicalJson } from '../domain/journal/canonicalJson.ts';
import { ok } from '../domain/result.ts';
import type { Transaction } from '../store/store.ts';
import { findRepeated, putRepeated } from '../store/workingState.ts';
import type { Context } from './context.ts';

/** Value of a procedure, or a foreseen failure. */
export type Answer<Value> = { readonly ok: true; readonly value: Value } | Failure;

/**
 * A repeatable request: the same id with the same input has one effect, however often it arrives. An id belongs to one session,
 * one procedure and one input for ever.
 */
export interface Request {
  readonly requestId: string;
  /** Key of the session that asks (`sessionKey`), or the part of the system that asks itself. */
  readonly session: string;
  readonly procedure: string;
  readonly input: unknown;
}

/** Thrown to leave a transaction without effect; never leaves {@link once}. */
class Refusal extends Error {
  readonly failure: Failure;

  constructor(reason: Failure) {
    super(reason.code);
    this.failure = reason;
  }
}

/**
 * Does the work in one transaction and remembers its answer with it. A repeated press gets the remembered answer; a
 * refusal leaves no trace, so that it can be tried again. `Value` must be plain JSON.
 */
export function once<Value>(
  context: Pick<Context, 'store'>,
  request: Request,
  work: (transaction: Transaction, refuse: (reason: Failure) => never) => Value,
): Answer<Value> {
  const inputHash = hash('sha256', canonicalJson(request.input), 'hex');
  try {
    return context.store.transact((transaction) => {
      const earlier = findRepeated(transaction.write, request.requestId);
      if (earlier) {
        const same =
          earlier.session === request.session &&
          earlier.procedure === request.procedure &&
          earlier.inputHash === inputHash;
        return same ? ok(JSON.parse(earlier.answer) as Value) : failure('REQUEST_REUSED');
      }
      const value = work(transaction, (reason) => {
        throw new Refusal(reason);
      });
      putRepeated(transaction.write, request.requestId, transaction.at, {
        session: request.session,
        procedure: request.procedure,
        inputHash,
        answer: JSON.stringify(value),
      });
      return ok(value);
    });
  } catch (error) {
    if (error instanceof Refusal) return error.failure;
    throw error;
  }
}
