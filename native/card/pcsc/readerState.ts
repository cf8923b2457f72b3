/** Bits of a reader's state. Source: pcsc-lite `pcsclite.h`; Windows `winscard.h`. */
const STATE = {
  changed: 0x0002,
  unknown: 0x0004,
  unavailable: 0x0008,
  empty: 0x0010,
  present: 0x0020,
  exclusive: 0x0080,
} as const satisfies Record<string, number>;

/** The state as it goes into the next wait. */
export function withoutChanged(state: number): number {
  return (state & ~STATE.changed) >>> 0;
}

/** True for a reader that PC/SC does not know (any more). */
export function isUnknown(state: number): boolean {
  return (state & STATE.unknown) !== 0;
}

/**
 * What counts for the driver: presence, use by another program alone, and the counter of insertions and removals in the
 * high half. That a card is in shared use or without power changes with every reading of ours.
 */
export function relevantPart(state: number): number {
  const bits = STATE.unknown | STATE.unavailable | STATE.empty | STATE.present | STATE.exclusive;
  return (state & (bits | 0xffff0000)) >>> 0;
}

/** A reader's slot. `movements` counts insertions and removals where the service counts them, else it is always 0. */
export type SlotView =
  | { readonly slot: 'unavailable' }
  | { readonly slot: 'empty' }
  | { readonly slot: 'card'; readonly movements: number; readonly exclusive: boolean };

/** Reads a state. A reader that says neither present nor empty counts as empty. */
export function slotView(state: number): SlotView {
  if ((state & (STATE.unknown | STATE.unavailable)) !== 0) return { slot: 'unavailable' };
  if ((state & STATE.present) === 0) return { slot: 'empty' };
  return { slot: 'card', movements: state >>> 16, exclusive: (state & STATE.exclusive) !== 0 };
}
