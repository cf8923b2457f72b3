import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { soon } from './teller.ts';

/** More than there are stops on any screen: who has not arrived by then never will. */
const MOST_STOPS = 80;

/** A teller without a mouse. After every key the focus must be somewhere: a lost focus is a lost teller. */
export function keyboardAt(page: Page) {
  const focusIsKept = () => soon(() => page.evaluate(() => document.activeElement?.tagName ?? 'none')).not.toBe('BODY');
  const press = async (key: string): Promise<void> => {
    await page.keyboard.press(key);
    await focusIsKept();
  };
  const where = () => page.evaluate(nameOfFocus);
  return {
    press,
    type: async (text: string) => {
      await focusIsKept();
      await page.keyboard.type(text);
    },
    isOn: (name: string | RegExp) => soon(where).toMatch(name),
    /** Presses a key until the focus is on the control of this name. */
    pressUntilOn: async (key: string, name: string | RegExp) => {
      const matches = (text: string) => (typeof name === 'string' ? text === name : name.test(text));
      const passed: string[] = [];
      for (let stop = 0; stop < MOST_STOPS; stop += 1) {
        const here = await where();
        if (matches(here)) return;
        passed.push(here);
        await page.keyboard.press(key);
      }
      expect(passed, `no way by ${key}`).toContain(name);
    },
  };
}

/** Runs in the page: the name of the control with the focus, as it is read out. */
function nameOfFocus(): string {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return '';
  const spoken = (element: Element | null): string => {
    const copy = element?.cloneNode(true);
    if (!(copy instanceof Element)) return '';
    copy.querySelectorAll('[aria-hidden="true"]').forEach((part) => part.remove());
    return copy.textContent.trim();
  };
  const label =
    focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement ? focused.labels?.[0] : null;
  return focused.getAttribute('aria-label') ?? spoken(label ?? focused);
}
