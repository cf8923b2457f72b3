import type { StaffName } from './actor.ts';

/** Somebody who holds the post that a task waits for, as far as it matters who has it. */
export interface PostHolder extends StaffName {
  /** Number of their B person in this post; null without one. */
  readonly standIn: string | null;
  /** Numbers of those whom the bureau head has named for the day in their place. */
  readonly substitutes: readonly string[];
  /** Not absent now. */
  readonly present: boolean;
  /** The law of the hall keeps them from this task: they acted for another party of it, or it is a relative's. */
  readonly barred: boolean;
  /** Has worked on this case in this post before. */
  readonly known: boolean;
  /** Open tasks of this post that are theirs. */
  readonly tasks: number;
}

/** How somebody came to have a task. */
export const assignedWords = {
  arrived: '分到',
  absent: '缺勤转办',
  back: '转回',
  handed: '移交',
  taken: '领办',
} as const satisfies Record<string, string>;

/** Why nobody has a task. */
export const strandedWords = {
  'both-absent': 'A、B 岗都不在',
  law: '按规定不能由 B 岗办理',
  nobody: '没有在岗的人',
} as const satisfies Record<string, string>;

/** Why nobody has a task. */
export type Stranded = keyof typeof strandedWords;

/** Who has a task, for whom they stand in, or why nobody may take it. Then `inPlaceOf` is whose it would be. */
export type Ownership =
  | { readonly to: StaffName; readonly inPlaceOf: StaffName | null }
  | { readonly to: null; readonly inPlaceOf: StaffName | null; readonly why: Stranded };

const nameOf = ({ number, name }: StaffName): StaffName => ({ number, name });

/** Whose a task is that was this holder's: theirs, that of their B person, of the substitute of the day, or nobody's. */
function coveredBy(holder: PostHolder, holders: readonly PostHolder[]): Ownership {
  if (holder.present && !holder.barred) return { to: nameOf(holder), inPlaceOf: null };
  const deputies = [holder.standIn, ...holder.substitutes].flatMap(
    (number) => holders.find((one) => one.number === number) ?? [],
  );
  const deputy = deputies.find(({ present, barred }) => present && !barred);
  if (deputy) return { to: nameOf(deputy), inPlaceOf: nameOf(holder) };
  const why = deputies.some(({ present }) => present) ? 'law' : 'both-absent';
  return { to: null, inPlaceOf: nameOf(holder), why };
}

/**
 * Whose a new task is, by a rule that everybody can follow: who worked on the case before, then whoever is in the post by
 * themselves before those who are there only as somebody's B person, then whoever has the fewest, then the lowest number. What would be
 * an absent person's is their B person's, in their place.
 */
export function ownerOfNew(holders: readonly PostHolder[]): Ownership {
  const able = holders.filter(({ barred }) => !barred);
  const deputies = new Set(able.flatMap(({ standIn }) => standIn ?? []));
  const second = ({ number, standIn }: PostHolder): boolean => standIn === null && deputies.has(number);
  const answers = able
    .toSorted(
      (one, other) =>
        Number(other.known) - Number(one.known) ||
        Number(second(one)) - Number(second(other)) ||
        one.tasks - other.tasks ||
        (one.number < other.number ? -1 : 1),
    )
    .map((holder) => coveredBy(holder, holders));
  const owned = answers.find(({ to }) => to !== null) ?? answers[0];
  return owned ?? { to: null, inPlaceOf: null, why: holders.length > 0 ? 'law' : 'nobody' };
}

/** Whose a task is that was this number's, who is absent or has the post no more. */
export function ownerInstead(number: string, holders: readonly PostHolder[]): Ownership {
  const holder = holders.find((one) => one.number === number);
  return holder && !holder.barred ? coveredBy(holder, holders) : ownerOfNew(holders);
}
