/*
 * The laws of the hall, written a second time and from the other side: what must be *refused*, in words of the hall and not of the
 * process. It knows nothing of phases, guards or rules of the product; what a case has come to it keeps itself, from what was taken.
 */

import { begun, type Asking, type Given, type Told } from './told.ts';

const BEFORE = [
  'notify',
  'renotify',
  'request',
  'permit',
  'decline',
  'accept',
  'settle',
  'admit',
  'refuse',
  'abandon',
  'vouch',
];
const WORDS = ['agree', 'remit', 'deny', 'escalate'];
const FILING = ['accept', 'settle', 'admit', 'resubmit'];
const TYPED = [...FILING, 'correct'];
const ACCEPTING = ['accept', 'settle', 'admit'];
const AFTERWARDS = ['note', 'inform', 'correct', 'annul'];
const NOTICES = ['notify', 'renotify'];
/** Acts of the three parties; the bureau is none of them. */
const BY_PARTY = [...WORDS, 'resubmit', 'complete', 'conclude'];
const BY_MACHINE = ['obtain', 'recheck', 'lapse'];
const LEADERS = ['extend', 'permit', 'decline'];
const HERE_OR_THERE = { review: 'reviewer', decision: 'branch-leader' } as const;

type Law = (told: Told, asking: Asking, given: Given) => boolean;
const postOf = (kind: string, told: Told): readonly string[] => {
  if (kind === 'note') return ['teller', 'reviewer', 'branch-leader', 'bureau-head', 'duty-leader'];
  if (kind === 'answer') return ['bureau-head'];
  if (LEADERS.includes(kind)) return ['branch-leader'];
  if (!WORDS.includes(kind)) return ['teller'];
  return told.at === 'review' || told.at === 'decision' ? [HERE_OR_THERE[told.at]] : [];
};
const isParty = (post: string): post is keyof Told['hands'] => Object.hasOwn(begun().hands, post);

/** Each law with what breaks it. */
export const laws: Readonly<Record<string, Law>> = {
  'what a machine finds out nobody asks for': (_, { kind }) => BY_MACHINE.includes(kind),
  'everybody acts in their post, and only the node at which a case stands says its word': (told, { kind, post }) =>
    !postOf(kind, told).includes(post),
  'only the holder appends': (_, { here }) => !here,
  'reasons are of the list and words are said': (_, { worded }) => !worded,
  'what has ended is over': ({ at }, { kind }) => ['done', 'ended'].includes(at) && !AFTERWARDS.includes(kind),
  'what is late ends with a notice and in no other way': ({ at }, { kind }) =>
    at === 'late' && !['terminate', 'note', 'inform'].includes(kind),
  'nothing ends as late that is not': ({ at }, { kind }) => kind === 'terminate' && at !== 'late',
  'what is accepted is neither accepted nor refused again': ({ at }, { kind }) =>
    at !== 'intake' && BEFORE.includes(kind),
  'nothing comes of what is not accepted': ({ at }, { kind }) =>
    at === 'intake' && !BEFORE.includes(kind) && !['note', 'inform'].includes(kind),
  'one notice, and a second only with the word of the leader': (told, { kind }) =>
    (kind === 'notify' && told.notices > 0) ||
    (kind === 'renotify' && !told.permitted) ||
    (['permit', 'decline'].includes(kind) && !told.asked) ||
    (kind === 'request' && (told.notices === 0 || told.asked || told.permitted)),
  'a notice tells everything that is missing, and no more': (_, { kind, toldWhole, papers }) =>
    NOTICES.includes(kind) && (!toldWhole || papers.main.length + papers.secondary.length === 0),
  'no material is added': (_, { kind, papers }) => [...FILING, ...NOTICES, 'supply'].includes(kind) && papers.foreign,
  'no material is dropped': ({ owed }, { kind, papers }) =>
    ['accept', 'settle', 'resubmit'].includes(kind) &&
    [...papers.main, ...papers.secondary].some((code) => kind !== 'resubmit' || !owed.includes(code)),
  'the main papers are there before the others may follow': (_, { kind, papers }) =>
    kind === 'admit' && (papers.main.length > 0 || papers.secondary.length === 0),
  'who has broken a commitment makes no other for a year': (_, { kind }, { barred }) => kind === 'admit' && barred,
  'who acts for many is vouched for before anything is accepted, once': ({ vouched }, { kind }, { often }) =>
    (ACCEPTING.includes(kind) && often && !vouched) || (kind === 'vouch' && (!often || vouched)),
  'what a system denies is not accepted': (_, { kind, papers }) => FILING.includes(kind) && papers.denied,
  'a wrong form is not filed': (_, { kind, papers }) => TYPED.includes(kind) && !papers.filled,
  'the same matter is not handled twice': (_, { kind }, { handled }) => TYPED.includes(kind) && handled,
  'who has not proved who they are gets nothing': (_, { kind }, { proved }) =>
    [...ACCEPTING, 'complete'].includes(kind) && !proved,
  'what an alert forbids is not accepted': (_, { kind }, { blocked }) => ACCEPTING.includes(kind) && blocked,
  'what is settled at once takes one press': (_, { kind }, { oneStep }) =>
    (kind === 'settle' && !oneStep) || (kind === 'accept' && oneStep),
  'nobody skips a node': ({ at }, { kind }, { special }) =>
    kind === 'complete' && at !== (special ? 'approved' : 'window'),
  'what comes back is put right at the window': ({ at }, { kind }) => kind === 'resubmit' && at !== 'back',
  'a refusal is told after it was said': ({ at }, { kind }) => kind === 'conclude' && at !== 'denied',
  'the bureau answers what it was asked': ({ at }, { kind }) => kind === 'answer' && at !== 'bureau',
  'window, review and decision are three persons': ({ hands }, { kind, number, post }, { special }) =>
    special &&
    BY_PARTY.includes(kind) &&
    isParty(post) &&
    Object.entries(hands).some(([party, numbers]) => party !== post && numbers.has(number)),
  'no result while the clock stands still or papers are owed': ({ stopped, owed }, { kind }) =>
    ['complete', ...WORDS].includes(kind) && (stopped || (kind === 'complete' && owed.length > 0)),
  'only what stands still goes on, and what stands still does not stop': ({ stopped }, { kind }) =>
    (kind === 'resume' && !stopped) || (kind === 'pause' && stopped),
  'the limit is made longer once, in its time': ({ extended, overdue, owed, stopped }, { kind }, { timed }) =>
    kind === 'extend' && (extended || overdue || stopped || owed.length > 0 || !timed),
  'only what is owed is handed in as such': ({ owed }, { kind, papers: { ticked } }) =>
    kind === 'supply' && (owed.length === 0 || ticked.length === 0 || ticked.some((code) => !owed.includes(code))),
  'what is owed is handed in as such': ({ owed }, { kind, papers: { ticked } }) =>
    kind === 'resubmit' && ticked.some((code) => owed.includes(code)),
  'only what the central system refused is corrected': (told, { kind }) =>
    ['correct', 'annul'].includes(kind) && !told.refusedByCentral,
};

