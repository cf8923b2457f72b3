import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { PATIENCE_MS } from './hall.ts';

/** What the stand-in of the central system can be made to do wrong, in the words of the dock. */
export type CentralFault =
  '正常' | '连不上' | '答复很慢' | '服务出错 500' | '拒绝业务' | '已记账但答复丢失' | '重复答复' | '答复是乱码';

/** A cable or a cover of the dock. */
export type DockSwitch = '读卡器已连接' | '打印机已连接' | '机盖已合上';

/** The devices on the counter, handled with the mouse through the device dock. */
export function dockOf(page: Page) {
  const panel = page.getByRole('complementary', { name: '演示设备' });
  const people = panel.getByRole('list', { name: '选择一位群众的卡' });
  const fold = panel.getByRole('button', { name: '收起演示设备' });

  const open = async (): Promise<void> => {
    if (await fold.isVisible()) return;
    await panel.getByRole('button', { name: '演示设备', exact: true }).click();
    await fold.waitFor();
  };
  const removeCard = async (): Promise<void> => {
    await open();
    const inside = people.getByRole('button', { pressed: true });
    if ((await inside.count()) === 0) return;
    await inside.click();
    await expect.poll(() => inside.count(), { timeout: PATIENCE_MS }).toBe(0);
  };
  const set = async (name: DockSwitch, on: boolean): Promise<void> => {
    await open();
    const knob = panel.getByRole('switch', { name });
    // Controlled by the core: the knob shows the new state when the device has it.
    if ((await knob.isChecked()) !== on) await knob.click();
    await expect.poll(() => knob.isChecked(), { timeout: PATIENCE_MS }).toBe(on);
  };
  const choose = async (label: string, option: string): Promise<void> => {
    await open();
    const list = panel.getByLabel(label);
    await list.selectOption({ label: option });
    await expect.poll(() => list.locator('option:checked').textContent(), { timeout: PATIENCE_MS }).toBe(option);
  };

  return {
    panel,
    open,
    close: async () => {
      if (!(await fold.isVisible())) return;
      await fold.click();
      await fold.waitFor({ state: 'detached' });
    },
    insertCard: async (name: string) => {
      await open();
      await people.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    },
    removeCard,
    readerCable: (plugged: boolean) => set('读卡器已连接', plugged),
    printerCable: (plugged: boolean) => set('打印机已连接', plugged),
    printerCover: (closed: boolean) => set('机盖已合上', closed),
    paper: (amount: '充足' | '将尽' | '用完') => choose('纸张', amount),
    central: (fault: CentralFault) => choose('中心系统的故障', fault),
    /** Everything plugged in, shut, filled and answering; no card in the reader. */
    allWell: async () => {
      await removeCard();
      await set('读卡器已连接', true);
      await set('打印机已连接', true);
      await set('机盖已合上', true);
      await choose('纸张', '充足');
      await choose('中心系统的故障', '正常');
    },
    /** The slips that came out, newest first, each as its lines without the blanks. */
    paperOut: async (): Promise<string[][]> => {
      await open();
      const pictures = await panel.getByRole('img', { name: /^打印机输出的第/ }).all();
      return Promise.all(pictures.map(async (picture) => linesOfPicture((await picture.getAttribute('src')) ?? '')));
    },
    takePaper: async () => {
      await open();
      const take = panel.getByRole('button', { name: '取走纸条' });
      if (!(await take.isVisible())) return;
      await take.click();
      await take.waitFor({ state: 'detached' });
    },
  };
}

/** The rows of text in the picture of a slip: what stands at one height, from left to right. Ruled lines are left out. */
function linesOfPicture(source: string): string[] {
  const svg = decodeURIComponent(source.replace('data:image/svg+xml,', ''));
  const rows = new Map<number, { x: number; text: string }[]>();
  for (const [, xs = '', y = '', size = '', text = ''] of svg.matchAll(
    /<text x="([\d. ]+)" y="([\d.]+)" font-size="(\d+)"[^>]*>([^<]*)<\/text>/g,
  )) {
    // Sizes of one row stand on different baselines; its lower edge is the same.
    const bottom = Math.round(Number(y) + Number(size) * 0.12);
    rows.set(bottom, [...(rows.get(bottom) ?? []), { x: Number(xs.split(' ')[0]), text: unescapeXml(text) }]);
  }
  return [...rows.entries()]
    .sort(([one], [other]) => one - other)
    .map(([, runs]) =>
      runs
        .sort((one, other) => one.x - other.x)
        .map(({ text }) => text)
        .join(''),
    )
    .filter((line) => !/^-+$/.test(line));
}

function unescapeXml(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
