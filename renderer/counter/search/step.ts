/**
 * The place a key leads to in a list of `count` from place `at` (-1: from none); null when it is no key of lists. Up and down go
 * round, for a teller who overshoots is as often at the last as at the first.
 */
export function stepIn(count: number, at: number, key: string): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return at <= 0 ? count - 1 : at - 1;
    case 'PageDown':
      return Math.min(Math.max(at, 0) + 5, count - 1);
    case 'PageUp':
      return Math.max(at - 5, 0);
    default:
      return null;
  }
}

/** The place Alt and a digit choose at once, counted from 0; null for every other key. */
export function placeOfKey({
  altKey,
  ctrlKey,
  code,
}: Pick<KeyboardEvent, 'altKey' | 'ctrlKey' | 'code'>): number | null {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  return altKey && !ctrlKey && digit !== undefined ? Number(digit) - 1 : null;
}
