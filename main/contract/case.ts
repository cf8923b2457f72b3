import { z } from 'zod';
import { queryingRoles, queryReasons, type Shows } from '../domain/case/access.ts';
import { gapOutcomes, verdictTexts } from '../domain/case/case.ts';
import { agentOftenSchema } from '../domain/case/agentOften.ts';
import { filingSchema } from '../domain/case/filing.ts';
import { grounds } from '../domain/case/ground.ts';
import {
  formValuesSchema,
  materialTicksSchema,
  missingMaterialSchema,
  obtainedMaterialSchema,
  toldSchema,
  workSchema,
} from '../domain/case/papers.ts';
import { phaseNames } from '../domain/case/phase.ts';
import { actingRoles, actKinds, askedKinds, taskRoles } from '../domain/case/process.ts';
import { typedText } from '../domain/typedText.ts';
import { lights } from '../domain/calendar/light.ts';
import { procedure } from './caller.ts';
import { identitySchema, revealingSchema } from './identity.ts';
import { caseViewers, itemVersionSchema } from './item.ts';
import { done, hallDateSchema, idSchema, instantSchema, noInput, requestIdSchema } from './shared.ts';
import { documentSummarySchema, slipPreviewSchema, slipSummarySchema } from './slip.ts';
import { keysOf } from '../domain/keysOf.ts';

/** How the completed transaction fares. */
const deliverySchema = z.strictObject({
  state: z.enum(['none', 'waiting', 'delivered', 'refused']),
  /** Receipt number, refusal in the central system's words, or why it still waits. */
  detail: z.string(),
  at: instantSchema.nullable(),
});

/** A case in the citizen's list. */
export const caseSummarySchema = z.strictObject({
  caseId: idSchema,
  /** Rises with every change of the case or its message: a reason to read it again. */
  revision: z.int(),
  caseNumber: z.string().nullable(),
  itemCode: z.string(),
  itemName: z.string(),
  phase: z.enum(phaseNames),
  /** False as long as it was only opened: nothing is ticked, typed, noted or issued. */
  touched: z.boolean(),
  /** Papers that were to follow are not there yet: it cannot be completed. */
  awaitsPapers: z.boolean(),
  delivery: deliverySchema,
  tellerName: z.string(),
  openedAt: instantSchema,
  changedAt: instantSchema,
  /** Until when to supplement, or for when the result is promised. */
  dueOn: hallDateSchema.nullable(),
});

/** One line of the history shown to staff. */
const historyLineSchema = z.strictObject({
  at: instantSchema,
  who: z.string(),
  /** As what they acted; empty for a part of the system. */
  post: z.string(),
  text: z.string(),
});

/** An act that is on offer: whether the process and the ground allow it now, and why not. What the papers say against it the window finds out by the same guards. */
const offeredActSchema = z.strictObject({ kind: z.enum(actKinds), whyNot: z.string().nullable() });

/** The word of a checking node as the timeline shows it. */
const opinionSchema = z.strictObject({
  node: z.string(),
  verdict: z.enum(keysOf(verdictTexts)),
  who: z.string(),
  post: z.string(),
  text: z.string(),
  arrivedAt: instantSchema,
  /** By when it was to be said. */
  dueOn: hallDateSchema.nullable(),
  at: instantSchema,
});

