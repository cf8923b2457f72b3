import { z } from 'zod';
import type { MaterialTick, MaterialTicks, ObtainedMaterial } from '../../case/papers.ts';
import type { ReceivedMaterial } from '../../slip/slip.ts';
import { codeSchema } from '../fields/field.ts';

/** One way in which the citizen can satisfy a material. */
export const alternativeSchema = z.strictObject({
  code: codeSchema,
  name: z.string().min(1),
  /** What the citizen may hand over. */
  forms: z.array(z.enum(['original', 'copy'])).min(1),
  copies: z.int().min(1).max(9).default(1),
  /** A promise in writing that takes the place of proof (告知承诺). */
  isCommitment: z.literal(true).optional(),
  guidance: z.string().optional(),
});

/** What the rules of a source see of a material that has it. */
export interface SourcedMaterial<Source> {
  readonly code: string;
  readonly name: string;
  readonly source: Source;
  readonly anyOf: readonly z.infer<typeof alternativeSchema>[];
}

/** What has been put on the table for a case: by the citizen, by the card, by the systems. */
export interface MaterialEvidence {
  /** What the teller ticked, by material code. */
  readonly ticks: MaterialTicks;
  /** What the systems answered; of several answers about one material the last one counts. */
  readonly obtained: readonly ObtainedMaterial[];
  /** What is missing to prove who the citizen is (null = nothing), and whether a person compared their document. */
  readonly identity: { readonly gap: string | null; readonly checkedBy: object | null };
}

/** Why a tick is refused, and how the teller is told. */
export const tickProblems = {
  'not-on-list': '该材料不在本事项的材料清单内，不得增加材料',
  'not-from-citizen': '该材料由系统获取或核验，不得要求群众提供',
  'unknown-alternative': '该材料没有这种提交方式',
  'form-not-allowed': '该材料不能以这种形式（原件/复印件）提交',
} as const satisfies Record<string, string>;

/** Code of a problem in {@link tickProblems}. */
export type TickProblem = keyof typeof tickProblems;

/** What is particular to one source of materials. */
export interface SourceRules<Source> {
  /**
   * Who supplies it. `citizen`: it is ticked, stands on the one-time notice and needs its alternatives; `system`: it is asked
   * for and can never be demanded of the citizen; `counter`: it is settled by what the counter itself has seen.
   */
  readonly suppliedBy: 'citizen' | 'system' | 'counter';
  /** Why an item can have only one such material, in Chinese; null when it can have any number. */
  readonly onlyOne: string | null;
  /** Chinese name of the system or department that is asked; empty where none is. */
  origin(source: Source): string;
  /** Why the material cannot be ticked like this; null when it can. */
  tickProblem(material: SourcedMaterial<Source>, tick: MaterialTick): TickProblem | null;
  /** Whether nobody has to be told that it is missing. */
  isPresent(material: SourcedMaterial<Source>, evidence: MaterialEvidence): boolean;
  /** How the slips say that it was received; null while it was not. */
  received(material: SourcedMaterial<Source>, evidence: MaterialEvidence): ReceivedMaterial | null;
}
