/** Words of the list of transactions on their way. */
export const outboxTexts = {
  title: '待传清单',
  back: '返回',
  intro: '办结的业务按群众先后顺序自动上传中心系统；连不上时留在本机，恢复后自动补传，不会重复。',
  empty: '没有待传的业务。',
  columns: {
    item: '事项',
    citizen: '群众',
    number: '办件编号',
    state: '状态',
    detail: '说明',
    queued: '办结时间',
    act: '操作',
  },
  states: {
    waiting: '待传',
    sending: '正在上传',
    unknown: '结果待查',
    delivered: '已传中心',
    refused: '中心退回',
  },
  attempts: (count: number) => `已尝试 ${count} 次`,
  nextAt: (clock: string) => `${clock} 再试`,
  receipt: (number: string) => `回执 ${number}`,
  sendNow: '立即重传',
  openCase: (item: string, number: string) => `打开办件 ${item} ${number}`,
  open: (count: number) => `${count} 笔未完成`,
} as const;
