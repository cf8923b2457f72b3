import type { z } from 'zod';

/** A payload as an older release wrote it, on its way to the next version. */
export type Upcast = (older: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** One kind of journal entry: its name and what its payload is, now and in every release before. */
export interface JournalKindDefinition<Name extends string = string, Schema extends z.ZodType = z.ZodType> {
  readonly name: Name;
  /** Version of the payload that this program writes: 1, 2, 3 … It stands in the payload as `v`; none is 1. */
  readonly version: number;
  readonly schema: Schema;
  /** From each older version to the one that follows it. */
  readonly upcast: Readonly<Record<number, Upcast>>;
}

/** A value that nobody changes any more, down to its leaves: what is recorded stays as it is. */
export type Recorded<Value> = Value extends readonly (infer Member)[]
  ? readonly Recorded<Member>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Recorded<Value[Key]> }
    : Value;

/** What an entry of this kind carries. */
export type PayloadOf<Kind extends JournalKindDefinition> = Recorded<z.infer<Kind['schema']>>;

/** The payloads of these kinds, by name. */
export type PayloadsOf<Kinds extends readonly JournalKindDefinition[]> = {
  readonly [Kind in Kinds[number] as Kind['name']]: PayloadOf<Kind>;
};

/**
 * Declares a kind. A later release that needs another payload raises `version` and says in `upcast` how each older one
 * becomes the next; a field that older entries may lack is optional in the schema and needs neither. Throws when a step is
 * missing: such a kind could not read its own history.
 */
export function defineKind<const Name extends string, Schema extends z.ZodType>(kind: {
  readonly name: Name;
  readonly version: number;
  readonly schema: Schema;
  readonly upcast?: Readonly<Record<number, Upcast>>;
}): JournalKindDefinition<Name, Schema> {
  const { name, version, upcast = {} } = kind;
  const steps = Object.keys(upcast).map(Number);
  const wanted = Array.from({ length: version - 1 }, (_, index) => index + 1);
  if (steps.length !== wanted.length || wanted.some((step) => !steps.includes(step))) {
    throw new Error(`kind ${name} is at version ${version} and must say how each older version becomes the next`);
  }
  return { ...kind, upcast };
}
