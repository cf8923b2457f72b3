import { useLayoutEffect, type RefObject } from 'react';

/** When a part goes away with the focus in it, the focus goes to the work (`data-home`) and is not lost. */
export function useFocusHome(part: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = part.current;
    return () => {
      if (element?.contains(document.activeElement)) {
        queueMicrotask(() => document.querySelector<HTMLElement>('[data-home]')?.focus());
      }
    };
  }, [part]);
}
