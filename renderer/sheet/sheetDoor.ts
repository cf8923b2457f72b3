/** What becomes of the sheet that is drawn for print. `printer` and `pdf` need the desktop shell. */
export type SheetOrder =
  | { readonly way: 'printer'; readonly printer: string; readonly copies: number }
  | { readonly way: 'dialogue' }
  | { readonly way: 'pdf'; readonly fileName: string };

/** `place` is where a file was saved, else empty. */
export type SheetOutcome =
  { readonly ok: true; readonly place: string } | { readonly ok: false; readonly reason: string };

/** How this window gets a sheet onto paper. */
export interface SheetDoor {
  /** True where sheets print without a dialogue and can be saved as files. */
  readonly silent: boolean;
  send(order: SheetOrder): Promise<SheetOutcome>;
}

/** `type` of the message to the desktop shell, and of its answer; main/shell/electron/channel.ts has the same words. */
const SHEET_ORDER = 'yiguitong:sheet-order';
const SHEET_DONE = 'yiguitong:sheet-done';

/** The door of the shell that serves this page: told in the page, as the way to the core is. */
export function sheetDoor(page: Window): SheetDoor {
  const told = page.document.querySelector<HTMLMetaElement>('meta[name="counter-transport"]')?.content;
  return told === 'message-port' ? desktopDoor(page) : browserDoor(page);
}

/** A browser always shows its own dialogue, in which the person chooses printer and copies, or a file. */
function browserDoor(page: Window): SheetDoor {
  return {
    silent: false,
    send: () => {
      page.print();
      return Promise.resolve({ ok: true, place: '' });
    },
  };
}

function desktopDoor(page: Window): SheetDoor {
  return {
    silent: true,
    send: (order) =>
      new Promise((resolve) => {
        const id = crypto.randomUUID();
        const answered = (event: MessageEvent<unknown>): void => {
          if (event.source !== page || event.origin !== page.location.origin) return;
          const outcome = readOutcome(event.data, id);
          if (!outcome) return;
          page.removeEventListener('message', answered);
          resolve(outcome);
        };
        page.addEventListener('message', answered);
        page.postMessage({ type: SHEET_ORDER, id, order }, page.location.origin);
      }),
  };
}

function readOutcome(data: unknown, id: string): SheetOutcome | null {
  if (typeof data !== 'object' || data === null) return null;
  const message: { type?: unknown; id?: unknown; place?: unknown; reason?: unknown } = data;
  if (message.type !== SHEET_DONE || message.id !== id) return null;
  if (typeof message.place === 'string') return { ok: true, place: message.place };
  return { ok: false, reason: typeof message.reason === 'string' ? message.reason : '' };
}
