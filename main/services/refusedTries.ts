import type { Failure, FailureCode } from '../contract/failures.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { wasTried } from '../store/refusedTries.ts';
import type { Context } from './context.ts';
import type { Answer } from './once.ts';

/** How long further tries of one kind are counted into one entry, in milliseconds. */
const TOGETHER_MS = 60_000;
/** Kinds of tries of one person that are told apart within that time; what is beyond is counted together. */
const TOLD_APART = 20;

/**
 * The failures that say "not you", "not past this node" or "not this paper": whoever gets one has tried what the law of the hall
 * forbids. A form that is wrong, a case that moved on meanwhile or a citizen who has left is none of them.
 */
const forbidden: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'NOT_ALLOWED',
  'POST_NOT_HELD',
  'PERSON_AVOIDED',
  'CASE_AVOIDED',
  'CASE_SAME_PERSON',
  'CASE_NODE_SKIPPED',
  'ITEM_UNKNOWN',
  'MATERIAL_NOT_LISTED',
  'MATERIAL_BY_SYSTEM',
  'MATERIAL_FORM_UNKNOWN',
]);

/** What was tried. `item` is as it was asked for. */
export interface Tried {
  readonly act: string;
  readonly caseId?: string;
  readonly item?: string;
  readonly requestId?: string;
}

/** The tries that were refused for the sake of who tried or what they asked for, on their way into the journal. */
export interface RefusedTries {
  /** Hands on the answer, and records a refused try in a transaction of its own. Call it outside of any. */
  judge<Value>(actor: StaffActor, tried: Tried, answer: Answer<Value>): Answer<Value>;
  /** Records what was counted longer than a minute ago. */
  settle(): void;
  /** Records whatever was counted. */
  stop(): void;
}

/** An entry as it would be made, with how often it came again since it was. */
interface Counted {
  readonly actor: StaffActor;
  readonly subject: string;
  readonly act: string;
  readonly item: string | null;
  readonly code: FailureCode;
  /** By running time. */
  readonly since: number;
  readonly presses: Set<string>;
  more: number;
}

/** Refused tries over the store: the first of a kind at once, what follows within a minute as one number. */
export function createRefusedTries(context: Pick<Context, 'store' | 'clock' | 'storage'>): RefusedTries {
  const { store, clock } = context;
  const counted = new Map<string, Counted>();

  const settleWhere = (over: (one: Counted) => boolean): void => {
    for (const [key, one] of [...counted]) {
      if (!over(one)) continue;
      counted.delete(key);
      if (one.more > 0) record(context, one, one.more);
    }
  };
  const settle = (): void => settleWhere(({ since }) => clock.running() - since >= TOGETHER_MS);

  const note = (actor: StaffActor, tried: Tried, { code }: Failure): void => {
    settle();
    const subject = tried.caseId ?? `account:${actor.number}`;
    const { act, requestId } = tried;
    if (requestId !== undefined && wasTried(store.read, { subject, person: actor.number, act, requestId })) return;
    const own = [...counted].filter(([, one]) => one.actor.number === actor.number);
    const kind = { actor, subject, act, item: itemCode(tried.item), code };
    const exact = keyOf(kind);
    const many = { ...kind, subject: `account:${actor.number}`, act: 'several', item: null };
    const tooMany = !counted.has(exact) && own.length >= TOLD_APART;
    const [key, taken] = tooMany ? [keyOf(many), many] : [exact, kind];
    const before = counted.get(key);
    if (!before) {
      const presses = new Set(requestId === undefined ? [] : [requestId]);
      counted.set(key, { ...taken, since: clock.running(), presses, more: 0 });
      record(context, taken, 1, requestId);
      return;
    }
    if (requestId !== undefined && before.presses.has(requestId)) return;
    if (requestId !== undefined) before.presses.add(requestId);
    before.more += 1;
  };

  return {
    judge: (actor, tried, answer) => {
      if (!answer.ok && forbidden.has(answer.code)) note(actor, tried, answer);
      return answer;
    },
    settle,
    stop: () => settleWhere(() => true),
  };
}

const keyOf = ({ actor, subject, act, item, code }: Pick<Counted, 'actor' | 'subject' | 'act' | 'item' | 'code'>) =>
  JSON.stringify([actor.number, actor.role, subject, act, item, code]);

/** An item's code has no place for anything else: what does not look like one is not recorded. */
function itemCode(text: string | undefined): string | null {
  return text !== undefined && /^[A-Z]{2}\d{4}$/.test(text) ? text : null;
}

/** What the disk does not take just now is told by the state of the disk; the refusal stands all the same. */
function record(
  { store, storage }: Pick<Context, 'store' | 'storage'>,
  { actor, subject, act, item, code }: Pick<Counted, 'actor' | 'subject' | 'act' | 'item' | 'code'>,
  times: number,
  request?: string,
): void {
  if (!store.isOpen()) return;
  try {
    store.transact((transaction) =>
      transaction.append({
        kind: 'access.refused',
        subject,
        actor,
        payload: {
          act,
          code,
          times,
          ...(item === null ? {} : { item }),
          ...(request === undefined ? {} : { request }),
        },
      }),
    );
  } catch (error) {
    if (!storage.noteError(error)) throw error;
  }
}
