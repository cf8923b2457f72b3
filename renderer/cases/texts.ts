/** Words of the pages about cases whose citizen is not at the counter. */
export const caseTexts = {
  open: '打开',
  accepted: {
    title: '待办结',
    intro: '本工位已受理、还没有办结的办件，最急的在前。群众不在窗口也可以打开办结。',
    empty: '没有待办结的办件。',
    count: (count: number) => `${count} 件`,
    columns: {
      item: '事项',
      citizen: '群众',
      number: '办件编号',
      acceptedAt: '受理时间',
      due: '承诺办结',
      teller: '受理人',
    },
    overdue: '已超期',
    today: '今天到期',
    later: '还有时间',
    nothingFits: '没有符合条件的办件。',
  },
  find: {
    title: '查办件',
    intro: '群众不在窗口时，说明原因后可以查看办件。查看的人、时间和原因都记入日志。',
    number: '办件编号、单据编号或报文编号',
    placeholder: '办件编号 24 位，或单据上的编号',
    fromList: '待传清单里选定的办件',
    reason: '查看的原因',
    note: '说明（选填）',
    ask: '查看',
    numberMissing: '请输入编号',
  },
} as const;
