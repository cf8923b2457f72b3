import { createSignal } from '../../main/domain/signal.ts';
import { throwToProcess } from '../bugReport.ts';
import { createEnding, type Ending } from './ending.ts';
import type { ByteLink, LinkEnd } from './port.ts';

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
export interface LinkCore extends Pick<ByteLink, 'onData'>, Ending<LinkEnd> {
  /** Hands received bytes to the listeners; nothing is delivered after the end. */
  deliver(bytes: Uint8Array): void;
}

/** Makes the common part of a link. */
export function createLinkCore(): LinkCore {
  const data = createSignal<Uint8Array>(throwToProcess);
  const ending = createEnding<LinkEnd>(throwToProcess);
  return {
    ...ending,
    onData: (listener) => data.subscribe(listener),
    deliver(bytes) {
      if (ending.ended() === undefined && bytes.length > 0) data.emit(bytes);
    },
  };
}
