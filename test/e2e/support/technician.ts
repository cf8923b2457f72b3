import type { Locator, Page } from 'playwright-core';
import { dockOf } from './dock.ts';
import { soon } from './teller.ts';

/** A technician at the window with the mouse, and the 设备 page as they see it. */
export function technicianAt(page: Page) {
  const dock = dockOf(page);
  const list = page.getByRole('list', { name: '设备清单' });
  const row = (name: string) => list.getByRole('button', { name: new RegExp(`^${name}`) });
  const detail = (name: string) => page.getByRole('region', { name, exact: true });
  return {
    page,
    dock,
    list,
    row,
    detail,
    dialog: (name: string | RegExp) => page.getByRole('dialog', { name }),
    button: (name: string) => page.getByRole('button', { name, exact: true }),
    /** Whoever sits at the window leaves, the devices are well, and the technician signs in. */
    startAfresh: async () => {
      const signIn = page.getByRole('heading', { name: '柜员登录' });
      const signOut = page.getByRole('button', { name: '退出登录' });
      await page.reload();
      await signIn.or(signOut).waitFor();
      if (await signOut.isVisible()) {
        await signOut.click();
        const question = page.getByRole('dialog').getByRole('button', { name: '退出登录' });
        await signIn.or(question).first().waitFor();
        if (await question.isVisible()) await question.click();
        await signIn.waitFor();
      }
      await page.getByRole('button', { name: /^陈工/ }).click();
      await page.getByRole('heading', { name: '设备', exact: true }).waitFor();
      await dock.allWell();
    },
    /** Shows a device beside the list. */
    show: async (name: string) => {
      await row(name).click();
      await detail(name).waitFor();
      return detail(name);
    },
    /** Types what is called so and takes it. */
    choose: async (form: Locator, field: string, option: string) => {
      const control = form.getByRole('combobox', { name: field, exact: true });
      await control.fill(option);
      await control.press('Enter');
    },
    rowSays: (name: string, text: string | RegExp) => soon(() => row(name).textContent()).toMatch(text),
  };
}

/** A technician with a mouse. */
export type Technician = ReturnType<typeof technicianAt>;
