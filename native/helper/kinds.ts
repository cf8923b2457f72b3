import type { CreateWorker } from './worker.ts';

/** One kind of helper. */
interface HelperKindEntry {
  /** Loads the worker of this kind alone: a helper needs no library of the other kinds. */
  readonly load: () => Promise<{ readonly createWorker: CreateWorker }>;
  /**
   * Threads for native calls. One where a library may expect every call on the same thread (COM, drivers without locks); more
   * where one call waits while others are made.
   */
  readonly threads: number;
}

/** Every kind of helper. A new one is one line here and a worker module. */
export const HELPER_KINDS = {
  'ss-card-driver': { load: () => import('../card/library/ssCardDriverWorker.ts'), threads: 1 },
  'hea-sec-read-info': { load: () => import('../card/library/heaSecReadInfoWorker.ts'), threads: 1 },
  'ss-card-dll': { load: () => import('../card/library/ssCardDllWorker.ts'), threads: 1 },
  photo: { load: () => import('../idcard/photo/photoWorker.ts'), threads: 1 },
  pcsc: { load: () => import('../card/pcsc/pcscWorker.ts'), threads: 4 },
  spooler: { load: () => import('../printer/spooler/spoolerWorker.ts'), threads: 1 },
} as const satisfies Record<string, HelperKindEntry>;

/** What a helper is for. */
export type HelperKind = keyof typeof HELPER_KINDS;

/** The kind of that name; undefined when there is none. */
export function helperKindOf(name: string | undefined): HelperKind | undefined {
  return name !== undefined && isHelperKind(name) ? name : undefined;
}

function isHelperKind(name: string): name is HelperKind {
  return Object.hasOwn(HELPER_KINDS, name);
}
