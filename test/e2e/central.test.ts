import { beforeEach, describe, expect, test } from 'vitest';
import { bookedEffects } from './support/effects.ts';
import type { CentralFault } from './support/dock.ts';
import { useHall } from './support/hall.ts';
import { soon, tellerAt, type Teller } from './support/teller.ts';

/** The line to the central system fails in every way it can while the hall is full; nothing is lost, nothing booked twice. */
const hall = useHall();
let teller: Teller;

beforeEach(async () => {
  teller = tellerAt(hall.page);
  await teller.startAfresh();
});

const delivery = () => hall.page.getByLabel('传中心系统');
const rows = () => teller.region('待传清单').getByRole('row');
const effects = () => bookedEffects(hall.home);

/** An item that needs nothing from the citizen, from search to the end. */
async function finishItem(typed: string, name: string): Promise<void> {
  await teller.findItem(typed, name);
  await teller.accept();
  await teller.complete();
}

async function openOutbox(): Promise<void> {
  await teller.page.getByRole('button', { name: /^待传清单/ }).click();
  await hall.page.getByRole('heading', { name: '待传清单' }).waitFor();
}

describe('the central system is down', () => {
  test('the teller goes on, the light counts what waits, and when it is back all of it arrives in order, once', async () => {
    const before = effects().length;
    await teller.serve('王淑芬');
    await teller.dock.central('连不上');
    await finishItem('cbpz', '出具《参保凭证》');
    await soon(() => delivery().textContent()).toMatch(/待传/);
    await teller.lightSays('中心系统', /故障.*不通.*1/);
    await teller.backToSearch();
    await teller.findItem('cbxxcx', '参保人员参保信息查询');
    await teller.settle();
    await teller.lightSays('中心系统', /故障.*不通.*2/);
    expect(effects()).toHaveLength(before);

    await openOutbox();
    // While it is tried again a row says for a moment that it is being sent.
    const waiting = async () => (await rows().allTextContents()).filter((row) => row.includes('待传'));
    await soon(waiting).toHaveLength(2);
    for (const row of await waiting()) {
      expect(row).toContain('王*芬');
      expect(row).not.toContain('王淑芬');
    }
    await teller.dock.central('正常');
    const resend = rows()
      .filter({ hasText: '出具《参保凭证》' })
      .filter({ hasNotText: '已传中心' })
      .getByRole('button', { name: '立即重传' });
    // Whoever is first, the teller or the counter by itself: it arrives once.
    await Promise.race([resend.click().catch(() => undefined), soon(() => resend.count()).toBe(0)]);
    await teller.lightSays('中心系统', /正常/);
    await soon(() => effects().length).toBe(before + 2);
    expect(
      effects()
        .slice(before)
        .map(({ transaction, applied, received }) => [transaction, applied, received]),
    ).toEqual([
      ['C310', 1, 1],
      ['C208', 1, 1],
    ]);
    await hall.page.keyboard.press('Escape');
    await soon(() => teller.panel.textContent()).not.toContain('待传');
  });

  test('with a citizen who comes meanwhile: shown from the card, system materials wait, the case is accepted all the same', async () => {
    await teller.dock.central('连不上');
    await teller.dock.insertCard('徐丽娜');
    await teller.panel.getByRole('heading', { name: '徐丽娜' }).waitFor();
    await soon(() => teller.panel.textContent()).toContain('中心系统暂时连不上');
    await teller.dock.central('正常');
    // Asked again by itself.
    await soon(() => teller.panel.textContent()).toMatch(/城乡居民基本医疗保险.*正常参保/);
    await teller.dock.central('连不上');
    await teller.findItem('cbpz', '出具《参保凭证》');
    await soon(() => teller.region('申请材料').textContent()).toMatch(/1 项待系统核验|待系统核验/);
    expect(await teller.button('受理').getAttribute('aria-disabled')).toBeNull();
    await teller.dock.central('正常');
    await teller.button('重新核验').click();
    await soon(() => teller.region('申请材料').textContent()).toMatch(/医保核心经办系统：已取得参保缴费记录/);
  });
});

