/** Words of a form's fields. */
export const formTexts = {
  prefilled: (from: string) => `取自${from}`,
  optional: '选填',
  datePlaceholder: '年月日，如 20260131',
} as const;
