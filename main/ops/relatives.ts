import { createInterface } from 'node:readline/promises';
import { z } from 'zod';
import { sm3Text } from '../core/sm3.ts';
import { canonicalDocument, CITIZEN_ID } from '../domain/identity/documentTypes.ts';
import { idNumberKind } from '../domain/identity/idNumber.ts';
import { keysOf } from '../domain/keysOf.ts';
import { closeRelations } from '../domain/staff/closePersons.ts';
import { keepClosePersons, type ClosePerson } from '../services/closePersons.ts';
import { COUNTER } from '../services/context.ts';
import { readArguments, refuseArguments } from './arguments.ts';
import { refuse, withHomeStore } from './homeStore.ts';
import type { PasswordInput } from './password.ts';

/** Usage line of `account relatives`. */
export const RELATIVES_USAGE = 'account relatives --home DIR --number N [--key-file F]';

const argumentSchema = z.object({
  home: z.string({ error: '必须给出数据文件夹' }).min(1),
  'key-file': z.string().min(1).optional(),
  number: z.string({ error: '必须给出工号' }).regex(/^[0-9A-Za-z]{1,20}$/),
});

/**
 * `account relatives`: whose business somebody must not handle (回避), while the counter does not run. One line for each: the
 * relation and the number of the document; an empty line or the end of the pipe ends it, and none at all empties the file. Numbers
 * come by the input and not as arguments, which other programs see. Exit code 0 done, 1 a named failure, 2 wrong arguments.
 */
export async function runRelatives(args: readonly string[], input: PasswordInput): Promise<number> {
  const options = { home: { type: 'string' }, 'key-file': { type: 'string' }, number: { type: 'string' } } as const;
  const read = readArguments(args, options, argumentSchema);
  if (!read.ok) return refuseArguments(read.message, RELATIVES_USAGE);
  const { number } = read.options;
  if (input.isTTY === true)
    process.stderr.write(`每行一人：关系 证件号码（${Object.values(closeRelations).join('、')}），空行结束。\n`);
  const lines = await linesOf(input);
  const persons: ClosePerson[] = [];
  for (const [index, line] of lines.entries()) {
    const person = personIn(line);
    if (!person) return refuse(`第 ${index + 1} 行不是“关系 证件号码”，或证件号码不对，没有改动。`);
    persons.push(person);
  }
  return await withHomeStore(read.options, (store) => {
    if (!keepClosePersons({ store, hashText: sm3Text }, COUNTER, { number, persons }))
      return refuse(`没有工号 ${number}，没有改动。`);
    process.stdout.write(`已登记工号 ${number} 应当回避的 ${persons.length} 人，只保存由号码算出的编号。\n`);
    return 0;
  });
}

async function linesOf(input: PasswordInput): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input, terminal: false })) {
    if (line.trim() === '') break;
    lines.push(line.trim());
  }
  return lines;
}

function personIn(line: string): ClosePerson | null {
  const [title = '', number = '', ...more] = line.split(/\s+/);
  const relation = keysOf(closeRelations).find((one) => closeRelations[one] === title);
  const document = canonicalDocument(CITIZEN_ID, number);
  // A mistyped number would keep nobody away.
  if (!relation || more.length > 0 || idNumberKind(document.number) === null) return null;
  return { relation, document };
}
