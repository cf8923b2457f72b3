import type { FormValues, MaterialTicks } from '../../main/domain/case/papers.ts';

/** What is ticked and typed on one intake. */
export interface Draft {
  readonly ticks: MaterialTicks;
  readonly form: FormValues;
}

/** Long enough not to write at every key, short enough that a power cut costs half a word. */
export const DRAFT_DELAY_MS = 600;

/** How a timer is set; returns how to take it back. */
export type Later = (ms: number, run: () => void) => () => void;

/** Whether what is typed is with the core: `not-saved` = it did not take the draft, which is offered again with the next change. */
export type DraftState = 'saved' | 'saving' | 'not-saved';

interface Kept {
  draft: Draft;
  saved: boolean;
  /** Resolves when the core has answered; null while nothing is on its way. */
  saving: Promise<void> | null;
  /** The core did not take the last one it was offered. */
  refused: boolean;
  cancel: (() => void) | undefined;
}

/** Keeps what is being typed, outside the screens: a sign-in page or a lost core in between takes nothing away. */
export interface DraftKeeper {
  readonly get: (caseId: string) => Draft | undefined;
  /** How what is typed on this case stands; a case nothing was typed on is saved. */
  readonly state: (caseId: string) => DraftState;
  /** Keeps the draft and saves it after {@link DRAFT_DELAY_MS} of quiet. */
  readonly change: (caseId: string, draft: Draft) => void;
  /** Saves what is not saved yet, now; resolves when the core has taken it or refused it. Await it before what ends the work on a case. */
  readonly flush: () => Promise<void>;
  /** The case has moved on: its draft is part of its history now. */
  readonly drop: (caseId: string) => void;
  /** The visit is over: nothing of it stays, nothing more is saved. */
  readonly forgetAll: () => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** `save` answers whether the core has taken it; what it has not taken is tried again by itself, and with the next change or flush. */
export function keepDrafts(save: (caseId: string, draft: Draft) => Promise<boolean>, later: Later): DraftKeeper {
  const kept = new Map<string, Kept>();
  const listeners = new Set<() => void>();
  const changed = () => listeners.forEach((listener) => listener());

  const store = (caseId: string, entry: Kept): Promise<void> =>
    keepSaving(entry, (draft) => save(caseId, draft), { changed, wanted: () => kept.get(caseId) === entry });

  const remove = (caseId: string) => {
    kept.get(caseId)?.cancel?.();
    kept.delete(caseId);
  };

  return {
    get: (caseId) => kept.get(caseId)?.draft,
    state(caseId) {
      const entry = kept.get(caseId);
      if (entry === undefined || entry.saved) return 'saved';
      return entry.refused && entry.saving === null ? 'not-saved' : 'saving';
    },
    change(caseId, draft) {
      const entry: Kept = kept.get(caseId) ?? {
        draft,
        saved: true,
        saving: null,
        refused: false,
        cancel: undefined,
      };
      entry.cancel?.();
      Object.assign(entry, { draft, saved: false, cancel: later(DRAFT_DELAY_MS, () => void store(caseId, entry)) });
      kept.set(caseId, entry);
      changed();
    },
    async flush() {
      await Promise.all([...kept].map(([caseId, entry]) => store(caseId, entry)));
    },
    drop(caseId) {
      remove(caseId);
      changed();
    },
    forgetAll() {
      [...kept.keys()].forEach(remove);
      changed();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Offers the draft to the core, and what was typed meanwhile after it, as long as it is `wanted`. One offer at a time. */
async function keepSaving(
  entry: Kept,
  save: (draft: Draft) => Promise<boolean>,
  { changed, wanted }: { readonly changed: () => void; readonly wanted: () => boolean },
): Promise<void> {
  entry.cancel?.();
  entry.cancel = undefined;
  if (entry.saved) return;
  const offer = async (): Promise<void> => {
    const { draft } = entry;
    const taken = await save(draft).catch(() => false);
    entry.refused = !taken;
    entry.saved = taken && entry.draft === draft;
    if (taken && !entry.saved && wanted()) await offer();
  };
  entry.saving ??= offer().finally(() => {
    entry.saving = null;
    changed();
  });
  changed();
  await entry.saving;
}
