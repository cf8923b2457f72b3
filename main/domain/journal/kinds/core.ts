import { z } from 'zod';
import { LAST_LIFE } from '../../case/life.ts';
import { keysOf } from '../../keysOf.ts';
import { closeRelations } from '../../staff/closePersons.ts';
import { roles } from '../../staff/role.ts';
import { defineKind } from '../kind.ts';

/** A demonstration with synthetic people, or a real hall. */
const counterModeSchema = z.enum(['demonstration', 'hall']);

/** A demonstration with synthetic people, or a real hall. */
export type CounterMode = z.infer<typeof counterModeSchema>;

/** A member of the staff as an entry names one. */
const staffSchema = z.object({ number: z.string(), name: z.string(), role: z.enum(roles) });

/** The counter itself, its accounts and who is signed in. */
export const coreKinds = [
  /** A register left the counter as a file; the subject is `register.<name>`. */
  defineKind({
    name: 'register.exported',
    version: 1,
    schema: z.object({ from: z.string(), to: z.string(), purpose: z.string(), rows: z.int() }),
  }),
  defineKind({
    name: 'core.started',
    version: 1,
    schema: z.object({
      version: z.string(),
      schema: z.int(),
      catalogue: z.string(),
      /** A database serves one of both for ever: demonstration data never mix with real ones. */
      mode: counterModeSchema,
      /** How the file with the journal's head was found: anything but `as-left` is for the auditor to ask about. */
      headFile: z.enum(['as-left', 'behind', 'absent', 'damaged']),
    }),
  }),
  /** The window at which the workstation that is the subject stands from now on. */
  defineKind({
    name: 'workstation.placed',
    version: 2,
    schema: z.object({
      window: z.string(),
      /** Its lowest serial of this day, when it never stood anywhere before. */
      serialsFrom: z.int().min(1),
    }),
    // Until then every workstation began with 1.
    upcast: { 1: (older) => ({ ...older, serialsFrom: 1 }) },
  }),
  /** A person decided that the counter goes on with a history that is not the one that was left here. */
  defineKind({
    name: 'core.life-begun',
    version: 1,
    schema: z.object({
      /** Life of the numbers from here on. */
      life: z.int().min(1).max(LAST_LIFE),
      cause: z.enum(['shorter', 'other-history', 'unknown-here']),
      /** Entries that were there and are not any more; null where nobody knows of any. */
      lost: z.object({ from: z.int(), to: z.int() }).nullable(),
      reason: z.string(),
      /** Name of the person who answers for it. */
      approvedBy: z.string(),
    }),
  }),
  /** Two people took a copy of the database's key out of the home; the actor is the one who has it. */
  defineKind({
    name: 'core.key-exported',
    version: 1,
    schema: z.object({ approvedBy: staffSchema, reason: z.string() }),
  }),
  defineKind({ name: 'core.stopped', version: 1, schema: z.object({}) }),
  defineKind({
    name: 'account.created',
    version: 1,
    schema: staffSchema,
  }),
  /** A further post. The actor and, where the post decides, checks or grants, `second` are the administrators who answer for it. */
  defineKind({
    name: 'account.post-granted',
    version: 1,
    schema: z.object({
      number: z.string(),
      role: z.enum(roles),
      /** Hall dates, both within; null = until it is withdrawn. */
      from: z.string(),
      until: z.string().nullable(),
      second: staffSchema.nullable(),
      reason: z.string(),
    }),
  }),
  defineKind({
    name: 'account.post-withdrawn',
    version: 1,
    schema: z.object({ number: z.string(), role: z.enum(roles), reason: z.string() }),
  }),
  /** Whose business this member of the staff must not handle, from now on and whole: derived ids alone, no number and no name. */
  defineKind({
    name: 'account.close-persons',
    version: 1,
    schema: z.object({
      number: z.string(),
      persons: z.array(z.object({ personId: z.string(), relation: z.enum(keysOf(closeRelations)) })),
    }),
  }),
  /** The owner has given the account another password, which stands nowhere in the journal. */
  defineKind({ name: 'account.password-changed', version: 1, schema: z.object({}) }),
  defineKind({ name: 'session.opened', version: 1, schema: z.object({ windowHash: z.string() }) }),
  defineKind({
    name: 'session.closed',
    version: 1,
    /**
     * `password-changed`: the owner of the account gave it another password at another window; `post-changed`: they go on in another of
     * their posts; `post-ended`: the post they worked in is theirs no more.
     */
    schema: z.object({
      reason: z.enum(['signed-out', 'idle', 'replaced', 'password-changed', 'post-changed', 'post-ended']),
    }),
  }),
  defineKind({
    name: 'session.refused',
    version: 1,
    schema: z.object({ number: z.string(), reason: z.enum(['unknown', 'wrong-password', 'locked']) }),
  }),
] as const;
