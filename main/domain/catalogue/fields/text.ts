import { z } from 'zod';
import { commonSettings, typedRules, type FieldRules } from './field.ts';

const CONTROL = /\p{Cc}/u;

/** Longest value in characters (not UTF-16 units). */
const maxLength = z.int().min(1).max(500).default(100);

/** One line of text. */
export const textFieldSchema = z.strictObject({ ...commonSettings, kind: z.literal('text'), maxLength });
/** Text of several lines. */
export const noteFieldSchema = z.strictObject({ ...commonSettings, kind: z.literal('note'), maxLength });

type TextField = z.infer<typeof textFieldSchema> | z.infer<typeof noteFieldSchema>;

function problem(field: TextField, value: string): string | null {
  const visible = field.kind === 'note' ? value.replaceAll('\n', '') : value;
  if (CONTROL.test(visible)) return `${field.label}含有不能识别的控制字符，请重新录入`;
  return Array.from(value).length > field.maxLength ? `${field.label}不能超过 ${field.maxLength} 个字` : null;
}

/** Both kinds of free text. */
export const textRules: FieldRules<TextField> = { ...typedRules, problem };
