import { z } from 'zod';
import type { WorkingCalendar } from '../calendar/workingCalendar.ts';
import type { ValueChange } from '../catalogue/changes.ts';
import type { CaseFacts } from '../catalogue/facts.ts';
import type { ServiceItem } from '../catalogue/item.ts';
import type { QueuedTransaction } from '../delivery/delivery.ts';
import type { ShownIdentity } from '../identity/shownIdentity.ts';
import type { DocumentSource } from '../resultDocument/compose.ts';
import type { IssuedDocument } from '../resultDocument/issued.ts';
import type { IssuedSlip } from '../slip/issued.ts';
import type { SlipBody } from '../slip/slip.ts';
import { staffNameSchema, type Actor, type SystemPart } from '../staff/actor.ts';
import type { Role } from '../staff/role.ts';
import type { Ground } from './ground.ts';
import type { Case } from './case.ts';
import type { Guard, GuardFacts } from './guards.ts';
import type { FormValues } from './papers.ts';
import type { CaseFlag, Phase } from './phase.ts';

/**
 * The place of an act in the history of its case: the `n`-th act (the opening is 1), under which turn of custody, and the
 * hash of the journal entry of act `n - 1` (64 zeros before the opening). It stands in every payload from the first
 * day, because a history that moves between workstations is a chain only if each act names the one before it, and what
 * is hashed cannot be added later. `inPlaceOf` is the absent person for whom whoever acts stands in (代办).
 */
export const linkSchema = z
  .object({
    n: z.int().min(1),
    turn: z.int().min(1),
    previous: z.string(),
    inPlaceOf: staffNameSchema.exactOptional(),
  })
  .readonly();

/** The place of an act in the history of its case. */
export type Link = z.infer<typeof linkSchema>;

/** Who performs an act: a post of the hall, or a part of the system. */
export type Performer = Role | SystemPart;

/** The post or the part an actor acts as. */
export function performerOf(actor: Actor): Performer {
  return actor.kind === 'person' ? actor.role : actor.part;
}

/** From where and by whom an act is taken: what `replay` holds a history to. Belongs to the version of the act's kind. */
export interface ActRule {
  readonly from: readonly Phase[];
  /** Flags that must be there. */
  readonly all?: readonly CaseFlag[];
  /** Why it is not possible without those flags, where the general word does not say it. */
  readonly notWithout?: string;
  /** Flags that must not be there. */
  readonly none?: readonly CaseFlag[];
  readonly by: readonly Performer[];
  /** The word of the node at which the case stands: only its post says it. */
  readonly word?: true;
  /** Belongs to one of the three parties of the special route: nobody takes it who has acted for another of them in this case. */
  readonly party?: true;
}

/** What is known when an act is taken. */
export interface ActFacts extends GuardFacts {
  readonly item: ServiceItem;
  readonly case: Case;
  readonly identity: ShownIdentity & { readonly gap: string | null };
  readonly known: CaseFacts;
  /** UTC instant, ISO 8601. */
  readonly at: string;
  readonly calendar: WorkingCalendar;
  /** Hall time `HH:mm` after which an acceptance counts as the next working day. */
  readonly closesAt: string;
}

/** What an act is recorded with: its place, and what the transaction gives to it. */
export interface ActDesk {
  readonly link: Link;
  /** Not for an act that is taken without its item. */
  readonly facts: () => ActFacts;
  /**
   * Takes the numbers of a slip, lays it out and gives it its print job; the form says who acts for the citizen. At most once
   * in an act.
   */
  readonly issue: (body: SlipBody, form: FormValues) => IssuedSlip;
  /** Numbers and lays out the document in which the result is handed over; undefined where the item has none. After the slip, at most once. */
  readonly document: (result: Omit<DocumentSource, 'item' | 'known' | 'citizenNumber'>) => IssuedDocument | undefined;
  /** Makes the message the completed case leaves as. At most once in an act. */
  readonly queue: (completed: {
    readonly form: FormValues;
    readonly changes: readonly ValueChange[];
    readonly acceptedAt: string;
  }) => QueuedTransaction;
}

/** An act as the journal has it. `hash` is that of its entry, `workstation` the id of where it was recorded. */
export interface Recorded<Payload> {
  readonly at: string;
  readonly actor: Actor;
  readonly workstation: string;
  readonly hash: string;
  readonly payload: Payload;
}

