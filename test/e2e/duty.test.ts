import { beforeAll, expect, test } from 'vitest';
import { useHall } from './support/hall.ts';
import { inspect } from './support/inspection.ts';
import { soon, tellerAt, type Teller } from './support/teller.ts';

/** Nobody's absence stops a case, and whoever is asked first answers for it. */
const hall = useHall();
const ITEM = '个人账户调整';
let teller: Teller;

beforeAll(() => {
  teller = tellerAt(hall.page);
});

const heading = (name: string | RegExp) => hall.page.getByRole('heading', { name });
const dialog = () => hall.page.getByRole('dialog');

test('the office enters an absence once, and the B person decides in the place of who is away', async () => {
  const { page } = hall;
  await teller.startAfresh();
  await teller.serve('李建国');
  await teller.dock.removeCard();
  await teller.dock.close();
  await teller.findItem('grzhtz', ITEM);
  await teller.receive('写明调整事由的书面申请', '原件');
  await teller.receive('个人账户计算明细', '原件');
  await teller.choose('调整事由', '漏划');
  await teller.write('所属期', '2026 年 1 月');
  await teller.write('调整金额', '120.00');
  await teller.write('调整后余额', '2983.50');
  await teller.write('依据', '缴费记录');
  await teller.button('受理').click();
  await heading('等待风险防控与稽核股复核').waitFor();
  await teller.endVisit();

  await teller.signInAs('何青');
  await heading('在岗').waitFor();
  await page.getByRole('combobox', { name: '缺勤人员' }).fill('沈岩');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '病假' }).click();
  await page.keyboard.press('F8');
  await page.getByRole('region', { name: '在岗' }).getByText('缺勤中').waitFor();
  await inspect(page, '80-duty');
  // The same once more is no second absence.
  await page.getByRole('combobox', { name: '缺勤人员' }).fill('沈岩');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '病假' }).click();
  await page.keyboard.press('F8');
  await page.getByText('已经登记过缺勤').waitFor();

  await teller.signInAs('钱慧');
  await heading('待审批').waitFor();
  const row = page.getByRole('row').filter({ hasText: ITEM });
  await soon(() => row.textContent()).toContain('代 沈岩');
  await inspect(page, '81-in-place');
  await row.getByRole('button', { name: ITEM }).press('Enter');
  await page.getByRole('article', { name: ITEM }).waitFor();
  await page.getByRole('button', { name: /^同意/ }).click();
  await dialog().getByRole('textbox', { name: '说明' }).fill('记录相符，同意');
  await dialog().getByRole('button', { name: '确定同意' }).click();
  await heading('等待分管领导审核').waitFor();
  await soon(() => teller.region('审批意见').textContent()).toContain('钱慧（代 沈岩 5001）');
});

test('whoever is asked first passes it on with a day, and the section takes it over and answers', async () => {
  const { page } = hall;
  await teller.signInAs('马骏');
  await page.keyboard.press('Alt+F');
  await heading('首问负责').waitFor();
  await page.getByRole('textbox', { name: '谁问的' }).fill('一位老人');
  await page.getByRole('textbox', { name: '问的什么事' }).fill('补缴年限');
  await page.getByText('转办', { exact: true }).click();
  await page.getByRole('combobox', { name: '转给谁' }).fill('田野');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: '承诺答复日期' }).fill('2020-01-06');
  await page.keyboard.press('F8');
  await page.getByText('承诺答复的日期已经过去').waitFor();
  const clock = await page.locator('time.topbar-clock').getAttribute('datetime');
  await page.getByRole('textbox', { name: '承诺答复日期' }).fill(String(clock).slice(0, 10));
  await page.keyboard.press('F8');
  const list = page.getByRole('region', { name: '首问负责' });
  await list.getByText('待接收').or(page.getByText('不是工作日')).first().waitFor();
  await inspect(page, '82-first-asked');
  await teller.signInAs('田野');
  await page.keyboard.press('Alt+F');
  await page.getByRole('button', { name: '接收' }).click();
  await page.getByRole('button', { name: '答复', exact: true }).click();
  await dialog().getByRole('textbox', { name: '怎么答复的' }).fill('可以补缴满 15 年');
  await dialog().getByRole('button', { name: '答复' }).click();
  await list.getByText('已答复').first().waitFor();
  expect(await list.textContent()).toContain('可以补缴满 15 年（满意）');
});
