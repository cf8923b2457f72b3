import { useEffect } from 'react';

/** Brings the hands to the first field of the open dialog that is wrong, each time it has been found that some are. */
export function useFirstWrongField(problems: Readonly<Record<string, string>>): void {
  useEffect(() => {
    if (Object.keys(problems).length === 0) return;
    document.querySelector<HTMLElement>('dialog[open] [aria-invalid="true"]')?.focus();
  }, [problems]);
}