/** A case as its page shows it. What the viewer may not see is masked or empty. */
const caseViewSchema = z.strictObject({
  caseId: idSchema,
  revision: z.int(),
  caseNumber: z.string().nullable(),
  phase: z.enum(phaseNames),
  /** On what ground it is seen, and how much of it. */
  ground: z.enum(keysOf(grounds)),
  shows: z.enum(['full', 'masked', 'head'] as const satisfies readonly Shows[]),
  /** Whom it is about; masked like the rest, and empty where only the head is shown. */
  citizen: z.strictObject({ name: z.string(), idNumber: z.string(), phone: z.string() }),
  /** The acts this viewer's post may take at all, in the order of the process. */
  acts: z.array(offeredActSchema),
  /** The version of the item the case was started with, to be asked for by itself. */
  item: itemVersionSchema,
  /** Why nothing of the item but its name can be shown, in Chinese; null when all of it can. Then only a few acts are left. */
  itemProblem: z.string().nullable(),
  /** By what the citizen's identity is shown now, or was at the acceptance. */
  identity: identitySchema,
  obtained: z.array(obtainedMaterialSchema),
  ticks: materialTicksSchema,
  form: formValuesSchema,
  /** Field codes whose value was filled in beforehand, with where it came from. */
  prefilled: z.record(z.string(), z.string()),
  /** Alerts of this citizen that forbid acceptance of this item, in Chinese; empty when none. */
  blockedBy: z.array(z.string()),
  missing: z.array(missingMaterialSchema),
  /** Why a second notice is asked for, and by whom; null when it is not. */
  asked: z.string().nullable(),
  /** What was left out of its acceptance: codes of what is still to follow, until when, working days left to that, what became of it. */
  gap: z
    .strictObject({
      missing: z.array(z.string()),
      dueOn: hallDateSchema.nullable(),
      daysLeft: z.int().nullable(),
      outcome: z.enum(keysOf(gapOutcomes)).nullable(),
    })
    .nullable(),
  /** A broken commitment for which nothing is accepted with a gap from this citizen now, in Chinese; null when there is none. */
  gapBar: z.string().nullable(),
  /** Who acts for the citizen does so for more than is usual today, and nobody has said yet why it goes on; else null. */
  agentOften: agentOftenSchema.nullable(),
  dueOn: hallDateSchema.nullable(),
  /** How near the end of the limit is that runs now: of the node, of the supplement, or the promised one; null where none runs. */
  light: z.enum(lights).nullable(),
  /** The promised day is over. */
  overdue: z.boolean(),
  /** Values before and after as they were filed, the newest, which holds, first. */
  filings: z.array(filingSchema),
  /** The words of the checking nodes, oldest first. */
  opinions: z.array(opinionSchema),
  /** The node of the special route it stands at; null on the ordinary one. */
  node: z.strictObject({ arrivedAt: instantSchema, dueOn: hallDateSchema.nullable() }).nullable(),
  /** Why its clock stands still, in Chinese; null when it goes. */
  paused: z.string().nullable(),
  /** Why it ended without a result, in Chinese; null when it did not. */
  ending: z.string().nullable(),
  slips: z.array(slipSummarySchema),
  /** Documents in which its result was handed over, oldest first. */
  documents: z.array(documentSummarySchema),
  delivery: deliverySchema,
  history: z.array(historyLineSchema),
});

/** A case in the citizen's list. */
export type CaseSummary = z.infer<typeof caseSummarySchema>;
/** A case as its page shows it. */
export type CaseView = z.infer<typeof caseViewSchema>;

/** A case that waits here for an act of somebody's post. */
const caseTaskSchema = z.strictObject({
  caseId: idSchema,
  caseNumber: z.string(),
  itemName: z.string(),
  maskedName: z.string(),
  phase: z.enum(phaseNames),
  tellerName: z.string(),
  /** Since when it waits. */
  since: instantSchema,
  /** By when the node it stands at is to act, or for when the result is promised. */
  dueOn: hallDateSchema.nullable(),
  /** How near that day is; null where no limit runs. */
  light: z.enum(lights).nullable(),
  /** Who has it; null while it is any colleague's of the post. */
  owner: z.string().nullable(),
  /** For whom the owner stands in; empty for nobody. */
  inPlaceOf: z.string(),
  /** It is whoever looks who has it. */
  mine: z.boolean(),
});

/** A case that waits here for an act of somebody's post. */
export type CaseTask = z.infer<typeof caseTaskSchema>;

/** A case whose citizen is still to hand in papers, or has not in time. */
const awaitedCaseSchema = z.strictObject({
  caseId: idSchema,
  caseNumber: z.string(),
  itemName: z.string(),
  maskedName: z.string(),
  phase: z.enum(phaseNames),
  tellerName: z.string(),
  dueOn: hallDateSchema.nullable(),
  /** Working days to the last one: 0 today, negative when it is over, null where none is named. */
  daysLeft: z.int().nullable(),
  /** Whether it opens without a reason. */
  opens: z.boolean(),
});

/** A case whose citizen is still to hand in papers, or has not in time. */
export type AwaitedCase = z.infer<typeof awaitedCaseSchema>;

/** A case of which this counter has issued a slip today. */
const dayCaseSchema = z.strictObject({
  caseId: idSchema,
  caseNumber: z.string(),
  itemName: z.string(),
  maskedName: z.string(),
  phase: z.enum(phaseNames),
  delivery: deliverySchema.shape.state,
  tellerName: z.string(),
  /** Whoever looks handled it last. */
  mine: z.boolean(),
  changedAt: instantSchema,
  /** Whether it opens without a reason: on the ground that the citizen is here or that it is work of whoever looks. */
  opens: z.boolean(),
});

