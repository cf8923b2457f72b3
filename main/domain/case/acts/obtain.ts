import { z } from 'zod';
import { defineAct, linkSchema } from '../act.ts';
import type { Case } from '../case.ts';
import { somethingToAsk } from '../guards.ts';
import { obtainedMaterialSchema, type ObtainedMaterial } from '../papers.ts';

const materials = z.array(obtainedMaterialSchema).readonly();

/** The case with what the systems said; the flag says whether anything is not confirmed. */
export function withAnswers(before: Case, answers: readonly ObtainedMaterial[]): Partial<Case> {
  const obtained = { ...before.obtained, ...Object.fromEntries(answers.map((one) => [one.materialCode, one])) };
  const others = before.flags.filter((flag) => flag !== 'unconfirmed');
  const unconfirmed = Object.values(obtained).some(({ result }) => result !== 'confirmed');
  return { obtained, flags: unconfirmed ? [...others, 'unconfirmed'] : others };
}

/** 系统获取材料: what the systems said, asked when the case was opened or asked again by the teller. */
export const obtain = defineAct({
  kind: 'obtain',
  version: 1,
  schema: z.object({ link: linkSchema, materials }),
  input: z.object({ materials }),
  askedBy: 'service',
  order: 4,
  from: ['intake', 'notified', 'asking', 'accepted', 'returned'],
  by: ['teller'],
  grounds: ['visit'],
  guards: [somethingToAsk],
  record: ({ link }, input) => ({ link, materials: input.materials }),
  apply: (before, { payload }) => withAnswers(before, payload.materials),
  line: (payload) => {
    const waiting = payload.materials.filter(({ result }) => result === 'pending').length;
    const denied = payload.materials.filter(({ result }) => result === 'not-confirmed').length;
    return ['系统获取材料', waiting > 0 ? `${waiting} 项待核验` : '', denied > 0 ? `${denied} 项核验未通过` : '']
      .filter(Boolean)
      .join('，');
  },
});
