import { keysOf } from '../keysOf.ts';
/** Posts of the hall (domain reference 1). The Chinese title is what the screen shows. */
export const roleTitles = {
  teller: '综合柜员',
  reviewer: '风险防控与稽核股',
  'branch-leader': '驻政务中心分管领导',
  'bureau-head': '保障局主要领导',
  'duty-leader': '值班领导',
  'duty-clerk': '值班窗口人员',
  auditor: '稽核人员',
  office: '局办公室',
  'business-section': '业务股室',
  technician: '信息股',
  administrator: '系统管理员',
} as const satisfies Record<string, string>;

/** One post. A person acts in exactly one post at a time. */
export type Role = keyof typeof roleTitles;

/** All posts, for tables and tests. */
export const roles = keysOf(roleTitles);
