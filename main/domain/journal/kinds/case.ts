import { z } from 'zod';
import { issuedSlipSchema } from '../../slip/issued.ts';
import { resultLineSchema, slipKinds } from '../../slip/slip.ts';
import { defineKind, type PayloadsOf } from '../kind.ts';

/** A number taken from a gapless series: one series per workstation, hall day and kind. */
const takenNumberSchema = z.object({
  kind: z.enum(['case', ...slipKinds]),
  /** Hall date `YYYY-MM-DD`. */
  day: z.string(),
  /** 1, 2, 3 … without a gap. */
  serial: z.int(),
});

/** A number taken from a gapless series. */
export type TakenNumber = Readonly<z.infer<typeof takenNumberSchema>>;

const issuingSchema = z.object({ numbers: takenNumberSchema.array(), issued: issuedSlipSchema });

const ticksSchema = z.record(z.string(), z.object({ alternative: z.string(), form: z.enum(['original', 'copy']) }));
const formSchema = z.record(z.string(), z.string());

const shownIdentityFields = {
  identifiedBy: z.enum(['card', 'id-card', 'e-credential', 'id-number', 'slip']),
  checkedBy: z.object({ number: z.string(), name: z.string(), at: z.string() }).nullable(),
};

const obtainedSchema = z.object({
  materialCode: z.string(),
  result: z.enum(['confirmed', 'not-confirmed', 'pending']),
  summary: z.string(),
  source: z.string(),
  reference: z.string(),
  at: z.string(),
});

const missingSchema = z.object({
  materialCode: z.string(),
  reason: z.enum(['not-brought', 'incomplete', 'illegible', 'not-legal-form', 'expired']),
  note: z.string().exactOptional(),
});

/** The transaction queued for the central system when a case is completed. */
export const queuedTransactionSchema = z.object({
  messageId: z.string(),
  transaction: z.string(),
  insuranceRegion: z.string(),
  input: z.record(z.string(), z.unknown()),
  /** Journal head before this entry: an entry can not contain its own hash. */
  journalHead: z.object({ sequence: z.int(), hash: z.string() }),
});

/** Everything that is ever done to a case; the subject is the case. */
export const caseKinds = [
  defineKind({
    name: 'case.open',
    version: 1,
    schema: z.object({
      itemCode: z.string(),
      itemVersion: z.int(),
      personId: z.string(),
      visitId: z.string(),
      channel: z.literal('window'),
      ...shownIdentityFields,
    }),
  }),
  defineKind({ name: 'case.obtain', version: 1, schema: z.object({ materials: obtainedSchema.array() }) }),
  defineKind({
    name: 'case.notify',
    version: 1,
    schema: issuingSchema.extend({
      slipNumber: z.string(),
      caseNumber: z.string(),
      ticks: ticksSchema,
      form: formSchema,
      missing: missingSchema.array(),
      dueOn: z.string().nullable(),
    }),
  }),
  defineKind({
    name: 'case.accept',
    version: 1,
    schema: issuingSchema.extend({
      slipNumber: z.string(),
      caseNumber: z.string(),
      ticks: ticksSchema,
      form: formSchema,
      promisedOn: z.string().nullable(),
      ...shownIdentityFields,
    }),
  }),
  defineKind({
    name: 'case.complete',
    version: 1,
    schema: issuingSchema.extend({
      slipNumber: z.string(),
      result: resultLineSchema.array(),
      effectiveOn: z.string(),
      messageId: z.string(),
      message: queuedTransactionSchema,
    }),
  }),
  defineKind({
    name: 'case.abandon',
    version: 1,
    schema: z.object({ reason: z.enum(['left', 'withdrawn', 'not-eligible']), note: z.string().exactOptional() }),
  }),
  defineKind({
    name: 'case.deliver',
    version: 1,
    schema: z.object({
      messageId: z.string(),
      reference: z.string(),
      declarationSerial: z.string().exactOptional(),
    }),
  }),
  defineKind({
    name: 'case.delivery-refused',
    version: 1,
    schema: z.object({ messageId: z.string(), message: z.string() }),
  }),
  /** A person decided that a refused transaction goes out again. */
  defineKind({ name: 'case.requeue', version: 1, schema: z.object({ messageId: z.string() }) }),
] as const;

/** What each act on a case records. */
export type CasePayloads = PayloadsOf<typeof caseKinds>;
