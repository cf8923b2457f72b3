import { z } from 'zod';
import { OpsProcess } from '../opsCli.ts';

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
  /** Resolves with its exit code when it has ended, also by itself. */
  readonly ended: Promise<number | null>;
  /** Ends it; the exit code. */
  end(): Promise<number | null>;
}

/** Starts it with these arguments behind `device emulate printer`. */
export async function emulatePrinter(...args: readonly string[]): Promise<EmulatedPrinter> {
  const emulator = new OpsProcess('device', 'emulate', 'printer', ...args, '--json');
  const { place } = z.object({ ready: z.literal(true), place: z.string() }).parse(JSON.parse(await emulator.line()));
  const ask = async (command: string) => {
    const said = answerSchema.parse(JSON.parse(await emulator.tell(command)));
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
    ended: emulator.ended,
    end: () => emulator.quit(),
  };
}
