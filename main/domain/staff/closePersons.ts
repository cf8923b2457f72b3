/** In what relation somebody stands to a member of the staff who must not handle their business (回避), in Chinese. */
export const closeRelations = {
  self: '本人',
  spouse: '配偶',
  parent: '父母',
  child: '子女',
  sibling: '兄弟姐妹',
  'in-law': '近姻亲',
} as const satisfies Record<string, string>;

/** Relation of somebody whose business a member of the staff must not handle. */
export type CloseRelation = keyof typeof closeRelations;
