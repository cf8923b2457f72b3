import type { z } from 'zod';
import type { Helper, HelperAnswer } from './port.ts';

/** One request of a helper. */
export interface HelperQuestion<Schema extends z.ZodType> {
  readonly method: string;
  readonly parameters: unknown;
  readonly timeoutMs: number;
  /** What every answer of this method looks like. */
  readonly answer: Schema;
}

/**
 * Asks a helper and reads its answer. A helper shares its memory with foreign code: one that answers something else than its worker
 * can have answered is not believed any more and ends as one that crashed.
 */
export async function askHelper<Schema extends z.ZodType>(
  helper: Helper,
  { method, parameters, timeoutMs, answer }: HelperQuestion<Schema>,
): Promise<HelperAnswer<z.infer<Schema>>> {
  const answered = await helper.request(method, parameters, timeoutMs);
  if (!answered.ok) return answered;
  const read = answer.safeParse(answered.value);
  if (read.success) return { ok: true, value: read.data };
  const end = { kind: 'crashed', detail: `${method}: answer of another shape` } as const;
  helper.condemn(end.detail);
  return { ok: false, code: 'ended', end };
}
