import { createContext, use } from 'react';

/** Says a sentence to whoever listens instead of looking. */
export type Announce = (text: string) => void;

const AnnounceContext = createContext<Announce>(() => undefined);

/** Gives the announcer to everything below. */
export const AnnounceProvider = AnnounceContext;

/** How a part says something aloud. */
export function useAnnounce(): Announce {
  return use(AnnounceContext);
}
