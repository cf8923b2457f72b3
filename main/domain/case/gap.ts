import { validUntil } from '../calendar/validity.ts';
import { printedDay } from '../calendar/printedDate.ts';
import type { ServiceItem } from '../catalogue/item.ts';
import type { Case, Gap } from './case.ts';

/** Whether some paper of an item may follow after its acceptance (容缺受理). */
export function mayBeGapped({ materials }: Pick<ServiceItem, 'materials'>): boolean {
  return materials.some(({ mayFollowWithin }) => mayFollowWithin !== undefined);
}

/** What is still to be handed in against a commitment; null when nothing is. */
export function openGap<OneGap extends Pick<Gap, 'outcome'>>({
  gap,
}: {
  readonly gap?: OneGap | undefined;
}): OneGap | null {
  return gap && gap.outcome === undefined ? gap : null;
}

/** Whether the time of a commitment is over at a UTC instant (ISO 8601). */
function isBroken({ endsAt }: Gap, at: string): boolean {
  return endsAt !== undefined && at >= endsAt;
}

/**
 * What changes in the commitment of a case that ends, or is refused, at a UTC instant (ISO 8601): before its time nothing is broken,
 * afterwards it is, also where nobody has recorded so.
 */
export function gapSettled(before: Case, at: string): Partial<Pick<Case, 'gap' | 'flags'>> {
  const gap = openGap(before);
  if (!gap) return {};
  return {
    gap: { ...gap, outcome: isBroken(gap, at) ? 'broken' : 'released', settledAt: at },
    flags: before.flags.filter((flag) => flag !== 'gapped'),
  };
}

/** Years for which nothing is accepted with a gap from who has broken a commitment. */
const BARRED_YEARS = 1;

/**
 * For which hall dates, both included, a commitment that was due on a hall date bars its citizen once it is broken: the same day of
 * the next year is free again.
 */
function barAfter(dueOn: string): { readonly from: string; readonly until: string } {
  return { from: dueOn, until: validUntil(dueOn, BARRED_YEARS) };
}

/** Why nothing is accepted with a gap on a hall date, after a broken commitment that was due on another; null when it can be. */
export function gapBarText(dueOn: string | null, today: string): string | null {
  if (dueOn === null) return null;
  const { from, until } = barAfter(dueOn);
  return from <= today && today <= until
    ? `曾作容缺承诺，${printedDay(from)}到期没有补齐，至 ${printedDay(until)} 不适用容缺受理`
    : null;
}
