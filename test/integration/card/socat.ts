import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DevicePathRules } from '../../../native/transport/devicePath.ts';

/** Says that the ends of a {@link SerialPair} may be opened: links to pseudo-terminals, in a folder of their own. */
export const EMULATED: DevicePathRules = { from: 'anywhere' };

/** Two joined pseudo-terminals: a serial cable between two processes. */
export interface SerialPair {
  readonly a: string;
  readonly b: string;
  /** Pulls the cable: both paths are gone when it resolves. */
  pull(): Promise<void>;
  /** Lays it again under the same paths. */
  plug(): Promise<void>;
  remove(): Promise<void>;
}

/** True when these tests cannot run here: socat is missing. In CI that must not pass unnoticed. */
export function socatIsMissing(): boolean {
  const missing = spawnSync('socat', ['-V'], { stdio: 'ignore' }).error !== undefined;
  if (missing && process.env.CI) throw new Error('socat is needed for the serial tests: apt-get install socat');
  return missing;
}

/** Lays a serial cable. */
export async function createSerialPair(): Promise<SerialPair> {
  const folder = mkdtempSync(join(tmpdir(), 'serial-'));
  const a = join(folder, 'a');
  const b = join(folder, 'b');
  let socat: ChildProcess | undefined;

  async function plug(): Promise<void> {
    const child = spawn('socat', ['-d', '-d', `pty,raw,echo=0,link=${a}`, `pty,raw,echo=0,link=${b}`], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    socat = child;
    // socat says this when both terminals and their links exist.
    await lineOf(child, /starting data transfer loop/);
  }

  async function pull(): Promise<void> {
    const child = socat;
    socat = undefined;
    if (child?.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await gone;
  }

  await plug();
  return {
    a,
    b,
    pull,
    plug,
    async remove() {
      await pull();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function lineOf(child: ChildProcess, pattern: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    const { stderr } = child;
    if (stderr === null) throw new Error('socat was started without its messages');
    createInterface({ input: stderr }).on('line', (line) => {
      if (pattern.test(line)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`socat ended with ${code ?? 'a signal'}`)));
  });
}
