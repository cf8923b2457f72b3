import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bookedEffects } from './support/effects.ts';
import { useHall } from './support/hall.ts';
import { inspect } from './support/inspection.ts';
import { recordedActs } from './support/journal.ts';
import { keyboardAt } from './support/keyboard.ts';
import { linesOfPaper, soon, steps, tellerAt, type Teller } from './support/teller.ts';

/** What the central system refuses comes back as work: the citizen is called, the case put right or its paper made void. */
const hall = useHall();
let teller: Teller;
let keys: ReturnType<typeof keyboardAt>;
const ITEM = '异地长期居住人员备案';

const delivery = () => hall.page.getByLabel('传中心系统');
const rows = () => teller.region('待传清单').getByRole('row');
const effects = () => bookedEffects(hall.home);
const address = () => hall.page.getByRole('textbox', { name: '居住地详细地址', exact: true });
const article = () => hall.page.getByRole('article', { name: ITEM });

beforeAll(() => {
  teller = tellerAt(hall.page);
  keys = keyboardAt(hall.page);
});

/** A case that is completed, and refused when its citizen has gone; its row is open. */
async function comesBack(): Promise<void> {
  await teller.startAfresh();
  await teller.serve('李建国');
  await teller.dock.central('拒绝业务');
  await teller.dock.close();
  await teller.findItem('ydcqjz', ITEM);
  await teller.receive('居住证明', '原件');
  await teller.chooseRegion('居住地（就医地）医保区划', '990100');
  await teller.write('居住地详细地址', '邻县文化路 8 号');
  await teller.accept();
  await teller.complete();
  await soon(() => delivery().textContent()).toMatch(/中心退回.*参保关系不在本统筹区/);
  await teller.dock.removeCard();
  await teller.endVisit();
  await teller.dock.close();
  await hall.page.keyboard.press('Alt+O');
  // The newest stands last among those that came back.
  await rows().filter({ hasText: '中心退回' }).last().getByText('参保关系不在本统筹区').click();
  await article().waitFor();
}

