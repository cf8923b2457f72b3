/** How a ground is worded. */
interface GroundRule {
  /** Chinese, for the head of the page. */
  readonly title: string;
}

/**
 * On what grounds somebody may look into a case, the strongest first. `visit`: its citizen is at the counter; `task`: it
 * waits for an act of this post; `approval`: it waits for this post's word; `hall-query`: asked for with a reason, which
 * the journal keeps; `system`: a part of the system does its work.
 */
export const grounds = {
  visit: { title: '群众在窗口' },
  task: { title: '待办' },
  approval: { title: '待审批' },
  'hall-query': { title: '查询' },
  system: { title: '系统' },
} as const satisfies Record<string, GroundRule>;

/** A ground. */
export type Ground = keyof typeof grounds;
