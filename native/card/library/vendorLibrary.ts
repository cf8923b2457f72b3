import { closeSync, openSync, readSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import koffi from 'koffi';
import { bitsOf } from '../../helper/message.ts';
import { explainSystemError } from '../../../main/domain/systemErrors.ts';
import { WorkerRefusal } from '../../helper/worker.ts';
import { HEADER_BYTES, readBinaryHeader } from './binaryHeader.ts';

/** Functions of a library by name, each with its arguments: numbers are `int`, the rest pointers to bytes. */
export type Prototypes<Name extends string> = Readonly<Record<Name, readonly ('int' | 'bytes')[]>>;

/**
 * One argument of a call: a number, text given to the function (00 is added), or a buffer it fills: `capacity` with text up to 00, `raw`
 * with exactly so many bytes of anything.
 */
export type Argument =
  number | { readonly text: Uint8Array } | { readonly capacity: number } | { readonly raw: number };

/** What a call brought. */
export interface CallResult {
  /** Read as signed 32 bits: `long` is that on Windows, and 64-bit libraries set the lower half at least. */
  readonly code: number;
  /** Filled buffers in the order of the arguments; those of text up to their first 00. */
  readonly outputs: readonly Uint8Array[];
}

/** A loaded library of a vendor. */
export interface VendorLibrary<Name extends string> {
  /** Calls a function on the one thread of the helper. Refuses (`library-overrun`) when it wrote beyond a buffer. */
  call(name: Name, args: readonly Argument[]): Promise<CallResult>;
}

/** Buffers are followed by so many marked bytes: an overrun up to this length is seen and does no harm. */
const GUARD_BYTES = 64 * 1024;
const GUARD_MARK = 0xa5;

type LoadedLibrary = ReturnType<typeof koffi.load>;
type NativeFunction = ReturnType<LoadedLibrary['func']>;

/**
 * Loads a library and finds its functions. The file's head is read first: the message of the system for a library of another
 * width differs from system to system and says nothing to a technician. Refuses with `library-not-found`, `library-bitness` or
 * `library-unfit`.
 */
export function loadVendorLibrary<Name extends string>(
  path: string,
  prototypes: Partial<Prototypes<Name>>,
): VendorLibrary<Name> {
  checkHeader(path);
  const real = realpathSync(path);
  // Libraries look for their settings and for each other in the working directory.
  process.chdir(dirname(real));
  const library = load(real);
  const functions = new Map<string, NativeFunction>();
  for (const [name, kinds] of Object.entries<Prototypes<Name>[Name] | undefined>(prototypes)) {
    if (kinds !== undefined) functions.set(name, bind(library, name, kinds));
  }
  return {
    async call(name, args) {
      const native = functions.get(name);
      if (native === undefined) throw new Error(`${name} is not bound`);
      const prepared = args.map(prepare);
      const code = await callOnThread(native, prepared);
      const outputs = args.flatMap((argument, index) => {
        const buffer = prepared[index];
        if (typeof argument === 'number' || 'text' in argument || !(buffer instanceof Uint8Array)) return [];
        return [takeOutput(name, buffer, argument)];
      });
      return { code, outputs };
    },
  };
}

function bind(library: LoadedLibrary, name: string, kinds: readonly ('int' | 'bytes')[]): NativeFunction {
  const types = kinds.map((kind) => (kind === 'int' ? 'int' : 'uint8_t *'));
  try {
    // Only 32-bit Windows knows the difference; koffi also finds the decorated names there.
    return library.func('__stdcall', name, 'int', types);
  } catch {
    throw new WorkerRefusal('library-unfit', `${name}：库里没有这个函数`);
  }
}

function checkHeader(path: string): void {
  const header = readBinaryHeader(readHead(path));
  if (header === undefined) throw new WorkerRefusal('library-unfit', '文件不是动态库');
  const { arch } = process;
  if (header.arch === arch) return;
  const library = `${header.bits} 位(${header.arch ?? '其他处理器'})`;
  throw new WorkerRefusal('library-bitness', `读卡库 ${library},辅助进程 ${bitsOf(arch)} 位(${arch})`);
}

function readHead(path: string): Uint8Array {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    throw new WorkerRefusal('library-not-found', explainSystemError(error));
  }
  try {
    const head = new Uint8Array(HEADER_BYTES);
    return head.subarray(0, readSync(file, head, 0, HEADER_BYTES, 0));
  } catch (error) {
    throw new WorkerRefusal('library-not-found', explainSystemError(error));
  } finally {
    closeSync(file);
  }
}

function load(path: string): LoadedLibrary {
  try {
    return koffi.load(path);
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    // Of what a loader complains about, only a missing function is no missing file.
    const symbol = /undefined symbol: (\w{1,100})/.exec(said)?.[1];
    if (symbol !== undefined) throw new WorkerRefusal('library-unfit', `缺少它需要的函数 ${symbol}`);
    const file = /([\w.+-]{1,100}): cannot open shared object file/.exec(said)?.[1];
    throw new WorkerRefusal('library-not-found', file === undefined ? '系统不能装入它' : `缺少它需要的文件 ${file}`);
  }
}

function prepare(argument: Argument): number | Uint8Array {
  if (typeof argument === 'number') return argument;
  if ('text' in argument) return Buffer.concat([argument.text, Buffer.of(0)]);
  const size = sizeOf(argument);
  return Buffer.alloc(size + GUARD_BYTES, GUARD_MARK).fill(0, 0, size);
}

/** A buffer the function fills. */
type Output = Exclude<Argument, number | { readonly text: Uint8Array }>;

function sizeOf(output: Output): number {
  return 'raw' in output ? output.raw : output.capacity;
}

function takeOutput(name: string, buffer: Uint8Array, output: Output): Uint8Array {
  const size = sizeOf(output);
  if (buffer.subarray(size).some((byte) => byte !== GUARD_MARK)) {
    throw new WorkerRefusal('library-overrun', `${name} 写出了 ${size} 字节的缓冲区`);
  }
  const filled = buffer.subarray(0, size);
  const end = filled.indexOf(0);
  return 'raw' in output || end < 0 ? filled : filled.subarray(0, end);
}

function callOnThread(native: NativeFunction, args: readonly (number | Uint8Array)[]): Promise<number> {
  return new Promise((resolve, reject) => {
    native.async(...args, (error: unknown, result: unknown) => {
      if (typeof result === 'number') resolve(result | 0);
      else reject(error instanceof Error ? error : new Error('call without result'));
    });
  });
}
