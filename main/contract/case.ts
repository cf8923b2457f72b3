import { z } from 'zod';
import { identitySchema } from './identity.ts';
import { itemViewSchema } from './item.ts';
import { procedure } from './caller.ts';
import { hallDateSchema, idSchema, instantSchema, noInput, requestIdSchema, typedText, done } from './shared.ts';
import { slipPreviewSchema, slipSummarySchema } from './slip.ts';

/** State of a case; mirrors `CaseState` of the domain. */
export const caseStateSchema = z.enum(['intake', 'notified', 'accepted', 'completed', 'abandoned']);

/** How the completed transaction fares. */
export const deliverySchema = z.strictObject({
  state: z.enum(['none', 'waiting', 'delivered', 'refused']),
  /** Receipt number, refusal in the central system's words, or why it still waits. */
  detail: z.string(),
  at: instantSchema.nullable(),
});

/** A case in the citizen's list. */
export const caseSummarySchema = z.strictObject({
  caseId: idSchema,
  /** Rises with every change of the case: a reason to read it again. */
  revision: z.int(),
  caseNumber: z.string().nullable(),
  itemName: z.string(),
  state: caseStateSchema,
  delivery: deliverySchema,
  tellerName: z.string(),
  openedAt: instantSchema,
  changedAt: instantSchema,
  /** Deadline for supplementing, of a notified case. */
  dueOn: hallDateSchema.nullable(),
});

const tickSchema = z.strictObject({ alternative: z.string().max(60), form: z.enum(['original', 'copy']) });
const ticksSchema = z.record(z.string().max(60), tickSchema);
/** Values of a form by field code. */
export const formSchema = z.record(z.string().max(60), typedText(500));
const missingSchema = z.strictObject({
  materialCode: z.string().max(60),
  reason: z.enum(['not-brought', 'incomplete', 'illegible', 'not-legal-form', 'expired']),
  note: typedText(60).exactOptional(),
});

/** What the system has said about one material it supplies. */
export const obtainedSchema = z.strictObject({
  materialCode: z.string(),
  result: z.enum(['confirmed', 'not-confirmed', 'pending']),
  summary: z.string(),
  source: z.string(),
  reference: z.string(),
  at: instantSchema,
});

/** One line of the history shown to the teller. */
export const historyLineSchema = z.strictObject({ at: instantSchema, who: z.string(), text: z.string() });

/** A case as the intake screen shows it. */
export const caseViewSchema = z.strictObject({
  caseId: idSchema,
  revision: z.int(),
  caseNumber: z.string().nullable(),
  state: caseStateSchema,
  item: itemViewSchema,
  limitText: z.string(),
  /** By what the citizen's identity is shown now, or was at the acceptance. */
  identity: identitySchema,
  obtained: z.array(obtainedSchema),
  ticks: ticksSchema,
  form: formSchema,
  /** Field codes whose value was filled in beforehand, with where it came from. */
  prefilled: z.record(z.string(), z.string()),
  /** Alerts of this citizen that forbid acceptance of this item, in Chinese; empty when none. */
  blockedBy: z.array(z.string()),
  missing: z.array(missingSchema),
  dueOn: hallDateSchema.nullable(),
  promisedOn: hallDateSchema.nullable(),
  slips: z.array(slipSummarySchema),
  delivery: deliverySchema,
  history: z.array(historyLineSchema),
});

/** A case in the citizen's list. */
export type CaseSummary = z.infer<typeof caseSummarySchema>;
/** A case as the intake screen shows it. */
export type CaseView = z.infer<typeof caseViewSchema>;

/** An item as a search result. */
export const itemHitSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  mainItem: z.string(),
  limitText: z.string(),
  /** Materials the citizen hands over in the usual case: with the form as it is filled in beforehand. */
  materialCount: z.int(),
  /** Why the present citizen can not have it; null when they can. */
  notForPerson: z.string().nullable(),
});

/** An item as a search result. */
export type ItemHit = z.infer<typeof itemHitSchema>;

const caseInput = z.strictObject({ caseId: idSchema });
const work = { requestId: requestIdSchema, caseId: idSchema, ticks: ticksSchema, form: formSchema };

