/** Eight digits are a whole date and become one at once; anything else may still be on its way. */
export function eightDigits(typed: string): string {
  return /^\d{8}$/.test(typed) ? dateFromTyping(typed) : typed;
}

/**
 * A date as tellers type it (`20260131`, `2026.1.31`, `2026/01/31`) in the form the domain reads, `2026-01-31`. What is
 * none of these stays as typed, for the domain to refuse.
 */
export function dateFromTyping(typed: string): string {
  const text = typed.trim();
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(text);
  const [, year, month, day] = parts ?? [];
  if (!year || !month || !day) return text;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
