/** Words of the shared parts. */
export const uiTexts = {
  whyNot: (reason: string) => `现在不能：${reason}`,
  close: '关闭',
  closeKey: 'Esc',
  paperLabel: '凭条内容',
  qrLabel: '二维码',
  loading: '正在加载…',
} as const;
