import { z } from 'zod';
import type { CentralOperator } from '../domain/delivery/delivery.ts';
import { wireDateTime } from './wireTime.ts';

/** `fixmedins_name` holds 20 characters although names are longer: cut on the wire, whole everywhere else. */
const INSTITUTION_NAME_LENGTH = 20;
/** `opter_type` (经办人类别): 1 operator, 2 self-service terminal, 3 mobile. */
const OPERATOR_TYPE = '1';

/** Who sends and in whose name: the fixed part of every request. */
export interface EnvelopeSender {
  readonly institutionCode: string;
  readonly institutionName: string;
  readonly receiver: string;
  readonly interfaceVersion: string;
  /** Insurance region of the hall, six digits. */
  readonly region: string;
}

/** The changing part of a request. */
export interface EnvelopeContent {
  readonly transaction: string;
  readonly messageId: string;
  /** Region of the citizen; required by the platform whenever the input carries a person number. */
  readonly insuranceRegion: string;
  readonly operator: CentralOperator;
  readonly epochMs: number;
  readonly input: Readonly<Record<string, unknown>>;
  /** `dev_safe_info`: here the head of the counter's journal travels. */
  readonly safety?: string;
}

/** The first `length` characters (code points, so that a rare character is never cut in half). */
function cut(text: string, length: number): string {
  return text.length <= length ? text : Array.from(text).slice(0, length).join('');
}

/** The request as JSON (UTF-8, names in lower case; interface specification V1.1.27, table 2). */
export function writeRequest(sender: EnvelopeSender, content: EnvelopeContent): string {
  return JSON.stringify({
    infno: content.transaction,
    msgid: content.messageId,
    // Spelled `admvs` here and `admdvs` everywhere else: the specification's own spelling.
    mdtrtarea_admvs: sender.region,
    insuplc_admdvs: content.insuranceRegion,
    recer_sys_code: sender.receiver,
    dev_safe_info: content.safety ?? '',
    infver: sender.interfaceVersion,
    opter_type: OPERATOR_TYPE,
    opter: content.operator.number,
    opter_name: content.operator.name,
    inf_time: wireDateTime(content.epochMs),
    fixmedins_code: sender.institutionCode,
    fixmedins_name: cut(sender.institutionName, INSTITUTION_NAME_LENGTH),
    sign_no: '',
    input: content.input,
  });
}

/** A request as the receiving side reads it; used by the stand-in of the central system. */
export const requestSchema = z.object({
  infno: z.string().length(4),
  msgid: z.string().length(30),
  mdtrtarea_admvs: z.string().length(6),
  insuplc_admdvs: z.string().max(6),
  recer_sys_code: z.string().min(1).max(10),
  dev_safe_info: z.string().max(2_000),
  infver: z.string().min(1).max(6),
  opter_type: z.enum(['1', '2', '3']),
  opter: z.string().min(1).max(30),
  opter_name: z.string().min(1).max(50),
  inf_time: z.string().length(19),
  fixmedins_code: z.string().length(12),
  fixmedins_name: z
    .string()
    .min(1)
    .refine((name) => Array.from(name).length <= INSTITUTION_NAME_LENGTH),
  input: z.record(z.string(), z.unknown()),
});

/** A request the receiving side has read. */
export type CentralRequest = z.infer<typeof requestSchema>;
