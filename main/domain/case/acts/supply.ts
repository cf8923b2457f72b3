import { z } from 'zod';
import { deadlineSchema } from '../../calendar/deadline.ts';
import { defineAct, linkSchema } from '../act.ts';
import { promisedNow, supplementEnded } from '../chain.ts';
import { mayBeGapped, openGap } from '../gap.ts';
import { suppliesGap } from '../guards.ts';
import { materialTicksSchema, workSchema } from '../papers.ts';

/**
 * 补交材料: what was left out of an acceptance is handed in, all of it or a part. With the last of it the commitment is kept, the clock
 * of the case goes on, and it can be completed.
 */
export const supply = defineAct({
  kind: 'supply',
  version: 1,
  schema: z.object({
    link: linkSchema,
    ticks: materialTicksSchema,
    /** Codes of what is still to follow. */
    missing: z.array(z.string()).readonly(),
    promised: deadlineSchema,
  }),
  input: workSchema.pick({ ticks: true }),
  askedBy: 'person',
  fits: mayBeGapped,
  order: 1,
  detour: true,
  assigns: 'task',
  from: ['accepted', 'reviewing', 'deciding', 'escalated', 'returned', 'approved'],
  all: ['gapped'],
  by: ['teller'],
  grounds: ['visit', 'task'],
  guards: [suppliesGap],
  record: ({ link, facts }, { ticks }) => {
    const now = facts();
    const missing = (openGap(now.case)?.missing ?? []).filter((code) => !Object.hasOwn(ticks, code));
    const { pauses } = now.case;
    return {
      link,
      ticks,
      missing,
      promised: promisedNow(now, missing.length === 0 ? supplementEnded(pauses, now.at) : pauses),
    };
  },
  apply: (before, { at, payload: { ticks, missing, promised } }) => {
    const { gap, acceptance, flags, pauses } = before;
    const handedIn = { ticks: { ...before.ticks, ...ticks } };
    if (!gap) return handedIn;
    if (missing.length > 0) return { ...handedIn, gap: { ...gap, missing } };
    return {
      ...handedIn,
      gap: { ...gap, missing, outcome: 'supplied', settledAt: at },
      flags: flags.filter((flag) => flag !== 'gapped'),
      pauses: supplementEnded(pauses, at),
      ...(acceptance ? { acceptance: { ...acceptance, promised } } : {}),
    };
  },
  line: ({ ticks, missing }) =>
    missing.length === 0
      ? '补交容缺材料，已补齐'
      : `补交容缺材料 ${Object.keys(ticks).length} 项，还缺 ${missing.length} 项`,
});
