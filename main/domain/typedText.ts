import { z } from 'zod';

/** Text a person typed: at most `max` UTF-16 code units, without halves of a character and control characters other than tab and line ends. */
export const typedText = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uD800-\uDFFF]*$/u);

/** As {@link typedText}, with something in it: blanks alone say nothing. */
export const saidText = (max: number) => typedText(max).regex(/\S/u);
