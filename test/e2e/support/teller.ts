import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { dockOf } from './dock.ts';
import { PATIENCE_MS } from './hall.ts';

/** A light on the top bar. */
export type Device = '读卡器' | '打印机' | '中心系统';

/** Polls with the patience of these stories. */
export const soon = <Value>(read: () => Promise<Value> | Value) => expect.poll(read, { timeout: PATIENCE_MS });

/** A teller at the window with the mouse, and what the teller sees. Everything is found by role and name. */
export function tellerAt(page: Page) {
  const dock = dockOf(page);
  const panel = page.getByRole('complementary', { name: '群众信息' });
  const work = page.getByRole('main');
  const search = page.getByRole('combobox', { name: '查找事项' });
  /** The items found; the dock has lists of its own. */
  const hits = page.getByRole('listbox').getByRole('option');
  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  const light = (device: Device): Locator =>
    page.getByRole('list', { name: '设备与系统状态' }).getByRole('listitem').filter({ hasText: device });
  const empty = page.getByRole('main', { name: '等待群众' });
  const seesEmptyCounter = () => empty.waitFor();

  const endVisit = async (): Promise<void> => {
    await button('结束接待').click();
    const question = page.getByRole('dialog', { name: '结束接待？' });
    await question.or(empty).waitFor();
    if (await question.isVisible()) await question.getByRole('button', { name: '结束接待' }).click();
    await empty.waitFor();
  };

  const signIn = async (name = '王小敏'): Promise<void> => {
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await page.getByRole('banner').waitFor();
  };

  return {
    page,
    dock,
    panel,
    work,
    search,
    hits,
    button,
    light,
    dialog: (name: string | RegExp) => page.getByRole('dialog', { name }),
    region: (name: string) => page.getByRole('region', { name, exact: true }),
    lightSays: (device: Device, text: string | RegExp) => soon(() => light(device).textContent()).toMatch(text),
    seesEmptyCounter,
    signIn,
    /** Somebody else comes to the screen: whoever works there signs out first. */
    signInAs: async (name: string) => {
      const heading = page.getByRole('heading', { name: '柜员登录' });
      if (!(await heading.isVisible())) {
        const asked = page.getByRole('dialog');
        await button('退出登录').click();
        await asked.or(heading).first().waitFor();
        if (await asked.isVisible()) await asked.getByRole('button', { name: '退出登录' }).click();
        await heading.waitFor();
      }
      await signIn(name);
    },
    /** Puts a card in and sees whose it is. */
    serve: async (name: string) => {
      await dock.insertCard(name);
      await panel.getByRole('heading', { name, exact: true }).waitFor();
      await soon(() => panel.textContent()).not.toContain('正在向中心系统查询');
    },
    /** Begins an item, or goes on with the one that is open; one that was done just now is begun once more. */
    findItem: async (typed: string, name: string) => {
      await search.fill(typed);
      await hits.filter({ hasText: name }).click();
      const begun = page.getByRole('article', { name });
      const question = page.getByRole('dialog', { name: /仍要新办/ });
      await begun.or(question).waitFor();
      if (await question.isVisible()) await question.getByRole('button', { name: '仍要新办' }).click();
      await begun.waitFor();
    },
    backToSearch: async () => {
      await page.keyboard.press('Escape');
      await search.waitFor();
    },
    receive: (paper: string, form: '原件' | '复印件') =>
      page.getByRole('radio', { name: `${paper} ${form}`, exact: true }).click(),
    choose: (field: string, option: string) =>
      page.getByRole('radiogroup', { name: field }).getByText(option, { exact: true }).click(),
    write: (field: string, value: string) => page.getByRole('textbox', { name: field, exact: true }).fill(value),
    /** Types what finds a region and takes the best hit. */
    chooseRegion: async (field: string, typed: string) => {
      const control = page.getByRole('combobox', { name: field, exact: true });
      await control.fill(typed);
      if (!/^\d{6}$/.test(typed)) await control.press('Enter');
    },
    accept: async () => {
      await button('受理').click();
      await soon(() => steps(page)).toMatchObject({ 受理: 'now' });
    },
    complete: async () => {
      await button('办结').click();
      await soon(() => steps(page)).toMatchObject({ 办结: expect.stringMatching(/now|done/) as string });
    },
    /** An item that is accepted and completed in one press. */
    settle: async () => {
      await button('受理并办结').click();
      await soon(() => steps(page)).toMatchObject({ 办结: expect.stringMatching(/now|done/) as string });
    },
    endVisit,
    /** Whatever the last story left: devices well, nobody at the counter, the teller signed in. */
    startAfresh: async () => {
      const anywhere = page.getByRole('heading', { name: '柜员登录' }).or(empty).or(panel);
      // Another screen, the queue for one: a window that is opened anew begins at the counter.
      if (!(await anywhere.isVisible())) await page.reload();
      await anywhere.waitFor();
      // Esc leaves every dialog as if it had not been there.
      if ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape');
      await soon(() => page.getByRole('dialog').count()).toBe(0);
      if (await page.getByRole('heading', { name: '柜员登录' }).isVisible()) {
        await page.getByRole('button', { name: /^王小敏/ }).click();
        await empty.or(panel).waitFor();
      }
      await dock.allWell();
      if (await panel.isVisible()) await endVisit();
      await empty.waitFor();
      await dock.takePaper();
    },
  };
}

/** A teller with a mouse. */
export type Teller = ReturnType<typeof tellerAt>;

/** The steps of the case on the screen: done, now or ahead. */
export async function steps(page: Page): Promise<Record<string, 'done' | 'now' | 'ahead'>> {
  const items = await page.getByRole('list', { name: '办理进度' }).getByRole('listitem').all();
  const entries = await Promise.all(
    items.map(async (item, index) => {
      const text = ((await item.textContent()) ?? '').trim();
      const done = !text.startsWith(String(index + 1));
      const now = (await item.getAttribute('aria-current')) === 'step';
      return [text.replace(/^\d/, ''), now ? 'now' : done ? 'done' : 'ahead'] as const;
    }),
  );
  return Object.fromEntries(entries);
}

/** The lines of a slip shown as paper, without blanks, as {@link dockOf}`.paperOut` gives the printed ones. */
export async function linesOfPaper(within: Page | Locator): Promise<string[]> {
  const paper = within.getByRole('article', { name: '凭条内容' });
  await paper.waitFor();
  const lines = await paper.evaluate((element) =>
    [...element.querySelectorAll('p')].map((line) => {
      const spoken = line.cloneNode(true) as Element;
      spoken.querySelectorAll('[aria-hidden="true"]').forEach((part) => part.remove());
      return spoken.textContent.replace(/\s/g, '');
    }),
  );
  return lines.filter((line) => line !== '');
}

/** Everything a curious person could find in the page: document, fields, address, title, storage. */
export async function everythingInThePage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea, select')].map(
      ({ value }) => value,
    );
    const databases = await indexedDB.databases();
    const stores = [localStorage, sessionStorage].map((store) => JSON.stringify(Object.entries(store)));
    const cached = await caches.keys();
    return [
      document.documentElement.outerHTML,
      document.title,
      location.href,
      document.cookie,
      JSON.stringify(history.state),
      ...fields,
      ...stores,
      ...databases.map(({ name }) => name ?? ''),
      ...cached,
    ].join('\n');
  });
}
