import { z } from 'zod';
import type { ObtainedMaterial } from '../../case/papers.ts';
import type { MaterialEvidence, SourcedMaterial, SourceRules } from './source.ts';

/** What a system of the insurance has. */
export const systemSourceSchema = z.strictObject({ kind: z.literal('system'), system: z.string().min(1) });
/** What another department shares. */
export const sharedSourceSchema = z.strictObject({ kind: z.literal('shared'), department: z.string().min(1) });

/** What was last said about the material, unless it is not there: pending is, as nobody is sent home because a line is down. */
function found({ code }: SourcedMaterial<unknown>, { obtained }: MaterialEvidence): ObtainedMaterial | undefined {
  const answer = obtained.findLast(({ materialCode }) => materialCode === code);
  return answer?.result === 'not-confirmed' ? undefined : answer;
}

const askedRules: Omit<SourceRules<unknown>, 'origin'> = {
  suppliedBy: 'system',
  onlyOne: null,
  tickProblem: () => 'not-from-citizen',
  isPresent: (material, evidence) => found(material, evidence) !== undefined,
  received: (material, evidence) => {
    const answer = found(material, evidence);
    if (!answer) return null;
    const how = answer.result === 'confirmed' ? 'system' : 'system-pending';
    return { name: material.name, how, source: answer.source };
  },
};

/** Fetched from the insurance's own system. */
export const systemRules: SourceRules<z.infer<typeof systemSourceSchema>> = {
  ...askedRules,
  origin: ({ system }) => system,
};

/** Fetched from a department that shares what it has. */
export const sharedRules: SourceRules<z.infer<typeof sharedSourceSchema>> = {
  ...askedRules,
  origin: ({ department }) => department,
};
