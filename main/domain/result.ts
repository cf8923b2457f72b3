/**
 * A foreseen outcome. Plain objects, because classes lose their methods on the way through a message port.
 * A bug is never a `Result`: it is thrown.
 */
export type Result<Value, Failure> = { readonly ok: true; readonly value: Value } | ({ readonly ok: false } & Failure);

/** Wraps a success. */
export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** Marks the place a checked union cannot reach; throws when data from outside broke the type. */
export function unreachable(value: never, what: string): never {
  throw new Error(`unexpected ${what}: ${JSON.stringify(value)}`);
}
