import { z } from 'zod';
import { defineAct, linkSchema } from '../act.ts';
import { openGap } from '../gap.ts';

const texts = {
  supplement: '补正期限已过，没有补齐',
  gap: '容缺承诺的期限已过，没有补齐',
} as const satisfies Record<string, string>;

/**
 * 逾期: the time to supplement, or to hand in what was promised, is over. Recorded by the clock, because nobody may forget it; what
 * follows from it for the citizen goes by the time alone. The case does not end with it: that takes a notice.
 */
export const lapse = defineAct({
  kind: 'lapse',
  version: 1,
  schema: z.object({ link: linkSchema, what: z.enum(['supplement', 'gap']) }),
  input: z.object({ what: z.enum(['supplement', 'gap']) }),
  askedBy: 'service',
  from: ['notified', 'asking', 'accepted', 'reviewing', 'deciding', 'escalated', 'returned', 'approved'],
  by: ['clock'],
  grounds: ['system'],
  withoutItem: true,
  endsDraft: true,
  guards: [],
  record: ({ link }, { what }) => ({ link, what }),
  apply: (before, { at }) => {
    if (before.phase === 'notified' || before.phase === 'asking') return { phase: 'expired' };
    const gap = openGap(before);
    return {
      phase: 'lapsed',
      flags: before.flags.filter((flag) => flag !== 'gapped' && flag !== 'paused'),
      pauses: before.pauses.map((pause) => ({ ...pause, until: pause.until ?? at })),
      ...(gap ? { gap: { ...gap, outcome: 'broken', settledAt: at } } : {}),
    };
  },
  line: ({ what }) => texts[what],
});
