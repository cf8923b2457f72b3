import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const shared = { id: z.string().min(1), title: z.string().min(1) };

/** A pure calculation or query: every key of `then` must come out. */
const vectorSchema = z.looseObject({
  ...shared,
  form: z.literal('vector'),
  op: z.string().min(1),
  given: z.record(z.string(), z.unknown()),
  then: z.record(z.string(), z.unknown()),
});
/** What people do at given times, and what must hold after it. */
const storySchema = z.looseObject({ ...shared, form: z.literal('story') });

const fileSchema = z.looseObject({
  schema: z.looseObject({ name: z.literal('yiguitong-acceptance/1') }),
  group: z.string().min(1),
  data: z.unknown(),
  cases: z.array(z.discriminatedUnion('form', [vectorSchema, storySchema])).min(1),
});

/** The examples of one group. */
export type AcceptanceFile = z.infer<typeof fileSchema>;
/** One thing that a person of the hall would see go right or wrong. */
export type AcceptanceCase = AcceptanceFile['cases'][number];

/** Where the project's own copy of the examples lies. */
export const OWN_EXAMPLES = path.resolve(import.meta.dirname, '../fixtures/acceptance');

/** Reads every file of examples in a folder, by name; throws on one that is none, with its place. */
export function readExamples(folder: string): readonly AcceptanceFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const read = fileSchema.safeParse(JSON.parse(readFileSync(path.join(folder, name), 'utf8')));
      if (!read.success) throw new Error(`${path.join(folder, name)}: ${z.prettifyError(read.error)}`);
      return read.data;
    });
}
