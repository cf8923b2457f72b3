import { z } from 'zod';
import { defineAct, linkSchema } from '../act.ts';
import { obtainedMaterialSchema } from '../papers.ts';
import { withAnswers } from './obtain.ts';

const materials = z.array(obtainedMaterialSchema).readonly();

/** 补核材料: what could not be confirmed before is asked again before the transaction of a completed case leaves. */
export const recheck = defineAct({
  kind: 'recheck',
  version: 1,
  schema: z.object({ link: linkSchema, materials }),
  input: z.object({ materials }),
  askedBy: 'service',
  from: ['completed'],
  all: ['unconfirmed'],
  by: ['forwarder'],
  grounds: ['system'],
  guards: [],
  record: ({ link }, input) => ({ link, materials: input.materials }),
  apply: (before, { payload }) => withAnswers(before, payload.materials),
  line: (payload) =>
    payload.materials.every(({ result }) => result === 'confirmed') ? '补核材料，均已通过' : '补核材料，有未通过的',
});
