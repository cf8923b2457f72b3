import { z } from 'zod';
import { procedure } from './caller.ts';
import { caseSummarySchema } from './case.ts';
import { done, idSchema, instantSchema, noInput, requestIdSchema, typedText } from './shared.ts';

/** Where a shown fact comes from. `counter`: this counter's own earlier record. */
export const factSourceSchema = z.enum([
  'card',
  'id-card',
  'central',
  'card-and-central',
  'id-card-and-central',
  'counter',
  'teller',
]);

/** One fact on the citizen's panel. ID number and phone are masked. */
export const factSchema = z.strictObject({
  key: z.enum([
    'name',
    'idNumber',
    'sex',
    'age',
    'bornOn',
    'ethnicGroup',
    'address',
    'documentValidTo',
    'phone',
    'personNumber',
    'cardNumber',
    'cardGeneration',
    'cardExpiresOn',
    'agent',
  ]),
  label: z.string(),
  value: z.string(),
  source: factSourceSchema,
});

/** One insurance row. */
export const insuranceRowSchema = z.strictObject({
  type: z.string(),
  typeLabel: z.string(),
  status: z.enum(['none', 'active', 'paused', 'invalid', 'ended', 'unknown']),
  statusLabel: z.string(),
  personTypeLabel: z.string(),
  region: z.string(),
  employer: z.string().nullable(),
  /** A date, or that it could not be read. */
  startedOn: z.string().nullable(),
  /** In words, e.g. `1385.60 元`; null when the row has no account. */
  balance: z.string().nullable(),
});

/** What the teller must see first. */
export const alertSchema = z.strictObject({
  kind: z.enum([
    'benefit-locked',
    'arrears',
    'card-lost',
    'card-expired',
    'card-unconfirmed',
    'id-card-expired',
    'name-differs',
    'name-faulty',
    'unclear',
    'data-old',
  ]),
  level: z.enum(['error', 'warning']),
  title: z.string(),
  detail: z.string(),
});

/** The citizen's panel. */
export const personPanelSchema = z.strictObject({
  personId: idSchema,
  name: z.string(),
  maskedIdNumber: z.string(),
  facts: z.array(factSchema),
  insurances: z.array(insuranceRowSchema),
  identityMarks: z.array(z.strictObject({ label: z.string(), period: z.string() })),
  alerts: z.array(alertSchema),
  /** When the central system was asked, and its answer's reference; null when it was not reached. */
  centralAnswer: z.strictObject({ at: instantSchema, reference: z.string() }).nullable(),
});

/** The citizen at the counter. */
export const visitSchema = z.strictObject({
  visitId: idSchema,
  startedAt: instantSchema,
  /** How the citizen showed who they are. */
  openedBy: z.enum(['card', 'id-number', 'id-card', 'e-credential', 'card-number', 'slip']),
  /** `in` the card is in the reader, `removed` 卡已取出, `none` the visit began without a card. */
  card: z.enum(['in', 'removed', 'none']),
  /** Another citizen's card or ID card is on its reader: the teller is asked, never silently switched. Name is masked. */
  otherCard: z
    .strictObject({ kind: z.enum(['card', 'id-card']), maskedName: z.string(), maskedNumber: z.string() })
    .nullable(),
  lookUp: z.strictObject({
    state: z.enum(['looking', 'found', 'not-found', 'unreachable', 'refused', 'broken']),
    /** The central system's own words for `refused`. */
    message: z.string(),
  }),
  /** What the teller can do to learn who it is; empty when it is known or just being asked. */
  advice: z.string(),
  /** The case a scanned slip asks for, and when: the window goes there once. */
  openCase: z.strictObject({ caseId: idSchema, at: instantSchema }).nullable(),
  /** The photo of the citizen's ID card as a data: URL (BMP); null when none was read, or no library decodes it. */
  photo: z.string().nullable(),
  /** Null while nobody is identified. */
  person: personPanelSchema.nullable(),
  /** Newest first: open ones before past ones. */
  cases: z.array(caseSummarySchema),
});

/** The citizen at the counter. */
export type Visit = z.infer<typeof visitSchema>;
/** The citizen's panel. */
export type PersonPanel = z.infer<typeof personPanelSchema>;

export const visitContract = {
  /** Begins a visit without a card, or says who is at the counter when nobody knew. Failures: VISIT_BUSY, ID_NUMBER_INVALID. */
  openByIdNumber: procedure(
    ['teller'],
    z.strictObject({ requestId: requestIdSchema, idNumber: typedText(40) }),
    z.strictObject({ visitId: idSchema }),
  ),
  /**
   * A code scanned by a scanner that types: the same effect as one from a scanner on a line. An own slip's code opens its
   * case, a credential or number begins a visit. What it could not do stands in the live state too.
   * Failures: CODE_NOT_UNDERSTOOD, VISIT_BUSY, CASE_UNKNOWN, PERSON_UNKNOWN.
   */
  scanned: procedure(['teller'], z.strictObject({ requestId: requestIdSchema, code: typedText(2_000) }), done),
  /** Reads the card now: a failed one again, or with a reader that does not notice cards by itself. */
  readCard: procedure(['teller'], noInput, done),
  /** Asks the central system about the citizen once more. */
  lookUpAgain: procedure(['teller'], noInput, done),
  /** Ends the present visit and begins one with the card now in the reader. */
  switchToOtherCard: procedure(['teller'], z.strictObject({ requestId: requestIdSchema }), done),
  /** Ends the visit: unfinished intakes are closed as "left", drafts are removed, the screen is clean. */
  end: procedure(['teller'], z.strictObject({ requestId: requestIdSchema }), done),
  /** The ID number in full; journalled with the reason. The window masks it again after 30 s. */
  revealIdNumber: procedure(
    ['teller'],
    z.strictObject({ reason: z.enum(['verify-document', 'citizen-asked', 'fill-form']) }),
    z.strictObject({ idNumber: z.string() }),
  ),
};
