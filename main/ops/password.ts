import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { SHORTEST_PASSWORD } from '../domain/staff/password.ts';

/** A password that fits, or one Chinese sentence saying why not. */
export type TypedPassword =
  { readonly ok: true; readonly password: string } | { readonly ok: false; readonly message: string };

/** Where a password comes from: a keyboard with a person at it, or another program's pipe. */
export type PasswordInput = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** Takes what is typed without showing it. */
class NoEcho extends Writable {
  override _write(_chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    done();
  }
}

/** Reads lines that are not shown, one after the other: with its prompt at a keyboard, or the first lines of a pipe. A missing one is empty. */
export async function readHidden(
  input: PasswordInput,
  prompts: NodeJS.WritableStream,
  questions: readonly string[],
): Promise<readonly string[]> {
  const keyboard = input.isTTY === true;
  const lines = createInterface({ input, output: new NoEcho(), terminal: keyboard });
  const typed = lines[Symbol.asyncIterator]();
  try {
    const answers: string[] = [];
    for (const question of questions) {
      if (keyboard) prompts.write(question);
      const line = await typed.next();
      if (keyboard) prompts.write('\n');
      answers.push(line.done === true ? '' : line.value);
    }
    return answers;
  } finally {
    lines.close();
  }
}

/**
 * Reads a new password: at a keyboard twice without showing it, the prompts on `prompts`; from a pipe its first line.
 */
export async function readNewPassword(input: PasswordInput, prompts: NodeJS.WritableStream): Promise<TypedPassword> {
  const keyboard = input.isTTY === true;
  const lines = createInterface({ input, output: new NoEcho(), terminal: keyboard });
  const typed = lines[Symbol.asyncIterator]();
  const next = async (prompt: string): Promise<string> => {
    if (keyboard) prompts.write(prompt);
    const line = await typed.next();
    if (keyboard) prompts.write('\n');
    return line.done === true ? '' : line.value;
  };
  try {
    const password = await next(`新密码（至少 ${SHORTEST_PASSWORD} 个字符）：`);
    if (password.length < SHORTEST_PASSWORD) {
      return { ok: false, message: `密码至少 ${SHORTEST_PASSWORD} 个字符` };
    }
    if (keyboard && (await next('再输入一次：')) !== password) return { ok: false, message: '两次输入的密码不一致' };
    return { ok: true, password };
  } finally {
    lines.close();
  }
}
