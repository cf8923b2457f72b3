import { beforeEach, describe, expect, test } from 'vitest';
import { useHall } from './support/hall.ts';
import { inspect } from './support/inspection.ts';
import { linesOfPaper, soon, steps, tellerAt, type Teller } from './support/teller.ts';

/** The screens of a case, looked at like those of screens.test.ts. */
const hall = useHall();
let teller: Teller;

const look = (name: string) => inspect(hall.page, name);

describe('a case', () => {
  beforeEach(async () => {
    teller = tellerAt(hall.page);
    await teller.startAfresh();
  });

  test('from intake over the notice to the receipt', async () => {
    await teller.serve('张志强');
    await teller.dock.close();
    await teller.findItem('ydcqjz', '异地长期居住人员备案');
    await look('20-intake');
    await teller.choose('申请方式', '委托代办');
    await soon(() => teller.region('申请材料').textContent()).toContain('还缺 4 项');
    await look('21-intake-agent');
    await teller.button('一次性告知').click();
    await linesOfPaper(teller.dialog('一次性告知'));
    await look('22-notice');
    await teller.dialog('一次性告知').getByRole('button', { name: '打印告知书' }).click();
    await soon(() => teller.region('单据').textContent()).toContain('已打印');
    await look('23-notified');
    await teller.region('单据').getByRole('button', { name: '查看' }).click();
    await linesOfPaper(teller.dialog('一次性告知书'));
    await look('24-slip');
    await hall.page.keyboard.press('Escape');
    await teller.choose('申请方式', '本人办理');
    await teller.receive('居住证明', '原件');
    await hall.page.keyboard.press('F8');
    await hall.page.getByRole('alert').waitFor();
    await look('25-form-problems');
    await teller.chooseRegion('居住地（就医地）医保区划', '990100');
    await teller.write('居住地详细地址', '邻县文化路 8 号');
    await teller.accept();
    await look('26-accepted');
    await teller.complete();
    await soon(() => steps(hall.page)).toMatchObject({ 已传中心: 'done' });
    await soon(() => teller.region('单据').textContent()).not.toContain('正在打印');
    await look('27-delivered');
    await hall.page.keyboard.press('Escape');
    await teller.findItem('YB0103', '城乡居民参保登记');
    await look('28-intake-long-form');
    // What a date looks like is read whole on the small screen.
    const cut = await hall.page
      .locator('.date-control input')
      .evaluateAll((inputs) => inputs.filter((one) => one.scrollWidth > one.clientWidth).length);
    expect(cut).toBe(0);
    await hall.page.keyboard.press('F6');
    await teller.dialog('不再办理此事项？').waitFor();
    await look('29-abandon');
    await hall.page.keyboard.press('Escape');
    await teller.choose('申请方式', '委托代办');
    await hall.page.keyboard.press('F10');
    await teller.dialog('结束接待？').waitFor();
    await look('30-end-question');
  });

  test('its region by initials and its date from the calendar, by keys alone', async () => {
    const { page } = hall;
    const field = (code: string) => page.locator(`[data-field="${code}"]`);
    await teller.serve('张志强');
    await teller.dock.close();
    await teller.findItem('ydcqjz', '异地长期居住人员备案');
    const region = page.getByRole('combobox', { name: '居住地（就医地）医保区划' });
    await region.focus();
    await page.keyboard.type('hncs');
    await page.getByRole('menuitemcheckbox').filter({ hasText: '湖南省长沙市' }).first().waitFor();
    await look('25b-region');
    await page.keyboard.press('Enter');
    await soon(() => field('residence-region').textContent()).toContain('湖南省长沙市');
    await page.keyboard.type('芙蓉区');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await soon(() => field('residence-region').textContent()).toContain('芙蓉区');
    await soon(() => region.inputValue()).toBe('');
    // A whole name needs no key at all behind it.
    await page.keyboard.type('永州市');
    await page.keyboard.press('Tab');
    await soon(() => field('residence-region').textContent()).toContain('湖南省永州市');

    const date = field('start-date').getByRole('textbox');
    await date.fill('2026年1月31日');
    await date.press('Alt+ArrowDown');
    await page.locator('.ant-picker-cell-selected').filter({ hasText: '31' }).waitFor();
    await look('25c-calendar');
    await date.press('PageDown');
    await soon(() => date.inputValue()).toBe('2026-02-28');
    await date.press('ArrowRight');
    await date.press('Enter');
    await soon(() => date.inputValue()).toBe('2026-03-01');
    await page.locator('.ant-picker-dropdown').waitFor({ state: 'detached' });
    await field('start-date').getByRole('button').click();
    await page.getByTitle('2026-03-12', { exact: true }).click();
    await soon(() => date.inputValue()).toBe('2026-03-12');
    await soon(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  });

  test('while the central system is down, refuses, and the printer is out of paper', async () => {
    await teller.serve('王淑芬');
    await teller.dock.central('连不上');
    await teller.dock.paper('用完');
    await teller.findItem('cbpz', '出具《参保凭证》');
    await teller.accept();
    await teller.complete();
    await teller.lightSays('中心系统', /不通.*1/);
    await teller.dock.close();
    await look('40-central-down');
    await hall.page.keyboard.press('Alt+O');
    await soon(() => teller.region('待传清单').getByRole('row').count()).toBeGreaterThan(1);
    await look('41-outbox');
    await teller.dock.central('拒绝业务');
    await teller.region('待传清单').getByRole('button', { name: '立即重传' }).first().click();
    await soon(() => teller.region('待传清单').textContent()).toContain('中心退回');
    await teller.dock.close();
    await look('42-outbox-refused');
    await teller.dock.open();
    await look('43-dock');
    await hall.page.keyboard.press('Escape');
    await teller.panel.getByRole('button', { name: /出具《参保凭证》/ }).click();
    await hall.page.getByRole('article', { name: '出具《参保凭证》' }).waitFor();
    await look('44-dock-and-case');
  });
});
