import { createContext, use } from 'react';

const HelpContext = createContext<() => void>(() => undefined);

/** Gives everything below the way to open the help. */
export const HelpProvider = HelpContext;

/** Opens the help. */
export function useHelp(): () => void {
  return use(HelpContext);
}
