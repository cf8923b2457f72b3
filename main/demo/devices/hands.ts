import type { DockAction } from '../../contract/dock.ts';

/** One kind of action at the dock. */
export type ActionOf<Kind extends DockAction['kind']> = Extract<DockAction, { readonly kind: Kind }>;

/** What a hand can do, by kind of action. Every device of the dock gives its part. */
export type Hands = { readonly [Kind in DockAction['kind']]: (action: ActionOf<Kind>) => void };

/** Does what the action says. */
export function handle<Kind extends DockAction['kind']>(
  hands: Hands,
  action: ActionOf<Kind> & { readonly kind: Kind },
): void {
  hands[action.kind](action);
}
