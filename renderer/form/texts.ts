/** Words of a form's fields. */
export const formTexts = {
  prefilled: (from: string) => `取自${from}`,
  optional: '选填',
  yuan: '元',
  cell: (column: string, row: number) => `第 ${row} 行 ${column}`,
  removeRow: (row: number) => `删去第 ${row} 行`,
  datePlaceholder: '如 20260131',
  openCalendar: (label: string) => `打开日历，选择${label}`,
  calendarKey: '打开日历（Alt+↓）',
  regionPlaceholder: '输入名称或拼音首字母',
  noRegion: '没有这个地方，请换个写法，或逐级选择',
  unlistedRegion: (code: string) => `${code}（名称未收录）`,
} as const;
