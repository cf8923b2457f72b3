import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { z } from 'zod';
import { deviceRanges } from '../domain/device/settings.ts';

/** Arguments that fit, or one Chinese sentence saying which does not. */
export type ArgumentsResult<Options> =
  { readonly ok: true; readonly options: Options } | { readonly ok: false; readonly message: string };

/**
 * Reads the options of one command: names from the table, values checked by the schema. Numbers arrive as text, so
 * schemas coerce. Unknown options and stray words are refused.
 */
export function readArguments<Options>(
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
  schema: z.ZodType<Options>,
): ArgumentsResult<Options> {
  let values: unknown;
  try {
    values = parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    // parseArgs reports wrong arguments as TypeErrors with a code; anything else is a bug.
    if (!(error instanceof TypeError) || !('code' in error)) throw error;
    return { ok: false, message: `参数不对:${error.message}` };
  }
  const parsed = schema.safeParse(values);
  if (parsed.success) return { ok: true, options: parsed.data };
  const wrong = parsed.error.issues.map((issue) => `--${issue.path.join('.')}:${issue.message}`).join(';');
  return { ok: false, message: `参数不对:${wrong}` };
}

/** A whole number as it is typed, within the range of a device's setting; its usual value when left out. */
export function numberWithin(setting: keyof typeof deviceRanges) {
  const { min, max, usual } = deviceRanges[setting];
  return z.coerce.number().int().min(min).max(max).default(usual);
}

/** Options of every command that opens a serial path. */
export const serialOptions = {
  path: { type: 'string' },
  baud: { type: 'string' },
  variant: { type: 'string' },
  json: { type: 'boolean' },
} as const satisfies NonNullable<ParseArgsConfig['options']>;

/** 115200 baud: what the public driver sets for these readers. */
export const serialShape = {
  path: z.string({ error: '必须给出串口路径' }).min(1),
  baud: numberWithin('baudRate'),
  variant: z.enum(['gempc-twin', 'sec1210']).default('gempc-twin'),
  json: z.boolean().default(false),
} as const;

/** Writes one line for people, or the same as one JSON object for programs. */
export function report(json: boolean, object: object, text: string): void {
  process.stdout.write(`${json ? JSON.stringify(object) : text}\n`);
}

/** Says on the error output what is wrong with the arguments; answers the exit code for it. */
export function refuseArguments(message: string, usage: string): number {
  process.stderr.write(`${message}\n用法: ${usage}\n`);
  return 2;
}
