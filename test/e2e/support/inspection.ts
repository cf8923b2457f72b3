import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ROOT } from '../../../scripts/bootstrap.mjs';
import { SMALL_SCREEN } from './hall.ts';

/** The smallest and the usual screen of a counter. */
const SCREENS = [SMALL_SCREEN, { width: 1920, height: 1080 }] as const;

/** Where the pictures of the screens lie after a run, to be looked at. */
const PICTURES = join(ROOT, 'test', 'output', 'screens');

/** What keeps somebody from using a screen; lesser findings are matters of taste. */
const GRAVE = ['serious', 'critical'];

/** Takes a picture of what the window shows (of both screens with ALL_PICTURES=1), and sees that no page scrolls, no bar is cut off and nobody is shut out. */
export async function inspect(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  // What the mouse happens to rest on is not part of the screen.
  await page.mouse.move(0, 0);
  for (const screen of [...SCREENS].reverse()) {
    await page.setViewportSize(screen);
    await page.evaluate(() => document.fonts.ready);
    if (screen === SMALL_SCREEN || process.env.ALL_PICTURES)
      await page.screenshot({ path: join(PICTURES, `${name}-${String(screen.width)}.png`), animations: 'disabled' });
    expect(await overflow(page), `${name} at ${String(screen.width)}`).toEqual({ right: 0, below: 0, cutBars: [] });
  }
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    // What is in order need not be listed: half the time.
    .options({ resultTypes: ['violations'] })
    .analyze();
  const grave = violations
    .filter(({ impact }) => GRAVE.includes(impact ?? ''))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  expect(grave, name).toEqual([]);
}

/**
 * By how many CSS pixels the page is larger than the window: a teller must never scroll the page itself. And the bars whose
 * buttons do not fit into them: what sticks out lies under something else.
 */
function overflow(page: Page): Promise<{ right: number; below: number; cutBars: string[] }> {
  return page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    const cut = [...document.querySelectorAll('header, footer')].filter((bar) => bar.scrollWidth > bar.clientWidth);
    return {
      right: Math.max(0, scrollWidth - innerWidth),
      below: Math.max(0, scrollHeight - innerHeight),
      cutBars: cut.map(({ className, textContent }) => `${className} ${textContent}`),
    };
  });
}
