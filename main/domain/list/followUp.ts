import { percentText } from '../report/percent.ts';

/** Somebody of a list of people who are to be insured. */
export interface FollowedPerson {
  readonly idNumber: string;
  /** The county has paid for them and the mark is set. */
  readonly settled: boolean;
  /** Whom the person was handed to; absent while it is nobody yet. */
  readonly owner?: string;
}

/**
 * Where following up a list stands (动态调整后未参保人员): who is still open, each with somebody responsible, and the share that is
 * settled. Whoever took the list over is responsible until the person is handed on, so that nobody is forgotten.
 */
export function followUp(people: readonly FollowedPerson[], takenOverBy: string) {
  const open = people.filter(({ settled }) => !settled);
  return {
    open: open.map(({ idNumber, owner = takenOverBy }) => ({ idNumber, owner })),
    share: percentText(people.length - open.length, people.length),
  };
}
