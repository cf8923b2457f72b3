import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const CLI = path.resolve(import.meta.dirname, '../../../main/ops/cli.ts');

const answerSchema = z.object({
  ok: z.boolean(),
  message: z.string(),
  slips: z.array(z.array(z.string())).optional(),
  problems: z.array(z.string()).optional(),
});

/** A printer in a process of its own, started from the command line as a technician does. */
export interface EmulatedPrinter {
  /** Where it hangs: the path or `127.0.0.1:port`. */
  readonly place: string;
  /** Gives a command, e.g. `paper end`; fails when it is refused. */
  tell(command: string): Promise<void>;
  /** The paper so far. */
  read(): Promise<{ readonly slips: readonly (readonly string[])[]; readonly problems: readonly string[] }>;
  /** Ends it; the exit code. */
  end(): Promise<number | null>;
}

/** Starts it with these arguments behind `device emulate printer`. */
export async function emulatePrinter(...args: readonly string[]): Promise<EmulatedPrinter> {
  const child = spawn(process.execPath, [CLI, 'device', 'emulate', 'printer', ...args, '--json'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const next = async (): Promise<unknown> => {
    const [line] = (await once(lines, 'line')) as [string];
    return JSON.parse(line);
  };
  const { place } = z.object({ ready: z.literal(true), place: z.string() }).parse(await next());
  const ask = async (command: string) => {
    const answer = next();
    child.stdin.write(`${command}\n`);
    const said = answerSchema.parse(await answer);
    if (!said.ok) throw new Error(said.message);
    return said;
  };
  return {
    place,
    async tell(command) {
      await ask(command);
    },
    async read() {
      const { slips = [], problems = [] } = await ask('read');
      return { slips, problems };
    },
    async end() {
      const exited = once(child, 'exit');
      child.stdin.write('quit\n');
      const [code] = (await exited) as [number | null];
      return code;
    },
  };
}
