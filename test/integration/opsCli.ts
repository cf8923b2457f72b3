import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { vi } from 'vitest';

const CLI = path.resolve(import.meta.dirname, '../../main/ops/cli.ts');

/** Compiled once and kept, the command line starts in half the time. */
const env = { ...process.env, NODE_COMPILE_CACHE: path.join(tmpdir(), 'node-compile-cache') };

/** What a command left behind. */
export interface OpsOutcome {
  readonly exitCode: number | null;
  /** What it said on its standard output. */
  readonly output: string;
}

/** A command of the technician in this process: the start of a process costs more than most commands. */
export async function runOps(...args: readonly string[]): Promise<OpsOutcome> {
  // Only here: it brings the drivers of every device with it.
  const { main } = await import('../../main/ops/cli.ts');
  let output = '';
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    output += String(text);
    return true;
  });
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    return { exitCode: await main(args), output };
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
}

/** The same in a process of its own, which has to end by itself. */
export async function runOpsProcess(...args: readonly string[]): Promise<OpsOutcome> {
  const child = spawn(process.execPath, [CLI, ...args], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, output };
}

/** A command that goes on until it is told to end: an emulator, with a hand at its standard input. */
export class OpsProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: string[] = [];
  #wake: () => void = () => undefined;
  /** Resolves with its exit code. */
  readonly ended: Promise<number | null>;

  constructor(...args: readonly string[]) {
    this.#child = spawn(process.execPath, [CLI, ...args], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      this.#lines.push(line);
      this.#wake();
    });
    this.ended = new Promise((resolve) => this.#child.once('exit', resolve));
  }

  /** The next line it says. */
  async line(): Promise<string> {
    for (;;) {
      const line = this.#lines.shift();
      if (line !== undefined) return line;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Gives it a command; resolves with its answer. */
  tell(command: string): Promise<string> {
    this.#child.stdin.write(`${command}\n`);
    return this.line();
  }

  /** Ends it as a technician does, with Ctrl+C; its exit code. */
  quit(): Promise<number | null> {
    if (this.#child.exitCode === null) this.#child.kill('SIGINT');
    return this.ended;
  }

  /** Closes its standard input; its exit code. */
  hangUp(): Promise<number | null> {
    this.#child.stdin.end();
    return this.ended;
  }
}
