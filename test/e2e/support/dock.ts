import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { PATIENCE_MS } from './hall.ts';

/** What the stand-in of the central system can be made to do wrong, in the words of the dock. */
export type CentralFault =
  '正常' | '连不上' | '答复很慢' | '服务出错 500' | '拒绝业务' | '已记账但答复丢失' | '重复答复' | '答复是乱码';

/** The cables and the cover of the dock, each in the group of its device. */
const switches = {
  读卡器已连接: '社保卡读卡器',
  阅读器已连接: '身份证阅读器',
  扫码器已连接: '扫码器',
  打印机已连接: '凭条打印机',
  机盖已合上: '凭条打印机',
  第二台打印机已连接: '第二台打印机',
} as const;

/** A cable or a cover of the dock. */
export type DockSwitch = keyof typeof switches;

/** The choices of the dock, each in the group of its device, with what is well. */
const choices = {
  下一张卡: ['社保卡读卡器', '正常'],
  读卡器的故障: ['社保卡读卡器', '正常'],
  放上的证件: ['身份证阅读器', '没有证件'],
  下一张证件: ['身份证阅读器', '正常'],
  纸张: ['凭条打印机', '充足'],
  打印机的故障: ['凭条打印机', '正常'],
  中心系统的故障: ['中心系统', '正常'],
} as const;

/** A choice of the dock. */
export type DockChoice = keyof typeof choices;

/** The devices on the counter, handled with the mouse through the device dock. */
export function dockOf(page: Page) {
  const panel = page.getByRole('complementary', { name: '演示设备' });
  const people = panel.getByRole('list', { name: '选择一位群众的卡', includeHidden: true });
  const fold = panel.getByRole('button', { name: '收起演示设备' });

  const open = async (): Promise<void> => {
    if (await fold.isVisible()) return;
    await panel.getByRole('button', { name: '演示设备', exact: true }).click();
    await fold.waitFor();
  };
  const removeCard = async (): Promise<void> => {
    await open();
    const inside = people.getByRole('button', { pressed: true, includeHidden: true });
    if ((await inside.count()) === 0) return;
    await unfold('社保卡读卡器');
    await inside.click();
    await expect.poll(() => inside.count(), { timeout: PATIENCE_MS }).toBe(0);
  };
  const unfold = async (title: string): Promise<void> => {
    const group = panel.getByRole('group').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
    if ((await group.getAttribute('open')) === null) await group.getByRole('heading').click();
  };
  const set = async (name: DockSwitch, on: boolean): Promise<void> => {
    await open();
    // A folded group is looked into without being unfolded.
    const knob = panel.getByRole('switch', { name, exact: true, includeHidden: true });
    if ((await knob.isChecked()) !== on) {
      await unfold(switches[name]);
      await knob.click();
    }
    // Controlled by the core: the knob shows the new state when the device has it.
    await expect.poll(() => knob.isChecked(), { timeout: PATIENCE_MS }).toBe(on);
  };
  const choose = async (label: DockChoice, option: string | RegExp): Promise<void> => {
    await open();
    const list = panel.getByLabel(label);
    const chosen = () => list.locator('option:checked').textContent();
    const matches = (text: string | null) => (typeof option === 'string' ? text === option : option.test(text ?? ''));
    if (!matches(await chosen())) {
      await unfold(choices[label][0]);
      const titles = await list.locator('option').allTextContents();
      await list.selectOption({ index: titles.findIndex(matches) });
    }
    await expect.poll(async () => matches(await chosen()), { timeout: PATIENCE_MS }).toBe(true);
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
      await unfold('社保卡读卡器');
      await people.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    },
    removeCard,
    unfold,
    set,
    choose,
    /** Lays a document down, by the name of its holder; null takes away what lies there. */
    layIdCard: (name: string | null) => choose('放上的证件', name === null ? '没有证件' : new RegExp(`^${name}`)),
    /** Scans a code, by the words on its button. */
    scan: async (label: string) => {
      await open();
      await unfold('扫码器');
      await panel.getByRole('list', { name: '选择要扫的码' }).getByRole('button', { name: label }).first().click();
    },
    readerCable: (plugged: boolean) => set('读卡器已连接', plugged),
    printerCable: (plugged: boolean) => set('打印机已连接', plugged),
    printerCover: (closed: boolean) => set('机盖已合上', closed),
    paper: (amount: '充足' | '将尽' | '用完') => choose('纸张', amount),
    central: (fault: CentralFault) => choose('中心系统的故障', fault),
    /** Everything plugged in, shut, filled and answering; no card in the reader. */
    allWell: async () => {
      await removeCard();
      await open();
      const odd = await panel.evaluate(oddControls, {
        switches: Object.keys(switches),
        choices: Object.entries(choices).map(([label, [, well]]) => [label, well] as const),
      });
      for (const name of Object.keys(switches) as DockSwitch[]) if (odd.includes(name)) await set(name, true);
      for (const label of Object.keys(choices) as DockChoice[]) {
        if (odd.includes(label)) await choose(label, choices[label][1]);
      }
    },
    /** The slips that came out, newest first, each as its lines without the blanks. */
    paperOut: async (): Promise<string[][]> => {
      await open();
      const pictures = await panel.getByRole('img', { name: /打印机输出的第/ }).all();
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

/** Runs in the page: labels of the switches that are off and the choices that are not what is well; folded ones too. */
function oddControls(
  panel: Element,
  all: { readonly switches: readonly string[]; readonly choices: readonly (readonly [string, string])[] },
): string[] {
  const labelled = (label: string, tag: string) =>
    [...panel.querySelectorAll('label')]
      .filter(({ textContent }) => textContent.startsWith(label))
      .map((element) => element.querySelector(tag))
      .find((element) => element !== null);
  const off = all.switches.filter((label) => {
    const knob = labelled(label, 'input');
    return !(knob instanceof HTMLInputElement && knob.checked);
  });
  const other = all.choices.flatMap(([label, well]) => {
    const list = labelled(label, 'select');
    return list instanceof HTMLSelectElement && list.selectedOptions[0]?.textContent === well ? [] : [label];
  });
  return [...off, ...other];
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
