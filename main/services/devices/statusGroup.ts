import type { Unsubscribe } from '../../../native/transport/port.ts';
import { createStateCell } from '../../../native/transport/stateCell.ts';

/** What is asked of a member: its state, and to be told of changes. */
interface Member<Status> {
  status(): Status;
  subscribe(listener: (status: Status) => void): Unsubscribe;
}

/** How the states of one kind of reader are weighed against each other. */
export interface GroupRules<Status> {
  /**
   * How much a state matters: the highest is shown, among equals the one already shown, else the member added first.
   * A state with something in the reader must matter more than one without.
   */
  readonly weight: (status: Status) => number;
  /** The number of the stay in the reader; null when nothing is in it. */
  readonly presentation: (status: Status) => number | null;
  readonly withPresentation: (status: Status, presentation: number) => Status;
  /** The state of a group without members. */
  readonly none: Status;
}

/** Several readers that act as one. */
export interface StatusGroup<Status, Reader extends Member<Status>> {
  status(): Status;
  subscribe(listener: (status: Status) => void): Unsubscribe;
  add(reader: Reader): void;
  remove(reader: Reader): void;
  members(): readonly Reader[];
  /** The member whose state is shown. */
  shown(): Reader | undefined;
}

/**
 * A group of readers. What lies in one reader hides what is put into another until it is taken out; then the other is
 * shown, so that no card is lost. Presentations are numbered anew: no two stays share a number, in whatever reader they are.
 */
export function createStatusGroup<Status, Reader extends Member<Status>>(
  rules: GroupRules<Status>,
): StatusGroup<Status, Reader> {
  const state = createStateCell<Status>(rules.none);
  const members = new Map<Reader, { stop: Unsubscribe; own: number | null; given: number }>();
  let presentations = 0;
  let shown: Reader | undefined;

  /** The state with the number its stay has in this group. */
  const numbered = (reader: Reader, status: Status): Status => {
    const own = rules.presentation(status);
    const member = members.get(reader);
    if (own === null || member === undefined) return status;
    if (member.own !== own) {
      presentations += 1;
      member.own = own;
      member.given = presentations;
    }
    return rules.withPresentation(status, member.given);
  };

  const settle = (): void => {
    let best: { readonly reader: Reader; readonly status: Status; readonly weight: number } | undefined;
    for (const reader of members.keys()) {
      const status = numbered(reader, reader.status());
      const weight = rules.weight(status);
      if (best === undefined || weight > best.weight || (weight === best.weight && reader === shown)) {
        best = { reader, status, weight };
      }
    }
    shown = best?.reader;
    state.set(best === undefined ? rules.none : best.status);
  };

  return {
    status: () => state.get(),
    subscribe: (listener) => state.subscribe(listener),
    add(reader) {
      if (members.has(reader)) return;
      members.set(reader, { stop: reader.subscribe(settle), own: null, given: 0 });
      settle();
    },
    remove(reader) {
      members.get(reader)?.stop();
      members.delete(reader);
      settle();
    },
    members: () => [...members.keys()],
    shown: () => shown,
  };
}
