import { percentText } from './percent.ts';

/** The share of instant cases among all that were completed (即办率); null when none was. */
export function instantShare({ instant, timed }: { readonly instant: number; readonly timed: number }): string | null {
  return percentText(instant, instant + timed);
}
