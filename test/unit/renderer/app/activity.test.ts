import { describe, expect, it, vi } from 'vitest';
import { followActivity } from '../../../../renderer/app/activity.ts';

/** A page whose events a test makes, trusted ones as a hand's and others as a program's. */
function makePage() {
  const listeners = new Map<string, Set<(event: Event) => void>>();
  return {
    page: {
      addEventListener: (kind: string, listener: (event: Event) => void) => {
        listeners.set(kind, (listeners.get(kind) ?? new Set()).add(listener));
      },
      removeEventListener: (kind: string, listener: (event: Event) => void) => listeners.get(kind)?.delete(listener),
    } as unknown as Window,
    happen: (type: string, isTrusted = true) => {
      for (const listener of listeners.get(type) ?? []) listener({ type, isTrusted } as Event);
    },
    heard: () => [...listeners.values()].reduce((count, one) => count + one.size, 0),
  };
}

function follow() {
  const { page, happen, heard } = makePage();
  const tell = vi.fn<() => void>();
  const now = { ms: 0 };
  const hurry = { counting: false };
  const stop = followActivity(
    page,
    () => now.ms,
    () => hurry.counting,
    tell,
  );
  return { happen, heard, tell, now, hurry, stop };
}

describe('a hand at the window', () => {
  it.each(['keydown', 'pointerdown', 'wheel', 'touchstart'])('is seen by %s', (sign) => {
    const { happen, tell } = follow();
    happen(sign);
    expect(tell).toHaveBeenCalledTimes(1);
  });

  it('is told at once, then once in a while', () => {
    const { happen, tell, now } = follow();
    for (let ms = 0; ms <= 60_000; ms += 100) {
      now.ms = ms;
      happen('keydown');
    }
    expect(tell).toHaveBeenCalledTimes(4);
  });

  it('is told at every sign while a countdown is running', () => {
    const { happen, tell, hurry } = follow();
    happen('keydown');
    hurry.counting = true;
    happen('keydown');
    expect(tell).toHaveBeenCalledTimes(2);
  });

  it('is not what a program makes, nor a mouse that only lies there', () => {
    const { happen, tell } = follow();
    happen('keydown', false);
    happen('pointerdown', false);
    happen('pointermove');
    happen('focus');
    expect(tell).not.toHaveBeenCalled();
  });

  it('is nobody’s affair any more when the session is over', () => {
    const { stop, heard } = follow();
    stop();
    expect(heard()).toBe(0);
  });
});
