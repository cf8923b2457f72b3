/** By what the hall counts its card business: the insurance of the card's holder. */
export const insuredGroups = ['职工', '居民', '其他'] as const;

/** A group by which the hall counts its card business. */
export type InsuredGroup = (typeof insuredGroups)[number];

/** The group of an insurance type of the dictionary `insutype`; undefined for somebody without one. */
export function insuredGroup(type: string | undefined): InsuredGroup {
  if (type === '310') return '职工';
  return type === '390' ? '居民' : '其他';
}
