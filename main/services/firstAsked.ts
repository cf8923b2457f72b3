import type { AskedMatter } from '../contract/asked.ts';
import { failure } from '../contract/failures.ts';
import { isOver, isWorkingDay } from '../domain/calendar/workingDays.ts';
import { answerable, askedLate, askedState, referralProblem, referralProblems } from '../domain/duty/firstAsked.ts';
import { maskName } from '../domain/identity/mask.ts';
import { ok } from '../domain/result.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { askedBetween, findAsked, openAsked, type AskedRow } from '../store/firstAsked.ts';
import { findStaff } from '../store/staff.ts';
import { beginOfDay, hallDate } from '../domain/calendar/hallTime.ts';
import type { Context } from './context.ts';
import { once, type Answer, type Request } from './once.ts';
import type { Visits } from './visits.ts';

type Done = Record<string, never>;
interface Spoken {
  readonly text: string;
  readonly satisfied: boolean;
}

/** A matter as it is recorded: answered at once, or passed on. */
export interface RecordedMatter {
  /** Who asked, in the words of the desk; the citizen at the counter where it is left out. */
  readonly who?: string;
  readonly matter: string;
  readonly referred: { readonly to: string; readonly dueOn: string } | null;
  readonly answer: Spoken | null;
}

/** With what the desks were asked first (首问负责), and what becomes of it. */
export interface FirstAskedMatters {
  /** Failures: ASKED_UNFIT, STAFF_UNKNOWN, VISIT_NONE. */
  record(actor: StaffActor, request: Request, matter: RecordedMatter): Answer<{ askedId: string }>;
  /** Failures: ASKED_UNKNOWN, ASKED_NOT_YOURS, ASKED_MOVED_ON. */
  accept(actor: StaffActor, request: Request, askedId: string): Answer<Done>;
  /** Failures: ASKED_UNKNOWN, ASKED_NOT_YOURS, ASKED_MOVED_ON. */
  answer(actor: StaffActor, request: Request, askedId: string, spoken: Spoken): Answer<Done>;
  /** What is open and today's, as far as the viewer answers for it or supervises. */
  list(viewer: StaffActor): readonly AskedMatter[];
}

/** The matters over the store. */
export function createFirstAsked(context: Context, visits: Pick<Visits, 'presentOf'>): FirstAskedMatters {
  return {
    record: (actor, request, matter) => record(context, visits, actor, request, matter),
    accept: (actor, request, askedId) =>
      once(context, request, (transaction, refuse) => {
        const found = findAsked(transaction.write, askedId);
        if (!found) return refuse(failure('ASKED_UNKNOWN'));
        if (found.referred?.to.number !== actor.number) return refuse(failure('ASKED_NOT_YOURS'));
        if (askedState(found) !== 'referred') return refuse(failure('ASKED_MOVED_ON'));
        transaction.append({ kind: 'asked.accepted', subject: askedId, actor, payload: {} });
        return {};
      }),
    answer: (actor, request, askedId, spoken) =>
      once(context, request, (transaction, refuse) => {
        const found = findAsked(transaction.write, askedId);
        if (!found) return refuse(failure('ASKED_UNKNOWN'));
        if (!answerable(found).some(({ number }) => number === actor.number)) return refuse(failure('ASKED_NOT_YOURS'));
        if (found.answeredAt !== null) return refuse(failure('ASKED_MOVED_ON'));
        // Whoever it was passed on to answers what they have taken over; whoever was asked first stays answerable.
        if (found.acceptedAt === null && found.by.number !== actor.number) return refuse(failure('ASKED_MOVED_ON'));
        const { text, satisfied } = spoken;
        transaction.append({ kind: 'asked.answered', subject: askedId, actor, payload: { text, satisfied } });
        return {};
      }),
    list: (viewer) => list(context, viewer),
  };
}

function record(
  context: Context,
  visits: Pick<Visits, 'presentOf'>,
  actor: StaffActor,
  request: Request,
  { who, matter, referred, answer }: RecordedMatter,
): Answer<{ askedId: string }> {
  const asking = asker(visits, actor, who);
  if (!asking.ok) return asking;
  return once(context, request, (transaction, refuse) => {
    if ((referred === null) === (answer === null)) return refuse(failure('ASKED_UNFIT', '当场答复和转办只能选一样'));
    const to = referred ? findStaff(transaction.write, referred.to) : null;
    if (referred && !to) return refuse(failure('STAFF_UNKNOWN', referred.to));
    const problem = referred && dayProblem(context, actor.number, referred, transaction.at);
    if (problem) return refuse(failure('ASKED_UNFIT', referralProblems[problem]));
    const askedId = context.newId();
    const passed = referred && to ? { to: { number: to.number, name: to.name }, dueOn: referred.dueOn } : null;
    transaction.append({
      kind: 'asked.recorded',
      subject: askedId,
      actor,
      payload: { ...asking.value, matter, referred: passed, answer },
    });
    return { askedId };
  });
}

/** Who asked: described, or the citizen at the counter, of whom nothing but the masked name and the id is kept. */
function asker(
  visits: Pick<Visits, 'presentOf'>,
  actor: StaffActor,
  who: string | undefined,
): Answer<{ readonly who: string; readonly personId?: string }> {
  if (who !== undefined) return ok({ who });
  const person = visits.presentOf(actor)?.person;
  return person ? ok({ who: maskName(person.name, 'list'), personId: person.personId }) : failure('VISIT_NONE');
}

function dayProblem(
  { calendar, facts }: Pick<Context, 'calendar' | 'facts'>,
  by: string,
  { to, dueOn }: { readonly to: string; readonly dueOn: string },
  at: string,
) {
  const over = isOver(dueOn, at, facts.closesAt);
  const works = isWorkingDay(calendar, dueOn);
  return referralProblem({ by, to }, { over, works: !works.ok || works.value });
}

/** Posts that see what every desk was asked. */
const SUPERVISORS: ReadonlySet<string> = new Set([
  'duty-leader',
  'duty-clerk',
  'branch-leader',
  'bureau-head',
  'office',
]);

function list({ store: { read }, clock, facts }: Context, viewer: StaffActor): readonly AskedMatter[] {
  const now = clock.wall().toISOString();
  const today = { from: beginOfDay(hallDate(now)), until: now, limit: 200 };
  const rows = new Map([...openAsked(read), ...askedBetween(read, today)].map((row) => [row.askedId, row]));
  const own = (row: AskedRow): boolean => answerable(row).some(({ number }) => number === viewer.number);
  return [...rows.values()]
    .filter((row) => own(row) || SUPERVISORS.has(viewer.role))
    .map((row) => ({
      askedId: row.askedId,
      at: row.at,
      who: row.who,
      matter: row.matter,
      by: row.by.name,
      to: row.referred?.to.name ?? null,
      dueOn: row.referred?.dueOn ?? null,
      state: askedState(row),
      late: askedLate(row, now, facts.closesAt),
      answer: row.answer && { ...row.answer },
      mayAccept: row.referred?.to.number === viewer.number && askedState(row) === 'referred',
      mayAnswer: row.answeredAt === null && own(row) && (row.acceptedAt !== null || row.by.number === viewer.number),
    }));
}
