import { writeSync } from 'node:fs';
import { HELPER_KINDS, helperKindOf } from './kinds.ts';
import type { HelperKind } from './kinds.ts';
import { HAS_GROUPS, killGroup } from './killFamily.ts';
import { createLineReader } from './lineReader.ts';
import { bitsOf, HELPER_OUTPUT, LONGEST_DETAIL, LONGEST_MESSAGE, requestSchema } from './message.ts';
import type { HelperMessage, HelperRequest } from './message.ts';
import { WorkerRefusal } from './worker.ts';
import type { Worker } from './worker.ts';

/*
 * The helper process: one kind of native calls, named by its only argument. Requests come by standard input, messages leave
 * by HELPER_OUTPUT. It ends when its input ends, whatever a library is doing at that moment.
 */

/** Writes one message whole before it returns: what was answered is out, even when the next call crashes. */
function post(message: HelperMessage): void {
  const line = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let sent = 0; sent < line.length;) sent += writeSync(HELPER_OUTPUT, line, sent);
}

/** Ends at once: an orderly exit waits for the thread in which a library hangs. */
function die(): never {
  // With all that a library has started; this process is the head of its group, unless somebody started it by hand.
  if (HAS_GROUPS) killGroup(process.pid);
  process.kill(process.pid, 'SIGKILL');
  process.exit(1);
}

async function answer(worker: Worker, { id, method, parameters }: HelperRequest): Promise<void> {
  try {
    const value = await worker.handle(method, parameters);
    post({ message: 'answer', id, value: value ?? null });
  } catch (error) {
    if (!(error instanceof WorkerRefusal)) throw error;
    post({ message: 'refused', id, reason: error.reason, detail: error.detail.slice(0, LONGEST_DETAIL) });
  }
}

function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return 'Error';
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
}

async function serve(kind: HelperKind): Promise<void> {
  const { createWorker } = await HELPER_KINDS[kind].load();
  const worker = createWorker((event) => post({ message: 'event', event }));
  const lines = createLineReader(LONGEST_MESSAGE);
  let work = Promise.resolve();
  process.stdin.on('data', (bytes: Buffer) => {
    const complete = lines.push(bytes);
    if (complete === 'too-long') throw new Error('request too long');
    for (const line of complete) {
      const request = requestSchema.parse(JSON.parse(line));
      work = work.then(() => answer(worker, request));
    }
  });
  process.stdin.on('close', die);
  const { arch, version } = process;
  post({ message: 'hello', kind, arch, bits: bitsOf(arch), node: version });
}

const kind = helperKindOf(process.argv[2]);
if (kind === undefined) {
  process.stderr.write('usage: helper KIND (started by the counter)\n');
  process.exitCode = 2;
} else {
  try {
    await serve(kind);
  } catch (error) {
    // E.g. no koffi for this machine beside a runtime of another width. Kind and code alone: messages repeat what they were given.
    process.stderr.write(`${faultOf(error)}\n`);
    process.exit(1);
  }
}