/** A case of which this counter has issued a slip today. */
export type DayCase = z.infer<typeof dayCaseSchema>;

/** How a case is named by somebody who asks for it. */
const caseNameSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('case'), caseId: idSchema }),
  /** The number of a case, of one of its slips or documents, or of its message. */
  z.strictObject({ by: z.literal('number'), number: typedText(40) }),
]);

/** How a case is named by somebody who asks for it. */
export type CaseName = z.infer<typeof caseNameSchema>;

const work = { caseId: idSchema, ticks: workSchema.shape.ticks, form: workSchema.shape.form };

export const caseContract = {
  /**
   * 接件: begins a case; materials the system supplies are fetched before it answers. The open case of the same item is
   * answered instead of a second one, unless the item may be open several times. Failures: VISIT_NONE, PERSON_UNKNOWN, ITEM_UNKNOWN, ITEM_NOT_FOR_PERSON.
   */
  open: procedure(
    ['teller'],
    z.strictObject({ requestId: requestIdSchema, itemCode: z.string().max(20) }),
    z.strictObject({ caseId: idSchema }),
  ),
  /** A case on the strongest ground the caller has. Failures: CASE_UNKNOWN, CASE_NO_GROUND. */
  view: procedure(caseViewers, z.strictObject({ caseId: idSchema }), caseViewSchema),
  /** A masked value of the citizen in full, of a case that is seen in full; journalled with the reason. Failures: CASE_NO_GROUND, NOT_ALLOWED, NOTHING_TO_REVEAL. */
  reveal: procedure(['teller'], revealingSchema.extend({ caseId: idSchema }), z.strictObject({ value: z.string() })),
  /** Opens a case to somebody who says why, for a quarter of an hour; the journal keeps the reason. Failures: CASE_UNKNOWN. */
  ask: procedure(
    queryingRoles,
    z.strictObject({
      requestId: requestIdSchema,
      name: caseNameSchema,
      reason: z.enum(keysOf(queryReasons)),
      note: typedText(60).exactOptional(),
    }),
    z.strictObject({ caseId: idSchema }),
  ),
  /**
   * Takes an act that people ask for; which of them the caller's post may take is said by the act itself, and `input` is what
   * that act is asked with. Failures: NOT_ALLOWED, CASE_MOVED_ON, CASE_ELSEWHERE, CASE_CITIZEN_AWAY, CASE_CITIZEN_HERE, INPUT_INVALID and the
   * act's own.
   */
  act: procedure(
    actingRoles,
    z.strictObject({
      requestId: requestIdSchema,
      caseId: idSchema,
      kind: z.enum(askedKinds),
      input: z.record(z.string().max(60), z.unknown()),
    }),
    z.strictObject({ slipNumber: z.string().nullable(), caseNumber: z.string().nullable() }),
  ),
  /** Keeps what is ticked and typed so far; nothing is lost when the window or the core restarts. */
  saveDraft: procedure(['teller'], z.strictObject(work), done),
  /** Asks again for the materials that are not confirmed. Failures: CASE_MOVED_ON. */
  obtainAgain: procedure(['teller'], z.strictObject({ requestId: requestIdSchema, caseId: idSchema }), done),
  /** The one-time notice as it would be printed; nothing is recorded or numbered. */
  previewNotice: procedure(['teller'], z.strictObject({ ...work, missing: toldSchema }), slipPreviewSchema),
  /** What waits here for an act of the caller's post, the most urgent first; at most 200. */
  tasks: procedure(taskRoles, noInput, z.strictObject({ rows: z.array(caseTaskSchema) })),
  /**
   * Hands a task to a colleague of the same post, or takes one up (`to` is whoever asks). Failures: CASE_UNKNOWN, TASK_NOT_OPEN,
   * TASK_NOT_YOURS, TASK_NOT_FOR.
   */
  give: procedure(
    taskRoles,
    z.strictObject({ requestId: requestIdSchema, caseId: idSchema, to: typedText(20).min(1) }),
    done,
  ),
  /** Papers that citizens are still to hand in here (补正, 容缺), the first to end first; at most 200. */
  awaited: procedure(['teller'], noInput, z.strictObject({ rows: z.array(awaitedCaseSchema) })),
  /** What this counter has issued a slip of on this hall day, the last changed first; at most 500. */
  today: procedure(['teller'], noInput, z.strictObject({ rows: z.array(dayCaseSchema) })),
};
