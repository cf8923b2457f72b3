import { WorkerRefusal } from '../../helper/worker.ts';
import type { Worker } from '../../helper/worker.ts';
import { LIBRARY_METHODS } from './libraryMessage.ts';
import type { LibraryCall } from './libraryMessage.ts';
import type { CallResult, VendorLibrary } from './vendorLibrary.ts';

/** What the methods of one library do; parameters are not checked yet. */
export interface LibraryMethods<Name extends string> {
  /** Loads and initialises the library. */
  readonly open: (
    parameters: unknown,
  ) => Promise<{ readonly library: VendorLibrary<Name>; readonly call: LibraryCall }>;
  /** The other methods, by name. */
  readonly methods: Readonly<
    Record<string, (library: VendorLibrary<Name>, parameters: unknown) => Promise<LibraryCall>>
  >;
}

/** A worker of one vendor's library: `open` first, then the other methods. */
export function createLibraryWorker<Name extends string>({ open, methods }: LibraryMethods<Name>): Worker {
  let library: VendorLibrary<Name> | undefined;
  return {
    async handle(method, parameters) {
      if (method === LIBRARY_METHODS.open) {
        const opened = await open(parameters);
        library = opened.library;
        return opened.call;
      }
      const run = methods[method];
      if (run === undefined || library === undefined) throw new WorkerRefusal('not-served', method);
      return run(library, parameters);
    },
  };
}

/** The answer for a call: its code and its first output. */
export function answerOf({ code, outputs }: CallResult): LibraryCall {
  return { code, output: Buffer.from(outputs[0] ?? []).toString('base64') };
}

/** The answer of an `open` that calls nothing. */
export const OPENED: LibraryCall = { code: 0, output: '' };
