/** Words of the A4 sheets. */
export const sheetTexts = {
  number: '编号',
  qrLabel: '查询码',
  sealed: (name: string) => `加盖${name}`,
  scan: '出示此码可查询本件',
  print: '打印',
  pdf: '存为 PDF',
  paperLabel: 'A4 纸面预览',
  sent: '已交给打印机。请到打印机取纸；没有出纸请看打印机上的提示。',
  saved: (place: string) => `已保存：${place}`,
  a4: 'A4 纸打印',
  application: '打印申请表（A4）',
  guide: '告知卡',
  failed: {
    happened: (reason: string) => `A4 纸没有打印出来：${reason}`,
    kept: '办件和单据都在，没有改动。',
    next: '请检查打印机后重试，或请信息股在“设备”页查看 A4 打印机。',
  },
} as const;
