import type { ServiceItem } from './item.ts';

/** How long the papers of a case are kept, e.g. `10 年` or `永久`. */
export function retentionText(retention: NonNullable<ServiceItem['retention']>): string {
  return retention === 'permanent' ? '永久' : `${retention} 年`;
}