describe('the central system answers wrongly', () => {
  test('refused: comes back as work with its words, and goes out again after the cause is removed', async () => {
    const before = effects().length;
    await teller.serve('李建国');
    await teller.dock.central('拒绝业务');
    await finishItem('cbpz', '出具《参保凭证》');
    await soon(() => delivery().textContent()).toMatch(/中心退回.*参保关系不在本统筹区/);
    await teller.lightSays('中心系统', /注意.*退回 1 笔/);
    await soon(() => teller.page.getByRole('button', { name: /^待传清单/ }).textContent()).toContain('退回 1');
    await openOutbox();
    const refused = rows().filter({ hasText: '中心退回' });
    await soon(() => refused.textContent()).toContain('参保关系不在本统筹区');

    // Only what came back, and the case behind it.
    await hall.page
      .getByRole('radiogroup', { name: '只看' })
      .getByText(/^中心退回/)
      .click();
    await soon(() => rows().count()).toBe(2);
    await hall.page.getByRole('textbox', { name: /查找/ }).fill('没有这样的事');
    await soon(() => teller.region('待传清单').textContent()).toContain('没有符合条件的业务');
    await hall.page.getByRole('textbox', { name: /查找/ }).fill('参保凭证');
    await refused.getByText('参保关系不在本统筹区').click();
    await hall.page.getByRole('article', { name: '出具《参保凭证》' }).waitFor();
    await soon(() => delivery().textContent()).toContain('参保关系不在本统筹区');
    await openOutbox();

    await teller.dock.central('正常');
    await refused.getByRole('button', { name: '立即重传' }).click();
    await refused.waitFor({ state: 'detached' });
    await soon(() => effects().length).toBe(before + 1);
    await teller.lightSays('中心系统', /正常/);
  });

  test('booked but the answer lost, and the repeat called a duplicate: booked once, and the case knows its receipt', async () => {
    const before = effects().length;
    await teller.serve('李建国');
    await teller.dock.central('已记账但答复丢失');
    await finishItem('cbpz', '出具《参保凭证》');
    await soon(() => effects().length).toBe(before + 1);
    await teller.dock.central('重复答复');
    const booked = effects().at(-1)!;
    await soon(() => delivery().textContent()).toContain(booked.reference);
    expect(
      effects()
        .slice(before)
        .map(({ applied, received }) => [applied, received]),
    ).toEqual([[1, 1]]);
  });

  const faults = ['服务出错 500', '答复是乱码'] as const satisfies CentralFault[];
  test.each(faults)('%s: the case waits and is delivered once afterwards', async (fault) => {
    const before = effects().length;
    await teller.serve('李建国');
    await teller.dock.central(fault);
    await finishItem('cbpz', '出具《参保凭证》');
    await soon(() => delivery().textContent()).toContain('待传');
    await teller.dock.central('正常');
    await soon(() => delivery().textContent()).toContain('已传中心');
    expect(
      effects()
        .slice(before)
        .map(({ applied, received }) => [applied, received]),
    ).toEqual([[1, 1]]);
    expect(await delivery().textContent()).toContain(effects().at(-1)!.reference);
  });

  test('slow: the window says what it waits for and stays usable', async () => {
    await teller.dock.central('答复很慢');
    await teller.dock.insertCard('王淑芬');
    // What stands on the card is there before the central system has said anything.
    await soon(() => teller.panel.textContent()).toMatch(/王淑芬.*990000\*{8}2025.*正在向中心系统查询/);
    await teller.search.fill('ydcq');
    await soon(() => teller.hits.count()).toBe(1);
    await soon(() => teller.panel.textContent()).toMatch(/职工基本医疗保险.*正常参保/);
  });
});
