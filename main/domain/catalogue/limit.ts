import { ok } from '../result.ts';
import type { ServiceItem } from './item.ts';

/** A time limit of an item. */
export type ItemLimit = ServiceItem['promisedLimit'];

/** Working days a limit allows; 0 for an instant one, which is due the same day. */
export function limitDays(limit: ItemLimit): number {
  return limit.kind === 'instant' ? 0 : limit.days;
}

/**
 * The working days of all nodes of an item together, which are not above those it promises: whoever kept every node's limit could
 * break the promise otherwise.
 */
export function nodeDays(nodes: readonly { readonly limit: ItemLimit }[], promised: ItemLimit) {
  const sum = nodes.reduce((days, { limit }) => days + limitDays(limit), 0);
  if (sum <= limitDays(promised)) return ok(sum);
  const message = `各环节时限合计 ${sum} 个工作日，超过承诺的 ${limitDays(promised)} 个工作日`;
  return { ok: false, code: 'NODES_EXCEED_PROMISE', sum, message } as const;
}

/** What is left of a promised limit when the hall cuts its limits by 30 %, in tenths. */
const LEFT_TENTHS = 7;

/**
 * A promised limit cut by 30 %: rounded down to whole working days, one at least. An instant one stays. The statutory limit is
 * the law's and is never cut.
 */
export function cutLimit(limit: ItemLimit): ItemLimit {
  if (limit.kind === 'instant') return limit;
  return { kind: 'working-days', days: Math.max(1, Math.floor((limit.days * LEFT_TENTHS) / 10)) };
}

/** One limit, e.g. `5 个工作日`. */
export function limitInWords(limit: ItemLimit): string {
  return limit.kind === 'instant' ? '即时' : `${limit.days} 个工作日`;
}

/** Both limits of an item as the screen and the notice show them, e.g. `即时办结` or `承诺 10 个工作日（法定 30 个工作日）`. */
export function limitText(item: ServiceItem): string {
  if (item.promisedLimit.kind === 'instant') return '即时办结';
  return `承诺 ${limitInWords(item.promisedLimit)}（法定 ${limitInWords(item.statutoryLimit)}）`;
}