/* What follows from an act that was taken: the memory of the laws. */

type Follow = (told: Told, asking: Asking, given: Given) => Partial<Told>;
const accepted = (given: Given): Partial<Told> => ({ at: given.special ? 'review' : 'window', asked: false });
const back = ({ at }: Told): Partial<Told> => ({ at: at === 'decision' ? 'review' : 'back' });
const ends = (): Partial<Told> => ({ at: 'ended', asked: false, owed: [], refusedByCentral: false });

const follows: Readonly<Record<string, Follow>> = {
  notify: ({ notices }) => ({ notices: notices + 1 }),
  renotify: ({ notices }) => ({ notices: notices + 1, permitted: false }),
  request: () => ({ asked: true }),
  permit: () => ({ asked: false, permitted: true }),
  decline: () => ({ asked: false }),
  vouch: () => ({ vouched: true }),
  accept: (_told, _asking, given) => accepted(given),
  admit: (_told, { papers }, given) => ({ ...accepted(given), owed: papers.secondary }),
  supply: ({ owed }, { papers: { ticked } }) => ({ owed: owed.filter((code) => !ticked.includes(code)) }),
  settle: () => ({ at: 'done', asked: false }),
  agree: ({ at }) => ({ at: at === 'review' ? 'decision' : 'approved' }),
  remit: back,
  deny: () => ({ at: 'denied', owed: [] }),
  escalate: ({ at }) => ({ at: 'bureau', stopped: true, reporter: at === 'decision' ? 'decision' : 'review' }),
  answer: ({ reporter }) => ({ at: reporter, stopped: false }),
  resubmit: () => ({ at: 'review' }),
  complete: () => ({ at: 'done' }),
  correct: () => ({ refusedByCentral: false }),
  pause: () => ({ stopped: true }),
  resume: () => ({ stopped: false }),
  extend: () => ({ extended: true }),
  ...Object.fromEntries(
    ['conclude', 'refuse', 'abandon', 'withdraw', 'terminate', 'annul'].map((kind) => [kind, ends]),
  ),
};

/** Keeps what an act has made of the case, and whose hand it was. */
export function follow(told: Told, asking: Asking, given: Given): void {
  const { kind, number, post } = asking;
  const hands = kind === 'accept' || kind === 'admit' || (kind !== 'note' && kind !== 'inform' && given.special);
  if (hands && ['accept', 'admit', 'agree', 'remit', 'deny', 'escalate', 'resubmit'].includes(kind))
    told.hands[post as keyof Told['hands']].add(number);
  Object.assign(told, follows[kind]?.(told, asking, given) ?? {});
}
