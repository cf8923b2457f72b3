import { z } from 'zod';

/**
 * A value that somebody gave and nobody could read: neither absent nor a value. It is shown as it came and decides nothing.
 */
const unreadableSchema = z.object({
  /** As it came, made harmless to show and cut. */
  unreadable: z.string(),
});

/** See {@link told}. */
export type Unreadable = z.infer<typeof unreadableSchema>;

/** What another system told: a value, or one that could not be read. Absent stays absent (`undefined`). */
export type Told<Value> = Value | Unreadable;

/** The schema of a told value. */
export function told<Value extends z.ZodType>(value: Value) {
  return z.union([value, unreadableSchema]);
}

function isUnreadable(value: unknown): value is Unreadable {
  return typeof value === 'object' && value !== null && 'unreadable' in value;
}

/** The value when it could be read: what decides and what is filled in. */
export function readable<Value extends string | number>(value: Told<Value> | undefined): Value | undefined {
  return isUnreadable(value) ? undefined : value;
}

/** The value for the eye: in the given words, or that it cannot be read and how it came. */
export function toldText<Value extends string | number>(
  value: Told<Value>,
  words: (value: Value) => string = String,
): string {
  return isUnreadable(value) ? `无法识别（${value.unreadable}）` : words(value);
}
