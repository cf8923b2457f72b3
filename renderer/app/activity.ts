/** What a person does at a screen. Events a program makes carry no trust of the browser and count for nothing. */
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** How often the core is told of steady work, in milliseconds: seldom against the time a session may rest. */
const TELL_EVERY_MS = 20_000;

/** The page as far as it tells of the person before it. */
type Page = Pick<Window, 'addEventListener' | 'removeEventListener'>;

/**
 * Tells when a person does something at the page: at once after a pause, then once in a while. `hurried` says that every sign
 * counts, because a countdown is running. Answers how to stop listening.
 */
export function followActivity(page: Page, now: () => number, hurried: () => boolean, tell: () => void): () => void {
  let toldAt = -Infinity;
  const onSign = (event: Event): void => {
    if (!event.isTrusted || (!hurried() && now() - toldAt < TELL_EVERY_MS)) return;
    toldAt = now();
    tell();
  };
  // Before anything on the page can keep the event to itself.
  for (const sign of SIGNS_OF_LIFE) page.addEventListener(sign, onSign, { capture: true, passive: true });
  return () => {
    for (const sign of SIGNS_OF_LIFE) page.removeEventListener(sign, onSign, { capture: true });
  };
}
