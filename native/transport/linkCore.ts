import type { ByteLink, LinkEnd, Unsubscribe } from './port.ts';

/** What a pending `write` rejects with when its link ends. */
export class LinkEndedError extends Error {
  readonly end: LinkEnd;

  constructor(end: LinkEnd) {
    super(end.kind === 'lost' ? `link lost: ${end.detail}` : 'link closed');
    this.name = 'LinkEndedError';
    this.end = end;
  }
}

/** The listeners and the one end of a link: the part every kind of link has in common. */
export interface LinkCore extends Pick<ByteLink, 'onData' | 'onEnd'> {
  /** Hands received bytes to the listeners; nothing is delivered after the end. */
  deliver(bytes: Uint8Array): void;
  /** Ends the link. Only the first call counts: drivers of ports may report one end several times. */
  end(end: LinkEnd): void;
  /** How the link ended, or undefined while it is open. */
  ended(): LinkEnd | undefined;
}

/** Makes the common part of a link. */
export function createLinkCore(): LinkCore {
  const dataListeners = new Set<(bytes: Uint8Array) => void>();
  const endListeners = new Set<(end: LinkEnd) => void>();
  let ended: LinkEnd | undefined;

  function onEnd(listener: (end: LinkEnd) => void): Unsubscribe {
    // Own closure for each subscription: the same function may be subscribed twice and must be called twice.
    const entry = (end: LinkEnd): void => listener(end);
    endListeners.add(entry);
    if (ended !== undefined) {
      const end = ended;
      queueMicrotask(() => {
        if (endListeners.delete(entry)) entry(end);
      });
    }
    return () => void endListeners.delete(entry);
  }

  return {
    onData(listener) {
      const entry = (bytes: Uint8Array): void => listener(bytes);
      dataListeners.add(entry);
      return () => void dataListeners.delete(entry);
    },
    onEnd,
    deliver(bytes) {
      if (ended !== undefined || bytes.length === 0) return;
      for (const listener of [...dataListeners]) listener(bytes);
    },
    end(end) {
      if (ended !== undefined) return;
      ended = end;
      dataListeners.clear();
      const listeners = [...endListeners];
      endListeners.clear();
      for (const listener of listeners) listener(end);
    },
    ended: () => ended,
  };
}
