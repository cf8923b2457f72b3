import type { ServiceItem } from './item.ts';

/** A time limit of an item. */
export type ItemLimit = ServiceItem['promisedLimit'];

/** Working days a limit allows; 0 for an instant one, which is due the same day. */
export function limitDays(limit: ItemLimit): number {
  return limit.kind === 'instant' ? 0 : limit.days;
}

/** Working days of these nodes together. */
export function nodeDays(nodes: ServiceItem['nodes']): number {
  return nodes.reduce((sum, { limit }) => sum + limitDays(limit), 0);
}

function text(limit: ItemLimit): string {
  return limit.kind === 'instant' ? '即时' : `${limit.days} 个工作日`;
}

/** Both limits of an item as the screen and the notice show them, e.g. `即时办结` or `承诺 10 个工作日（法定 30 个工作日）`. */
export function limitText(item: ServiceItem): string {
  if (item.promisedLimit.kind === 'instant') return '即时办结';
  return `承诺 ${text(item.promisedLimit)}（法定 ${text(item.statutoryLimit)}）`;
}
