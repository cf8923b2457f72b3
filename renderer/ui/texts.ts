/** Words of the shared parts. */
export const uiTexts = {
  lights: { black: '已超期', red: '今天到期', yellow: '快到期' },
  whyNot: (reason: string) => `现在不能：${reason}`,
  close: '关闭',
  closeKey: 'Esc',
  paperLabel: '凭条内容',
  qrLabel: '二维码',
  loading: '正在加载…',
  rare: '生僻字',
  rareHelp: '这台电脑的字体里可能没有这些字。看到方框时，请用字的编码与证件核对。',
  copy: (what: string) => `复制${what}`,
  deliveries: { waiting: '待传', refused: '中心退回' },
  copied: (what: string) => `已复制${what}`,
  notCopied: '没有复制成，请手工抄写。',
} as const;