/** What a person is asked before an act that needs no papers: one of the reasons, and words of their own. */
export interface Question {
  readonly title: string;
  /** Codes with their wording. */
  readonly reasons?: Readonly<Record<string, string>>;
  readonly note: 'optional' | 'required';
  /** Words that are often used for it: one press puts them in. */
  readonly phrases?: readonly string[];
  /** The number of the document that orders it is asked for too. */
  readonly document?: 'optional' | 'required';
  /** The case ends with it: asked with more care. */
  readonly ends?: true;
}

/** Most characters of words of one's own with an act. */
export const NOTE_LENGTH = 200;
/** Most characters of the number of a document. */
export const DOCUMENT_LENGTH = 60;

/** One act on a case: everything that is particular to it. */
export interface Act<Kind extends string, Input, Payload> extends ActRule {
  readonly kind: Kind;
  /** Version of the payload and of the rule. */
  readonly version: number;
  readonly schema: z.ZodType<Payload>;
  /** What it is asked with. */
  readonly input: z.ZodType<Input>;
  /** `person`: asked for from a window; `service`: taken by a service of the core with what it found out. */
  readonly askedBy: 'person' | 'service';
  /** Only items it fits know the act; absent = all. */
  readonly fits?: (item: ServiceItem) => boolean;
  /** Place among the usual next steps, the usual one first; absent = never the usual next step. */
  readonly order?: number;
  /** Of a way that most cases do not take: it is offered only while it is possible. */
  readonly detour?: true;
  /** Why it is not possible in a phase, where the general word for the phase does not say it. */
  readonly notFrom?: Readonly<Partial<Record<Phase, string>>>;
  /** Only while the central system has refused its transaction. That is in the history of the message: `replay` does not know it. */
  readonly returned?: true;
  readonly question?: Question;
  /** On what grounds it may be taken. */
  readonly grounds: readonly Ground[];
  /** While the act is possible the case is a task, or waits for approval, of the posts that may take it. */
  readonly assigns?: Extract<Ground, 'task' | 'approval'>;
  /** What was ticked and typed is part of the history now, or of none: the draft goes. */
  readonly endsDraft?: true;
  /** Nothing of the item is asked for it, so it is taken also where this release cannot read the item's version. */
  readonly withoutItem?: true;
  /** It queues the transaction for the central system. */
  readonly sends?: true;
  /** In the order of what a person can do about it. */
  readonly guards: readonly Guard<Input>[];
  readonly record: (desk: ActDesk, input: Input) => Payload;
  /** What changes in the case; its custody and the time of the change are kept by `applyAct`. */
  readonly apply: (before: Case, act: Recorded<Payload>) => Partial<Case>;
  /** How the history words it. */
  readonly line: (payload: Payload) => string;
}

/** The act that makes a case. */
export interface Opening<Payload> extends Pick<ActRule, 'by'> {
  readonly version: number;
  readonly schema: z.ZodType<Payload>;
  readonly begin: (act: Recorded<Payload>) => Case;
  readonly line: (payload: Payload) => string;
}

/** An act with how the journal names it. */
export interface DefinedAct<Kind extends string, Input, Payload> extends Act<Kind, Input, Payload> {
  readonly entry: (payload: Payload) => { readonly kind: `case.${Kind}`; readonly payload: Payload };
}

/** What a schema of an object names; nothing for one without keys, which zod takes for a record of any. */
type Named<Input> = string extends keyof Input ? never : keyof Input;

/** A question is answered with `note`, and with `reason` where it has reasons: only an act that takes them can ask it. */
type Asking<Input> =
  'note' extends Named<Input>
    ? { readonly question?: 'reason' extends Named<Input> ? Question : Question & { readonly reasons?: never } }
    : { readonly question?: never };

/** Declares an act; the types of input and payload follow from its schemas. */
export function defineAct<Kind extends string, Input, Payload>(
  act: Act<Kind, Input, Payload> & Asking<Input>,
): DefinedAct<Kind, Input, Payload> {
  return { ...act, entry: (payload) => ({ kind: `case.${act.kind}` as const, payload }) };
}
