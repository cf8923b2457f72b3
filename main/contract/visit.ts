import { z } from 'zod';
import { choosableDocumentTypes } from '../domain/identity/documentTypes.ts';
import { typedText } from '../domain/typedText.ts';
import { procedure } from './caller.ts';
import { caseSummarySchema } from './case.ts';
import { identitySchema, revealingSchema } from './identity.ts';
import { done, idSchema, instantSchema, noInput, requestIdSchema } from './shared.ts';

/** Where a shown fact comes from. `counter`: this counter's own earlier record. */
const factSourceSchema = z.enum(['card', 'id-card', 'central', 'card-and-central', 'id-card-and-central', 'counter']);

/** One fact on the citizen's panel. ID number and phone are masked. */
const factSchema = z.strictObject({
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
const insuranceRowSchema = z.strictObject({
  type: z.string(),
  typeLabel: z.string(),
  status: z.enum(['none', 'active', 'paused', 'invalid', 'ended', 'unknown']),
  statusLabel: z.string(),
  personTypeLabel: z.string(),
  region: z.string(),
  employer: z.string().nullable(),
  /** A date, or that it could not be read. */
  startedOn: z.string().nullable(),
  /** When it was paused or ended; null while it goes on, or when nobody says. */
  endedOn: z.string().nullable(),
  /** In words, e.g. `1385.60 元`; null when the row has no account. */
  balance: z.string().nullable(),
});

/** What the teller must see first. */
const alertSchema = z.strictObject({
  kind: z.enum([
    'benefit-locked',
    'arrears',
    'card-lost',
    'card-ended',
    'card-expired',
    'card-unconfirmed',
    'agent-often',
    'id-card-expired',
    'name-differs',
    'name-faulty',
    'unclear',
  ]),
  level: z.enum(['error', 'warning']),
  title: z.string(),
  detail: z.string(),
});

/** The citizen's panel. */
const personPanelSchema = z.strictObject({
  personId: idSchema,
  name: z.string(),
  maskedIdNumber: z.string(),
  facts: z.array(factSchema),
  insurances: z.array(insuranceRowSchema),
  identityMarks: z.array(z.strictObject({ label: z.string(), period: z.string() })),
  alerts: z.array(alertSchema),
  /** Every lock of the citizen's benefits (待遇封锁) known here, the last one first. */
  locks: z.array(
    z.strictObject({
      state: z.enum(['locked', 'ended']),
      title: z.string(),
      /** From when to when, in words. */
      period: z.string(),
      reason: z.string(),
      basis: z.string(),
      lockedBy: z.string(),
      /** It acts already, and review or decision have not agreed yet. */
      toConfirm: z.boolean(),
      /** How and by whom it ended; null while it holds. */
      ending: z.string().nullable(),
    }),
  ),
  /** When the central system was asked, and its answer's reference; null when it was not reached. */
  centralAnswer: z.strictObject({ at: instantSchema, reference: z.string() }).nullable(),
});

/** By what a citizen shows who they are. */
const arrivalKindSchema = z.enum(['card', 'id-number', 'id-card', 'e-credential', 'card-number', 'slip']);

/** The citizen at the counter. */
export const visitSchema = z.strictObject({
  visitId: idSchema,
  startedAt: instantSchema,
  /** How the citizen showed who they are. */
  openedBy: arrivalKindSchema,
  /** `in` the card is in the reader, `removed` 卡已取出, `none` the visit began without a card. */
  card: z.enum(['in', 'removed', 'none']),
  /** Somebody else's card or code was shown: the teller is asked, never silently switched. Masked. */
  other: z
    .strictObject({
      kind: arrivalKindSchema,
      /** Empty when nothing says the name. */
      maskedName: z.string(),
      maskedNumber: z.string(),
      /** True when this citizen is waiting and would be served on. */
      waiting: z.boolean(),
    })
    .nullable(),
  /** What was shown and names nobody: the central system is being asked whose it is. */
  asking: arrivalKindSchema.nullable(),
  lookUp: z.strictObject({
    state: z.enum(['looking', 'found', 'not-found', 'unreachable', 'refused', 'broken']),
    /** The central system's own words for `refused`, ours for an answer that was not taken. */
    message: z.string(),
  }),
  /** What the teller can do to learn who it is; empty when it is known or just being asked. */
  advice: z.string(),
  /** The number the central system was asked with, for comparing it with the document, while nobody is identified. */
  askedNumber: z.string().nullable(),
  /** Null while nobody is identified. */
  identity: identitySchema.nullable(),
  /** Who acts for the citizen, as shown by a card or code of their own. */
  agent: z.strictObject({ kind: arrivalKindSchema, name: z.string(), maskedIdNumber: z.string() }).nullable(),
  /** The case a scanned slip asks for, and when: the window goes there once. */
  openCase: z.strictObject({ caseId: idSchema, at: instantSchema }).nullable(),
  /**
   * Name of the photo of the citizen's ID card, which the window asks for by it; null when none was read, or no library
   * decodes it. Another photo has another name.
   */
  photo: idSchema.nullable(),
  /** Null while nobody is identified. */
  person: personPanelSchema.nullable(),
  /** Newest first: open ones before past ones. */
  cases: z.array(caseSummarySchema),
});

/** A citizen who waits while another is served. */
export const waitingVisitSchema = z.strictObject({
  visitId: idSchema,
  maskedName: z.string(),
  /** Names of the items that are not finished. */
  items: z.array(z.string()),
  parkedAt: instantSchema,
});

/** A visit that another teller began and did not end. */
export const unfinishedVisitSchema = z.strictObject({
  visitId: idSchema,
  tellerNumber: z.string(),
  tellerName: z.string(),
  startedAt: instantSchema,
  maskedName: z.string(),
  items: z.array(z.string()),
});

/** What lies on a reader and belongs to no visit: to be given back, or taken up. */
export const leftBehindSchema = z.strictObject({
  reader: z.enum(['card', 'id-card']),
  /** Empty when nobody knows whose it is. */
  maskedName: z.string(),
});

/** The citizen at the counter. */
export type Visit = z.infer<typeof visitSchema>;
/** The citizen's panel. */
export type PersonPanel = z.infer<typeof personPanelSchema>;

const actOnVisit = z.strictObject({ requestId: requestIdSchema, visitId: idSchema });

/** Every act names the visit it is meant for; another one before the teller meanwhile is VISIT_CHANGED. */
export const visitContract = {
  /** Says who is at the counter, without a card. Failures: ID_NUMBER_INVALID, VISIT_OF_OTHER_TELLER. */
  openByIdNumber: procedure(
    ['teller'],
    z.strictObject({
      requestId: requestIdSchema,
      /** As typed or pasted: its spelling is tidied by the core. */
      idNumber: z.string().max(2000),
      /** A citizen's ID card when it is not said. */
      documentType: z.enum(choosableDocumentTypes).exactOptional(),
    }),
    /** The visit before the teller then; it is another one's where the number is of somebody else, who is asked about. */
    z.strictObject({ visitId: idSchema.nullable() }),
  ),
  /**
   * A code scanned by a scanner that types: the same effect as one from a scanner on a line. An own slip's code opens its
   * case, a credential or number says who is there. What it could not do stands in the live state too.
   * Failures: CODE_NOT_UNDERSTOOD, CASE_UNKNOWN, VISIT_OF_OTHER_TELLER.
   */
  scanned: procedure(['teller'], z.strictObject({ requestId: requestIdSchema, code: typedText(2_000) }), done),
  /** Reads the card now: a failed one again, or with a reader that does not notice cards by itself. */
  readCard: procedure(['teller'], noInput, done),
  /** What was left lying on a reader is looked at as if it had just been laid there. */
  takeUp: procedure(
    ['teller'],
    z.strictObject({ requestId: requestIdSchema, reader: z.enum(['card', 'id-card']) }),
    done,
  ),
  /** Asks the central system about the citizen once more. Failures: VISIT_NONE, VISIT_OF_OTHER_TELLER, PERSON_UNKNOWN. */
  lookUpAgain: procedure(['teller'], noInput, done),
  /** 已核对证件原件, recorded with time and teller. Failures: VISIT_NONE, VISIT_CHANGED, VISIT_OF_OTHER_TELLER, PERSON_UNKNOWN. */
  checkIdentity: procedure(['teller'], actOnVisit, done),
  /**
   * What somebody else's card or code means: `stay` nothing, `agent` its holder acts for the citizen, `park` or `end` this
   * visit and serve the holder. Failures: VISIT_NONE, VISIT_CHANGED, VISIT_OF_OTHER_TELLER, AGENT_UNKNOWN, PERSON_UNKNOWN.
   */
  decideOther: procedure(['teller'], actOnVisit.extend({ decision: z.enum(['stay', 'agent', 'park', 'end']) }), done),
  /** The citizen waits, everything is kept. Failures: VISIT_NONE, VISIT_CHANGED, VISIT_OF_OTHER_TELLER, PERSON_UNKNOWN. */
  park: procedure(['teller'], actOnVisit, done),
  /** A waiting citizen is served on; whoever is present waits in turn. Failures: VISIT_CHANGED, VISIT_OF_OTHER_TELLER, PERSON_UNKNOWN. */
  resume: procedure(['teller'], actOnVisit, done),
  /** Goes on with a visit that another teller began. Failures: VISIT_NONE, VISIT_CHANGED. */
  takeOver: procedure(['teller'], actOnVisit, done),
  /**
   * Ends the visit: unfinished intakes are closed as "left", drafts are removed, the screen is clean. Also one that another
   * teller began. Failures: VISIT_NONE, VISIT_CHANGED.
   */
  end: procedure(['teller'], actOnVisit, done),
  /**
   * The photo of the citizen's ID card: a picture travels when it is asked for and never with what changes by itself.
   * Failures: VISIT_NONE, VISIT_CHANGED, VISIT_OF_OTHER_TELLER.
   */
  photo: procedure(
    ['teller'],
    z.strictObject({ visitId: idSchema, photo: idSchema }),
    /** A data: URL of a BMP file. */
    z.strictObject({ picture: z.string() }),
  ),
  /** A masked value in full; journalled with the reason. The window masks it again after 30 s. Failures: VISIT_NONE, NOTHING_TO_REVEAL. */
  reveal: procedure(['teller'], revealingSchema, z.strictObject({ value: z.string() })),
};