describe('a case that came back', () => {
  beforeEach(comesBack);

  test('opens from its row without asking why; the citizen is called by their number, and that is recorded', async () => {
    const page = hall.page.getByRole('main');
    await soon(() => page.textContent()).toMatch(/待办.*李建国/);
    expect(await page.textContent()).toContain('139****0001');
    await soon(() => delivery().textContent()).toContain('参保关系不在本统筹区');
    // Said once: that it came back is how far it has come.
    expect(
      await article()
        .getByText(/^中心退回/)
        .count(),
    ).toBe(1);
    await inspect(hall.page, '55-returned');
    const before = recordedActs(hall.home, 'person.revealed').length;
    await hall.page.getByRole('button', { name: '显示完整联系电话' }).click();
    await hall.page.getByRole('button', { name: '电话联系' }).click();
    await hall.page.getByRole('button', { name: '隐藏联系电话' }).waitFor();
    const [revealed] = recordedActs(hall.home, 'person.revealed').slice(before);
    expect(revealed).toMatchObject({ actor: '1001', payload: expect.stringContaining('call-back') as string });
    await keys.press('Alt+T');
    await teller.dialog('记录通知群众的情况').waitFor();
    await hall.page.getByRole('textbox', { name: '说明（选填）' }).fill('明天带新证明来');
    await keys.press('Enter');
    await soon(() => teller.region('办理记录').textContent()).toContain('通知群众：电话通知到本人（明天带新证明来）');
    // It waits all the same, until it is sent again as it was.
    await soon(() => delivery().textContent()).toContain('中心退回');
    await teller.dock.central('正常');
    await teller.dock.close();
    await keys.press('Escape');
    await rows().getByRole('button', { name: '立即重传' }).click();
    await soon(() => rows().filter({ hasText: '中心退回' }).count()).toBe(0);
  });

  test('is put right and sent again, once however often the key is hit, with a paper that takes the place of the old one', async () => {
    const before = effects().length;
    await keys.press('F8');
    await keys.isOn(/./);
    // Nothing was changed: nothing is sent.
    await keys.press('F8');
    await hall.page.getByText('还没有更正任何内容').first().waitFor();
    await address().fill('');
    await keys.press('F8');
    await soon(() => hall.page.getByRole('alert').allTextContents()).toContain('还有 1 处没有填对，请改正后再重传。');
    await keys.isOn('居住地详细地址');
    await inspect(hall.page, '56-correction');
    await keys.type('邻县文化路 18 号');
    // Refused again: it comes back again, and is put right again.
    await keys.press('F8');
    await soon(() => teller.region('办理记录').textContent()).toMatch(/中心系统退回.*更正后重传.*中心系统退回/);
    expect(effects()).toHaveLength(before);
    await soon(() => rowsOfSlips()).toEqual([
      expect.stringMatching(/受理通知书/),
      expect.stringMatching(/BJ.*已作废/),
      expect.stringMatching(/BJ(?!.*已作废)/),
    ]);
    await teller.dock.central('正常');
    await teller.dock.close();
    await keys.press('F8');
    await address().fill('邻县文化路 28 号');
    await hall.page.keyboard.press('F8');
    await hall.page.keyboard.press('F8');
    await soon(() => steps(hall.page)).toMatchObject({ 已传中心: 'done' });
    await soon(() => effects().slice(before)).toMatchObject([{ applied: 1, received: 1 }]);
    expect(recordedActs(hall.home, 'case.correct')).toHaveLength(2);
    // The paper says what it takes the place of; the old one is void and prints no more.
    const [, first, second] = await hall.page.getByRole('region', { name: '单据' }).getByRole('listitem').all();
    expect(await first!.getByRole('button', { name: '补打' }).count()).toBe(0);
    expect(await second!.getByRole('button', { name: '补打' }).count()).toBe(0);
    const newest = teller.region('单据').getByRole('listitem').last();
    await newest.getByRole('button', { name: '查看' }).click();
    const paper = (await linesOfPaper(teller.dialog('办结通知书'))).join('');
    expect(paper).toMatch(/更正：代替BJ\d{10}-\d{4}，原通知书作废/);
    await keys.press('Escape');
    await teller.lightSays('中心系统', /正常/);
    await inspect(hall.page, '57-corrected');
  });

  test('whose reason can not be removed is closed and its paper void; nothing counts it as refused any more', async () => {
    await keys.press('Alt+V');
    const dialog = teller.dialog(/作废通知书/);
    await dialog.waitFor();
    // Not without a word.
    await keys.press('Alt+E');
    await dialog.getByText('请写明说明').first().waitFor();
    await dialog.getByRole('textbox', { name: '说明' }).fill('已在参保地办理');
    await keys.press('Alt+E');
    await dialog.waitFor({ state: 'detached' });
    await soon(() => article().textContent()).toMatch(/已关闭.*中心退回，已作废：已在参保地办理/);
    await soon(() => teller.region('单据').textContent()).toContain('已作废');
    await teller.dock.central('正常');
    await teller.dock.close();
    await teller.lightSays('中心系统', /正常/);
  });

  test('is no work for another post: a technician sends it again, and puts nothing right', async () => {
    await keys.press('Escape');
    await keys.press('Escape');
    await teller.button('退出登录').click();
    await teller.signIn('陈工');
    await hall.page.keyboard.press('Alt+O');
    await rows().filter({ hasText: '中心退回' }).first().getByText('参保关系不在本统筹区').click();
    await hall.page.getByRole('heading', { name: '查办件' }).waitFor();
    await hall.page.keyboard.press('F8');
    await article().waitFor();
    expect(await hall.page.getByRole('button', { name: '更正后重传' }).count()).toBe(0);
    expect(await hall.page.getByRole('button', { name: '作废单据' }).count()).toBe(0);
    expect(await hall.page.getByRole('button', { name: '显示完整联系电话' }).count()).toBe(0);
    await hall.page.keyboard.press('Escape');
    await hall.page.keyboard.press('Escape');
    await teller.button('退出登录').click();
    await hall.page.getByRole('heading', { name: '柜员登录' }).waitFor();
  });
});

async function rowsOfSlips(): Promise<string[]> {
  return teller.region('单据').getByRole('listitem').allTextContents();
}
