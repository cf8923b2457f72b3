import type { Unsubscribe } from '../../../native/transport/port.ts';
import { createStateCell, type StateCell } from '../../../native/transport/stateCell.ts';

/** What is asked of a member: its state, and to be told of changes. */
interface Member<Status> {
  status(): Status;
  subscribe(listener: (status: Status) => void): Unsubscribe;
}

/** A state; with a number while something is in the reader: the number of its stay there. */
interface StatusShape {
  readonly state: string;
  readonly presentation?: number;
}

/** How the states of one kind of reader are weighed against each other. */
export interface GroupRules<Status extends StatusShape> {
  /**
   * How much a state matters: the highest is shown, among equals the one already shown, else the member added first.
   * A state with something in the reader must matter more than one without.
   */
  readonly weights: Readonly<Record<Status['state'], number>>;
  /** The state of a group without members. */
  readonly none: Status;
  /** Takes what a listener threw. */
  readonly report: (error: unknown) => void;
}

/** Several readers that act as one. */
export interface StatusGroup<Status, Reader extends Member<Status>> {
  readonly state: Pick<StateCell<Status>, 'get' | 'subscribe'>;
  add(reader: Reader): void;
  remove(reader: Reader): void;
  members(): readonly Reader[];
}

/**
 * A group of readers. What lies in one reader hides what is put into another until it is taken out; then the other is
 * shown, so that no card is lost. Presentations are numbered anew: no two stays share a number, in whatever reader they are.
 */
export function createStatusGroup<Status extends StatusShape, Reader extends Member<Status>>(
  rules: GroupRules<Status>,
): StatusGroup<Status, Reader> {
  const state = createStateCell<Status>(rules.none, rules.report);
  const members = new Map<Reader, { stop: Unsubscribe; own: number | null; given: number }>();
  let presentations = 0;
  let shown: Reader | undefined;

  /** The state with the number its stay has in this group. */
  const numbered = (reader: Reader, status: Status): Status => {
    const { presentation: own } = status;
    const member = members.get(reader);
    if (own === undefined || member === undefined) return status;
    if (member.own !== own) {
      presentations += 1;
      member.own = own;
      member.given = presentations;
    }
    return { ...status, presentation: member.given };
  };

  const weigh = (): void => {
    let best: { readonly reader: Reader; readonly status: Status; readonly weight: number } | undefined;
    for (const reader of members.keys()) {
      const status = numbered(reader, reader.status());
      const kind: Status['state'] = status.state;
      const weight = rules.weights[kind];
      if (best === undefined || weight > best.weight || (weight === best.weight && reader === shown)) {
        best = { reader, status, weight };
      }
    }
    shown = best?.reader;
    state.set(best === undefined ? rules.none : best.status);
  };

  return {
    state,
    add(reader) {
      if (members.has(reader)) return;
      members.set(reader, { stop: reader.subscribe(weigh), own: null, given: 0 });
      weigh();
    },
    remove(reader) {
      members.get(reader)?.stop();
      members.delete(reader);
      weigh();
    },
    members: () => [...members.keys()],
  };
}
