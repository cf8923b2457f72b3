import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keyboardAt } from './support/keyboard.ts';
import { useHall } from './support/hall.ts';
import { inspect } from './support/inspection.ts';
import { soon, steps, tellerAt, type Teller } from './support/teller.ts';

/** Cases whose citizen is not at the counter: what was accepted is not lost from sight, and who may look at what, by keys alone. */
const hall = useHall();
let teller: Teller;
let keys: ReturnType<typeof keyboardAt>;
/** Number of the case of the first story. */
let caseNumber = '';

const signInHeading = () => hall.page.getByRole('heading', { name: '柜员登录' });
const heading = (name: string) => hall.page.getByRole('heading', { name, exact: true });

async function signOut(): Promise<void> {
  await teller.button('退出登录').click();
  const question = hall.page.getByRole('dialog');
  await question.or(signInHeading()).first().waitFor();
  if (await question.isVisible()) await question.getByRole('button', { name: '退出登录' }).click();
  await signInHeading().waitFor();
}

beforeAll(() => {
  teller = tellerAt(hall.page);
  keys = keyboardAt(hall.page);
});

describe('an item that was accepted and not completed', () => {
  beforeEach(() => hall.page.bringToFront());

  test('is named when the visit ends, with the way back to it first', async () => {
    await teller.startAfresh();
    await teller.serve('张志强');
    await teller.dock.close();
    await teller.findItem('cbpz', '出具《参保凭证》');
    await teller.accept();
    const shown = (await hall.page.getByRole('article', { name: '出具《参保凭证》' }).textContent()) ?? '';
    [caseNumber = ''] = /990000001\d{15}/.exec(shown) ?? [];
    expect(caseNumber).toHaveLength(24);
    await keys.press('Escape');
    await keys.press('F10');
    await soon(() => teller.dialog('结束接待？').textContent()).toContain('已受理、还没有办结：出具《参保凭证》');
    await keys.isOn('去办结');
    // Its four answers stand in one row.
    const tops = await teller
      .dialog('结束接待？')
      .locator('.dialog-foot button')
      .evaluateAll((buttons) => buttons.map((one) => Math.round(one.getBoundingClientRect().top)));
    expect([tops.length, new Set(tops).size]).toEqual([4, 1]);
    await keys.press('Enter');
    await hall.page.getByRole('article', { name: '出具《参保凭证》' }).waitFor();
    await keys.press('Escape');
    await keys.press('F10');
    await keys.press('Alt+E');
    await teller.seesEmptyCounter();
  });

  test('stays on the empty counter, and is asked about at the end of the day', async () => {
    await soon(() => hall.page.getByRole('region', { name: '待办结提示' }).textContent()).toContain('有 1 件已受理');
    await inspect(hall.page, '31-accepted-note');
    await teller.button('退出登录').click();
    await teller.dialog('还有没办结的办件，确定退出登录吗？').waitFor();
    await keys.isOn('查看待办结');
    await keys.press('Enter');
    await heading('待办结').waitFor();
    await keys.press('Escape');
    await teller.seesEmptyCounter();
    await signOut();
  });

  test('is the first thing the next teller sees, opens from its list by keys alone and is completed without its citizen', async () => {
    await teller.signIn('赵宁');
    await soon(() => hall.page.getByRole('region', { name: '待办结提示' }).textContent()).toContain('有 1 件已受理');
    await keys.press('Alt+B');
    await keys.isOn('出具《参保凭证》');
    await inspect(hall.page, '32-accepted-list');
    await keys.press('Enter');
    await hall.page.getByRole('article', { name: '出具《参保凭证》' }).waitFor();
    await soon(() => hall.page.getByRole('article').first().textContent()).toContain('张志强');
    await inspect(hall.page, '33-away-case');
    await keys.press('F9');
    await soon(() => steps(hall.page)).toMatchObject({ 办结: expect.stringMatching(/now|done/) as string });
    // What came of it may still be seen by whoever did it.
    await soon(() => teller.region('单据').textContent()).toContain('办结');
    await soon(() => steps(hall.page)).toMatchObject({ 已传中心: 'done' });
    await keys.press('Escape');
    await soon(() => hall.page.getByRole('main').textContent()).toContain('没有待办结的办件');
    await keys.press('Escape');
    await teller.seesEmptyCounter();
    expect(await hall.page.getByRole('region', { name: '待办结提示' }).count()).toBe(0);
  });

  test('is asked for with a reason by whoever had no part in it', async () => {
    await signOut();
    await teller.signIn('王小敏');
    await teller.seesEmptyCounter();
    await keys.press('Alt+C');
    await keys.isOn(/办件编号/);
    await keys.type(caseNumber.slice(0, -1));
    await keys.press('Enter');
    await soon(() => hall.page.getByRole('alert').textContent()).toContain('找不到这个办件');
    await keys.type(caseNumber.slice(-1));
    await keys.press('Enter');
    await hall.page.getByRole('article', { name: '出具《参保凭证》' }).waitFor();
    const page = hall.page.getByRole('main');
    await soon(() => page.textContent()).toMatch(/查询.*张\*/);
    expect(await page.textContent()).not.toContain('张志强');
    expect(await hall.page.getByRole('button', { name: '查看', exact: true }).count()).toBe(0);
    await keys.press('Escape');
    await keys.press('Escape');
    await teller.seesEmptyCounter();
    await signOut();
  });
});

describe('a post other than the teller', () => {
  test('begins with what waits for it, asks for a case, sees it masked and may note on it, by keys alone', async () => {
    await teller.signIn('沈岩');
    await heading('待审批').waitFor();
    await keys.press('Alt+C');
    await heading('查办件').waitFor();
    await inspect(hall.page, '34-find-case');
    await keys.isOn(/办件编号/);
    await keys.type(caseNumber);
    await keys.press('Tab');
    await keys.press('ArrowDown');
    await keys.press('ArrowDown');
    await keys.press('F8');
    await hall.page.getByRole('article', { name: '出具《参保凭证》' }).waitFor();
    const page = hall.page.getByRole('main');
    await soon(() => page.textContent()).toMatch(/查询.*张\*/);
    await inspect(hall.page, '35-masked-case');
    for (const act of ['受理', '办结', '撤回', '查看', '补打']) {
      expect(await hall.page.getByRole('button', { name: act, exact: true }).count(), act).toBe(0);
    }
    await keys.press('Alt+M');
    await keys.type('已抽查');
    await keys.press('Enter');
    await soon(() => page.textContent()).toContain('备注：已抽查');
    await keys.press('Escape');
    await heading('查办件').waitFor();
    await signOut();
  });

  test('a technician comes to a case from the queue and sees only how far it has come', async () => {
    await teller.signIn('陈工');
    await keys.press('Alt+O');
    await hall.page
      .getByRole('region', { name: '待传清单' })
      .getByRole('button', { name: /^打开办件 出具《参保凭证》/ })
      .first()
      .focus();
    await keys.press('Enter');
    await heading('查办件').waitFor();
    await soon(() => hall.page.getByRole('radio', { name: /退回/ }).isChecked()).toBe(true);
    await keys.press('F8');
    await hall.page.getByRole('article', { name: '出具《参保凭证》' }).waitFor();
    const page = hall.page.getByRole('main');
    await soon(() => page.textContent()).toContain('看不到群众的信息');
    expect(await page.textContent()).not.toContain('张');
    await inspect(hall.page, '36-head-of-case');
    await keys.press('Escape');
    await keys.press('Escape');
    await hall.page.getByRole('region', { name: '待传清单' }).waitFor();
  });
});
