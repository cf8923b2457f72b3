import { z } from 'zod';

/** What a line of text has none of: controls, invisible format and direction characters, line ends, halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\ufffd]/u;

/** What the sample of the configuration has where a hall must write its own. */
const TO_BE_FILLED_IN = '请填写';

/** Why a text is not a line that can be shown, printed and sent as it is written, in Chinese; null when it is one. */
function oneLineProblem(text: string): string | null {
  const unseen = UNSEEN.exec(text)?.[0];
  if (unseen !== undefined) {
    const code = (unseen.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `含有看不见的字符（U+${code}），请删去后重新输入`;
  }
  if (text.trim() === '') return '不能为空';
  if (text.trim() !== text) return '首尾有空格，请删去';
  if (text.includes(TO_BE_FILLED_IN)) return `还是样本里的“${TO_BE_FILLED_IN}”，请改成本厅的内容`;
  return null;
}

/** A line of at most so many characters (UTF-16 code units) that somebody wrote for this counter; see {@link oneLineProblem}. */
export function oneLine(most: number) {
  return z
    .string()
    .max(most, `最多 ${most} 个字符`)
    .superRefine((text, context) => {
      const message = oneLineProblem(text);
      if (message !== null) context.addIssue({ code: 'custom', message });
    });
}
