import { z } from 'zod';
import { told } from './told.ts';

const date = told(z.string());
const text = told(z.string());

/** One row of a person's insurance. A person may have several; never take the first, choose by item and date. */
export const insuranceSchema = z
  .object({
    /** Dictionary `insutype`; '' when it was not given. */
    type: z.string(),
    /** `unknown`: the code stands in no dictionary, or none was given. */
    status: z.enum(['none', 'active', 'paused', 'invalid', 'ended', 'unknown']),
    /** The code as it came, when `status` is unknown; absent when none was given. */
    statusCode: z.string().exactOptional(),
    /** Dictionary `psn_type`, e.g. `11` employed, `1501` adult resident; '' when it was not given. */
    personType: z.string(),
    /** Insurance region (医保区划), six digits; not only GB/T 2260. */
    region: text.exactOptional(),
    employer: text.exactOptional(),
    startedOn: date.exactOptional(),
    pausedOn: date.exactOptional(),
    /** Personal account balance in fen. */
    balanceFen: told(z.int()).exactOptional(),
  })
  .readonly();

/** 身份标识 with its period (dictionary `psn_idet_type`). */
export const identityMarkSchema = z
  .object({ code: z.string(), label: z.string(), startsOn: date.exactOptional(), endsOn: date.exactOptional() })
  .readonly();

/** Things the teller must see before anything else. */
export const personAlertSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('benefit-locked'), reason: z.string(), since: date.exactOptional() }).readonly(),
  z.object({ kind: z.literal('arrears'), months: z.int() }).readonly(),
  z.object({ kind: z.literal('card-lost'), since: date.exactOptional() }).readonly(),
  z.object({ kind: z.literal('card-expired'), on: z.string() }).readonly(),
  /** The system said something about one of the above that nobody could read: it may be so. */
  z
    .object({
      kind: z.literal('unclear'),
      about: z.enum(['benefit-state', 'arrears', 'card-state', 'card-end']),
      said: z.string(),
    })
    .readonly(),
]);

/** Legal agent (监护人/代办人). */
const agentSchema = z
  .object({
    name: text,
    idNumber: z.string(),
    /** Dictionary `agnter_rlts`; '' when it was not given. */
    relation: z.string(),
    phone: text.exactOptional(),
  })
  .readonly();

/** A person as the central system knows them. What it gave and nobody could read is kept as such, never as absent. */
export const centralPersonSchema = z
  .object({
    /** 人员编号 of the platform. */
    personNumber: z.string(),
    /** Dictionary `psn_cert_type`; `01` = citizen ID. */
    documentType: z.string(),
    idNumber: z.string(),
    name: z.string(),
    /** Why `name` is not the system's own word but the shown document's. */
    nameProblem: z.enum(['empty', 'faulty', 'too-long']).exactOptional(),
    /** `0` unknown, `1` male, `2` female, `9` not stated. */
    sex: told(z.enum(['0', '1', '2', '9'])),
    /** GB/T 3304, always two digits here. */
    ethnicGroup: text.exactOptional(),
    bornOn: date.exactOptional(),
    phone: text.exactOptional(),
    address: text.exactOptional(),
    insurances: z.array(insuranceSchema).readonly(),
    identityMarks: z.array(identityMarkSchema).readonly(),
    alerts: z.array(personAlertSchema).readonly(),
    agent: agentSchema.exactOptional(),
  })
  .readonly();
