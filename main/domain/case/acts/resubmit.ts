import { z } from 'zod';
import { deadlineSchema } from '../../calendar/deadline.ts';
import { changesOf } from '../../catalogue/changes.ts';
import { shownValues } from '../../catalogue/form.ts';
import { defineAct, linkSchema } from '../act.ts';
import { movedTo, nodeDeadline } from '../chain.ts';
import { filedGuards, gapHandedInApart } from '../guards.ts';
import { filedFields, ifAny, withFiling } from '../filing.ts';
import { workSchema } from '../papers.ts';

/** 更正后再报: the window puts right what the reviewer sent back. The citizen is asked for nothing; what was filed before stays in the history. */
export const resubmit = defineAct({
  kind: 'resubmit',
  version: 1,
  schema: z.object({
    link: linkSchema,
    ...filedFields,
    due: deadlineSchema,
  }),
  input: workSchema,
  askedBy: 'person',
  fits: ({ approvalRoute }) => approvalRoute === 'special',
  order: 4,
  detour: true,
  assigns: 'task',
  word: true,
  party: true,
  from: ['returned'],
  by: ['teller'],
  grounds: ['visit', 'task'],
  endsDraft: true,
  guards: [gapHandedInApart, ...filedGuards],
  record: ({ link, facts }, { ticks, form: typed }) => {
    const { item, known } = facts();
    const form = shownValues(item, typed);
    return { link, ticks, form, ...ifAny(changesOf(item, form, known)), due: nodeDeadline(facts(), 'review') };
  },
  apply: (before, { at, actor, payload: { ticks, form, changes, due } }) => ({
    ...movedTo(before, 'reviewing', { at, actor, due }),
    ticks,
    form,
    ...withFiling(before, changes, { at, actor }),
  }),
  line: () => '更正后再报复核',
});
