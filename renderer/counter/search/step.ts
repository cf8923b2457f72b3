/**
 * The place a key leads to in a list of `count` from place `at`; null when it is no key of lists. Up and down go round,
 * for a teller who overshoots is as often at the last as at the first.
 */
export function stepIn(count: number, at: number, key: string): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'PageDown':
      return Math.min(at + 5, count - 1);
    case 'PageUp':
      return Math.max(at - 5, 0);
    default:
      return null;
  }
}
