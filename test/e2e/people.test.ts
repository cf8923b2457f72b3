import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { useHall } from './support/hall.ts';
import { linesOfPaper, soon, tellerAt, type Teller } from './support/teller.ts';

/** Whoever comes to the counter: what their card says, what the central system knows, what the teller must see first. */
const hall = useHall();
let teller: Teller;

beforeEach(async () => {
  teller = tellerAt(hall.page);
  await teller.startAfresh();
});

const seen = async () => (await teller.panel.textContent()) ?? '';

describe('cards of every generation', () => {
  const cards = [
    ['何玉梅', '第一代', /姓名 ?卡\+中心/],
    ['王淑芬', '第二代', /姓名 ?卡\+中心/],
    // Without the terminal's security module the card keeps name and number to itself: both are from the centre.
    ['林晓彤', '第三代', /姓名 ?中心/],
  ] as const;
  test.each(cards)('%s has a card of the %s generation', async (name, generation, source) => {
    await teller.serve(name);
    expect(await seen()).toContain(`卡版本${generation}`);
    expect(await seen()).toMatch(source);
    expect(await seen()).toMatch(/990000\*{8}\d{3}[\dX]/);
  });
});

describe('what the teller must see first', () => {
  const alerts = [
    ['刘洋', /医保待遇已封锁.*疑似重复参保待核实.*2026-09-12/],
    ['黄海燕', /欠费 3 个月/],
    ['郑凯', /社会保障卡已挂失.*2026-10-28.*核对持卡人身份证件/],
    ['吴桂兰', /社会保障卡已过有效期.*2022-04-10/],
  ] as const;
  test.each(alerts)('%s: an alert stands above everything else', async (name, alert) => {
    await teller.serve(name);
    const [first] = await teller.panel.getByRole('note').allTextContents();
    expect(first).toMatch(alert);
  });

  test('identity marks and every insurance row are there', async () => {
    await teller.serve('赵秀英');
    expect(await seen()).toMatch(/身份标识.*低保对象.*2024-01-01 至 2027-12-31/);
    await teller.dock.removeCard();
    await teller.endVisit();
    await teller.serve('徐丽娜');
    expect(await seen()).toMatch(/职工基本医疗保险.*终止[^]*城乡居民基本医疗保险.*正常参保/);
  });

  test('locked benefits keep an item from being accepted, and only that item', async () => {
    await teller.serve('刘洋');
    await teller.findItem('ydcqjz', '异地长期居住人员备案');
    await teller.receive('居住证明', '原件');
    await hall.page.getByText(/^不能受理：.*封锁/).waitFor();
    expect(await teller.button('受理').getAttribute('aria-disabled')).toBe('true');
    await hall.page.keyboard.press('F8');
    expect(await teller.button('受理').getAttribute('aria-disabled')).toBe('true');
    await teller.backToSearch();
    await teller.findItem('cbpz', '出具《参保凭证》');
    await teller.accept();
  });

  test('somebody the central system does not know is shown from the card, with the reason', async () => {
    await teller.dock.insertCard('高远');
    await soon(seen).toContain('中心系统没有查到此人');
    expect(await seen()).toContain('高远');
    expect(await seen()).toContain('尚未取得参保信息');
    await teller.panel.getByRole('button', { name: '重新查询' }).click();
    await soon(seen).toContain('中心系统没有查到此人');
  });
});

describe('names', () => {
  test('a character no printer font has is whole on the screen, and a marked gap on the paper', async () => {
    await teller.serve('𠮷野华');
    await teller.findItem('cbpz', '出具《参保凭证》');
    await teller.accept();
    await soon(async () => (await teller.dock.paperOut()).length).toBe(1);
    const [paper] = await teller.dock.paperOut();
    const text = paper!.join('\n');
    expect(text).toContain('申请人：〓野华');
    expect(text).not.toContain('𠮷');
    expect(text).toMatch(/〓[^]*打印机/);
    expect(await teller.panel.getByRole('heading', { level: 1 }).textContent()).toBe('𠮷野华');
  });

  test('a name of eighteen characters is not cut', async () => {
    await teller.serve('阿卜杜热合曼·麦麦提吐尔逊·买买提艾力');
    const name = teller.panel.getByRole('heading', { level: 1 });
    const fits = await name.evaluate((heading) => heading.scrollWidth <= heading.clientWidth);
    expect(fits).toBe(true);
    expect(await seen()).toContain('维吾尔族');
    await teller.findItem('cbpz', '出具《参保凭证》');
    await teller.accept();
    await soon(async () => (await teller.dock.paperOut())[0]?.join('')).toContain(
      '阿卜杜热合曼·麦麦提吐尔逊·买买提艾力',
    );
  });
});

describe('a child comes with its mother', () => {
  test('the guardian is filled in, and an agent must show more papers, all told at once', async () => {
    await teller.serve('陈雨桐');
    await teller.findItem('YB0103', '城乡居民参保登记');
    await teller.choose('申请方式', '监护人办理');
    const field = (name: string) => hall.page.getByRole('textbox', { name, exact: true });
    expect(await field('监护人姓名').inputValue()).toBe('周敏');
    expect(await field('监护人联系电话').inputValue()).toBe('13900000020');
    await teller.choose('申请方式', '委托代办');
    await soon(() => teller.region('申请材料').textContent()).toContain('还缺 3 项');
    expect(await field('代办人姓名').inputValue()).toBe('周敏');
    await teller.button('一次性告知').click();
    const dialog = teller.dialog('一次性告知');
    const whole = (await linesOfPaper(dialog)).join('\n');
    for (const paper of ['委托人有效身份证件', '代办人有效身份证件', '授权委托书']) expect(whole).toContain(paper);
    expect(await dialog.getByRole('group').count()).toBe(3);
    await dialog.getByRole('button', { name: '返回修改' }).click();
    await dialog.waitFor({ state: 'detached' });
  });
});

describe('a guardian who is named late', () => {
  const guardianship = async () =>
    (await teller.region('申请材料').getByRole('listitem').filter({ hasText: '监护关系信息' }).textContent()) ?? '';

  test('is looked up by itself, and waits for the system while it is away', async () => {
    await teller.serve('赵秀英');
    await teller.findItem('ydcqjz', '异地长期居住人员备案');
    expect(await teller.region('申请材料').textContent()).not.toContain('监护关系信息');
    await teller.choose('申请方式', '监护人办理');
    await soon(guardianship).toContain('公安、卫生健康部门');
    await teller.backToSearch();
    await teller.findItem('ydzz', '异地转诊人员备案');
    await teller.dock.central('连不上');
    await teller.choose('申请方式', '监护人办理');
    await soon(guardianship).toContain('待系统核验（中心系统恢复后自动核验）');
  });
});

afterEach(() => {
  // Whoever was here: the full number is never on the screen unasked.
  return teller.panel
    .textContent({ timeout: 1_000 })
    .then((text) => expect(text).not.toMatch(/\d{17}[\dX](?!\d)(?<!\d{19})/));
});
