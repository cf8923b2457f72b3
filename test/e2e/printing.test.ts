import { beforeEach, describe, expect, test } from 'vitest';
import { useHall } from './support/hall.ts';
import { soon, steps, tellerAt, type Teller } from './support/teller.ts';

/** The receipt printer runs out of paper, is open or loses its cable; no slip is printed twice without the teller's word. */
const hall = useHall();
let teller: Teller;

beforeEach(async () => {
  teller = tellerAt(hall.page);
  await teller.startAfresh();
});

const slips = () => teller.region('单据');
const printed = async () => (await teller.dock.paperOut()).length;

async function acceptItem(): Promise<void> {
  await teller.serve('王淑芬');
  await teller.findItem('cbpz', '出具《参保凭证》');
  await teller.accept();
}

describe('the printer is not ready when a case is accepted', () => {
  const causes = [
    ['no paper', (on: boolean) => teller.dock.paper(on ? '充足' : '用完'), /缺纸/],
    ['open cover', (on: boolean) => teller.dock.printerCover(on), /盖没有盖好/],
    ['no cable', (on: boolean) => teller.dock.printerCable(on), /连接中断|没有找到/],
  ] as const;
  test.each(causes)(
    '%s: accepted all the same, and the slip comes when the printer is ready',
    async (_, set, light) => {
      await set(false);
      await teller.lightSays('打印机', light);
      await acceptItem();
      await soon(() => slips().textContent()).toMatch(/受理通知书.*等待打印/);
      expect(await printed()).toBe(0);
      await set(true);
      await soon(() => slips().textContent()).toContain('已打印');
      expect(await printed()).toBe(1);
      await teller.lightSays('打印机', /正常/);
    },
  );

  test('a waiting print can be given up, and the slip printed later as a copy', async () => {
    await teller.dock.paper('用完');
    await acceptItem();
    await slips().getByRole('button', { name: '不再打印' }).click();
    await soon(() => slips().textContent()).toContain('已取消');
    await teller.dock.paper('充足');
    await teller.lightSays('打印机', /正常/);
    await slips().getByRole('button', { name: '补打' }).click();
    await soon(printed).toBe(1);
    expect((await teller.dock.paperOut())[0]!.join('\n')).toContain('【补打1】');
  });

  test('paper that runs low is a warning, and printing goes on', async () => {
    await teller.dock.paper('将尽');
    await teller.lightSays('打印机', /注意.*将用完/);
    await acceptItem();
    await soon(() => slips().textContent()).toContain('已打印');
  });
});

describe('the cable is pulled while a slip is printed', () => {
  const question = () => hall.page.getByRole('region', { name: /是否完整打印出来了？/ });

  test.each([
    ['it came out', '打出来了'],
    ['it did not', '没有打出来'],
  ] as const)('the teller is asked and says %s: nothing is printed without that word', async (_, answer) => {
    await acceptItem();
    await soon(() => slips().textContent()).toContain('已打印');
    const [whole] = await teller.dock.paperOut();
    await teller.dock.choose('打印机的故障', '打到一半拔线');
    await slips().getByRole('button', { name: '补打' }).click();
    await question().waitFor();
    await soon(() => slips().textContent()).toContain('待确认是否打出');
    await teller.dock.printerCable(true);
    await teller.lightSays('打印机', /正常/);
    await question().waitFor();
    await teller.dock.takePaper();
    await question().getByRole('button', { name: answer, exact: true }).click();
    await question().waitFor({ state: 'detached' });
    await soon(() => slips().textContent()).toContain('已打印');
    const [newest] = await teller.dock.paperOut();
    // Printed again it is whole; the torn piece before it is on a paper of its own.
    if (answer === '没有打出来') expect(newest).toEqual(expect.arrayContaining(whole!));
    else expect(newest).toBeUndefined();
  });
});

describe('pressed twice', () => {
  test('a double click accepts once, a double F9 completes once', async () => {
    await teller.serve('王淑芬');
    await teller.findItem('cbpz', '出具《参保凭证》');
    await teller.button('受理').dblclick();
    await soon(() => steps(hall.page)).toMatchObject({ 受理: 'now' });
    await Promise.all([hall.page.keyboard.press('F9'), hall.page.keyboard.press('F9')]);
    await soon(() => steps(hall.page)).toMatchObject({ 已传中心: 'done' });
    await soon(() => slips().getByRole('listitem').count()).toBe(2);
    await soon(printed).toBe(2);
    expect(await teller.panel.getByRole('button', { name: /^出具《参保凭证》.*已办结/ }).count()).toBeGreaterThan(0);
  });

  test('Enter held down on an item opens one case, F8 held down accepts once', async () => {
    const { keyboard } = hall.page;
    await teller.serve('李建国');
    const open = teller.panel.getByRole('listitem').filter({ hasText: /接件中|已受理/ });
    const before = await open.count();
    await teller.search.fill('cbpz');
    await soon(() => teller.hits.count()).toBe(1);
    for (let repeat = 0; repeat < 8; repeat += 1) await keyboard.down('Enter');
    await keyboard.up('Enter');
    await hall.page.getByRole('article', { name: '出具《参保凭证》' }).waitFor();
    for (let repeat = 0; repeat < 8; repeat += 1) await keyboard.down('F8');
    await keyboard.up('F8');
    await soon(() => steps(hall.page)).toMatchObject({ 受理: 'now' });
    expect(await open.count()).toBe(before + 1);
    await soon(() => slips().getByRole('listitem').count()).toBe(1);
  });

  test('an item that is open is gone on with; one just accepted is shown, unless another is meant', async () => {
    const { keyboard } = hall.page;
    const begun = hall.page.getByRole('article', { name: '出具《参保凭证》' });
    const listed = (phase: string) => teller.panel.getByRole('listitem').filter({ hasText: phase }).count();
    const chooseItem = async (): Promise<void> => {
      await teller.search.fill('cbpz');
      await soon(() => teller.hits.count()).toBe(1);
      await keyboard.press('Enter');
    };
    await teller.serve('赵秀英');
    for (const round of ['begins', 'goes on']) {
      await chooseItem();
      await begun.waitFor();
      await soon(() => listed('接件中')).toBe(1);
      if (round === 'begins') await teller.backToSearch();
    }
    await teller.accept();
    await teller.backToSearch();
    await chooseItem();
    const question = teller.dialog('已有“出具《参保凭证》”，仍要新办？');
    await soon(() => question.textContent()).toMatch(/已受理.*办件编号 \d{24}/);
    await keyboard.press('Enter');
    await soon(() => steps(hall.page)).toMatchObject({ 受理: 'now' });
    await teller.backToSearch();
    await chooseItem();
    await question.waitFor();
    await keyboard.press('Alt+N');
    await soon(() => steps(hall.page)).toMatchObject({ 接件: 'now' });
    expect([await listed('接件中'), await listed('已受理')]).toEqual([1, 1]);
  });
});

test('a copy is marked and counted', async () => {
  await acceptItem();
  await soon(printed).toBe(1);
  for (const count of [1, 2]) {
    await slips().getByRole('button', { name: '补打' }).click();
    await soon(printed).toBe(count + 1);
    const [copy, first] = await teller.dock.paperOut();
    expect(copy!.join('\n')).toContain(`【补打${String(count)}】`);
    expect(copy!.find((line) => line.startsWith('编号：'))).toBe(first!.find((line) => line.startsWith('编号：')));
    await soon(() => slips().textContent()).toContain(`补打 ${String(count)} 已打印`);
  }
});
