import { readWrittenDate } from '../../main/domain/calendar/writtenDate.ts';

/** Eight digits are a whole date and become one at once; anything else may still be on its way. */
export function eightDigits(typed: string): string {
  return /^\d{8}$/.test(typed.normalize('NFKC')) ? (readWrittenDate(typed) ?? typed) : typed;
}