export const catalogueContract = {
  /**
   * Items by 汉字, full pinyin, initials or code, also mixed; best first, at most 20. An empty text gives the frequent ones.
   * `near`: nothing is written like that, these are only alike.
   */
  search: procedure(
    ['teller'],
    z.strictObject({ text: typedText(60) }),
    z.strictObject({ items: z.array(itemHitSchema), near: z.boolean() }),
  ),
};

export const caseContract = {
  /** 接件: begins a case; materials the system supplies are fetched before it answers. Failures: VISIT_NONE, PERSON_UNKNOWN, ITEM_UNKNOWN, ITEM_NOT_FOR_PERSON. */
  open: procedure(
    ['teller'],
    z.strictObject({ requestId: requestIdSchema, itemCode: z.string().max(20) }),
    z.strictObject({ caseId: idSchema }),
  ),
  /** A case of the citizen at the counter. Failures: VISIT_NONE, CASE_UNKNOWN. */
  view: procedure(['teller'], caseInput, caseViewSchema),
  /** Keeps what is ticked and typed so far; nothing is lost when the window or the core restarts. */
  saveDraft: procedure(['teller'], z.strictObject({ caseId: idSchema, ticks: ticksSchema, form: formSchema }), done),
  /** Asks again for the materials that are still pending. */
  obtainAgain: procedure(['teller'], z.strictObject({ requestId: requestIdSchema, caseId: idSchema }), done),
  /** The one-time notice as it would be printed; nothing is recorded or numbered. */
  previewNotice: procedure(
    ['teller'],
    z.strictObject({ caseId: idSchema, ticks: ticksSchema, form: formSchema, missing: z.array(missingSchema).max(30) }),
    slipPreviewSchema,
  ),
  /** 一次性告知: records, numbers and prints. Failures: NOTHING_MISSING, MISSING_NOT_WHOLE, CASE_MOVED_ON. */
  notify: procedure(
    ['teller'],
    z.strictObject({ ...work, missing: z.array(missingSchema).max(30) }),
    z.strictObject({ slipNumber: z.string(), caseNumber: z.string() }),
  ),
  /** 受理. Failures: MATERIALS_INCOMPLETE, INPUT_INVALID, ALERT_BLOCKS, CASE_MOVED_ON. */
  accept: procedure(
    ['teller'],
    z.strictObject(work),
    z.strictObject({ slipNumber: z.string(), caseNumber: z.string() }),
  ),
  /** 办结: fixes the result and queues the transaction for the central system. */
  complete: procedure(
    ['teller'],
    z.strictObject({ requestId: requestIdSchema, caseId: idSchema }),
    z.strictObject({ slipNumber: z.string() }),
  ),
  /** The citizen does not go on with it. */
  abandon: procedure(
    ['teller'],
    z.strictObject({
      requestId: requestIdSchema,
      caseId: idSchema,
      reason: z.enum(['left', 'withdrawn', 'not-eligible']),
      note: typedText(60).exactOptional(),
    }),
    done,
  ),
};

/** A transaction on its way to the central system. */
export const outboxRowSchema = z.strictObject({
  messageId: z.string(),
  caseId: idSchema,
  caseNumber: z.string(),
  itemName: z.string(),
  maskedName: z.string(),
  state: z.enum(['waiting', 'sending', 'unknown', 'delivered', 'refused']),
  attempts: z.int(),
  detail: z.string(),
  queuedAt: instantSchema,
  nextAt: instantSchema.nullable(),
});

/** A transaction on its way to the central system. */
export type OutboxRow = z.infer<typeof outboxRowSchema>;

export const outboxContract = {
  /** Not delivered ones first, then the latest delivered, at most 200. */
  list: procedure(
    ['teller', 'technician', 'administrator', 'auditor'],
    noInput,
    z.strictObject({ rows: z.array(outboxRowSchema) }),
  ),
  /** Sends waiting ones now, or a refused one again after its cause was removed. Failures: MESSAGE_NOT_WAITING. */
  sendNow: procedure(
    ['teller', 'technician'],
    z.strictObject({ requestId: requestIdSchema, messageId: z.string().max(30) }),
    done,
  ),
};
