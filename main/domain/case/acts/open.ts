import { z } from 'zod';
import { staffActor } from '../../staff/actor.ts';
import { linkSchema, type Opening } from '../act.ts';
import { shownIdentitySchema } from '../../identity/shownIdentity.ts';

const schema = z.object({
  link: linkSchema,
  itemCode: z.string(),
  itemVersion: z.int(),
  personId: z.string(),
  visitId: z.string(),
  channel: z.literal('window'),
  identity: shownIdentitySchema,
});

/** 接件. Not among the acts on a case: it makes one, held by the workstation that records it. */
export const open: Opening<z.infer<typeof schema>> = {
  version: 1,
  by: ['teller'],
  schema,
  begin: ({ at, actor, workstation, hash, payload: { link, ...opening } }) => {
    const { number, name } = staffActor(actor);
    return {
      phase: 'intake',
      flags: [],
      custody: { holder: workstation, turn: link.turn, n: link.n, last: hash },
      itemCode: opening.itemCode,
      itemVersion: opening.itemVersion,
      personId: opening.personId,
      visitId: opening.visitId,
      identity: opening.identity,
      openedAt: at,
      changedAt: at,
      handler: { number, name },
      obtained: {},
      ticks: {},
      form: {},
      formerNotices: [],
      voided: [],
      filings: [],
      opinions: [],
      pauses: [],
      notes: [],
    };
  },
  line: () => '接件',
};
