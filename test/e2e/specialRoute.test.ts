import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { bookedEffects } from './support/effects.ts';
import { useHall } from './support/hall.ts';
import { inspect } from './support/inspection.ts';
import { soon, steps, tellerAt, type Teller } from './support/teller.ts';

/** A special item goes from the window over review and decision back to the window: three parties, three persons. */
const hall = useHall();
const ITEM = '个人账户调整';
let teller: Teller;

beforeAll(() => {
  teller = tellerAt(hall.page);
});

const heading = (name: string | RegExp) => hall.page.getByRole('heading', { name });
const dialog = () => hall.page.getByRole('dialog');

/** Opens the one case that waits for this post, from the list of its work, by keys. */
async function openTask(): Promise<void> {
  const { page } = hall;
  if (!(await heading(/待审批|待办结/).isVisible())) await page.keyboard.press('Alt+B');
  await heading(/待审批|待办结/).waitFor();
  await page.getByRole('row').filter({ hasText: ITEM }).first().waitFor();
  await page.getByRole('row').filter({ hasText: ITEM }).getByRole('button', { name: ITEM }).first().press('Enter');
  await page.getByRole('article', { name: ITEM }).waitFor();
}

/** Takes an act that asks for words, and says them. */
async function say(
  act: string,
  words: { readonly reason?: string; readonly note: string; readonly document?: string },
) {
  await hall.page.getByRole('button', { name: new RegExp(`^${act}`) }).click();
  const { reason, note, document } = words;
  if (reason) await dialog().getByText(reason, { exact: true }).click();
  await dialog().getByRole('textbox', { name: '说明' }).fill(note);
  if (document) await dialog().getByRole('textbox', { name: '文号' }).fill(document);
  await dialog()
    .getByRole('button', { name: `确定${act}` })
    .click();
  await dialog().waitFor({ state: 'detached' });
}

const outcome = (text: string) => heading(text).waitFor();

/** 1001 accepts an adjustment of 120 yuan for 李建国, who then goes. */
async function acceptAdjustment(): Promise<void> {
  await teller.signInAs('王小敏');
  await teller.seesEmptyCounter();
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
  await outcome('等待风险防控与稽核股复核');
  await teller.endVisit();
}

describe('an account adjustment', () => {
  test('is checked by two others, corrected once, and completed at the window that accepted it', async () => {
    const { page } = hall;
    await teller.startAfresh();
    await acceptAdjustment();
    expect(bookedEffects(hall.home)).toEqual([]);

    await teller.signInAs('沈岩');
    await heading('待审批').waitFor();
    await inspect(page, '70-approvals');
    await openTask();
    await inspect(page, '71-dossier');
    // What belongs to another node is not offered.
    expect(await page.getByRole('button', { name: /^办结/ }).count()).toBe(0);
    await say('退回', { reason: '金额或数据计算有误', note: '一月应划 112.00 元' });
    await outcome('复核退回，请更正后再报');

    await teller.signInAs('王小敏');
    await openTask();
    await soon(() => teller.region('审批意见').textContent()).toContain('一月应划 112.00 元');
    await inspect(page, '72-sent-back');
    await teller.write('调整金额', '112.00');
    await teller.write('调整后余额', '2975.50');
    await teller.button('更正后再报').click();
    await outcome('等待风险防控与稽核股复核');

    await teller.signInAs('沈岩');
    await openTask();
    await say('同意', { note: '记录相符，同意' });
    await outcome('等待分管领导审核');
    expect(bookedEffects(hall.home)).toEqual([]);

    await teller.signInAs('孙立');
    await openTask();
    await say('同意', { note: '同意' });
    await outcome('已批准，可以办结');

    await teller.signInAs('王小敏');
    await openTask();
    expect(await steps(page)).toMatchObject({ 复核: 'done', 审核: 'now', 办结: 'ahead' });
    await page.keyboard.press('F9');
    await outcome('已办结');
    await soon(() => bookedEffects(hall.home)).toMatchObject([{ applied: 1 }]);
    await inspect(page, '73-adjusted');
    const paper = await teller.dock.paperOut();
    expect(paper.flat().join('')).toMatch(/差额.*112\.00元/);
  });

  test('is refused by the reviewer and told at the window in writing, with what can be done against it', async () => {
    await acceptAdjustment();
    await teller.signInAs('沈岩');
    await openTask();
    await say('不予通过', { reason: '没有政策依据', note: '不属于漏划' });
    await outcome('审批不予通过，请书面告知群众');
    await teller.signInAs('王小敏');
    await openTask();
    await outcome('审批不予通过，请书面告知群众');
    await hall.page.keyboard.press('F9');
    await outcome('已关闭');
    await soon(async () => (await teller.dock.paperOut()).flat().join('')).toMatch(/不予通过.*没有政策依据.*行政复议/);
    expect(bookedEffects(hall.home)).toHaveLength(1);
  });

  test('goes to the bureau and back, its clock standing still meanwhile', async () => {
    await acceptAdjustment();
    await teller.signInAs('沈岩');
    await openTask();
    await say('上报保障局', { reason: '历史遗留问题', note: '2017 年缴费不在系统内' });
    await outcome('已上报保障局，等待答复');
    await soon(() => hall.page.getByRole('article', { name: ITEM }).textContent()).toContain('计时已暂停');
    await teller.signInAs('周正');
    await openTask();
    await say('答复', { note: '同意补划', document: '样医保〔2026〕7号' });
    await outcome('等待风险防控与稽核股复核');
    await soon(() => teller.region('审批意见').textContent()).toContain('样医保〔2026〕7号');
  });

  test('stands in the registers, which leave as a file only with a purpose', async () => {
    const { page } = hall;
    await teller.signInAs('孙立');
    await page.keyboard.press('Alt+Z');
    await heading('台账').waitFor();
    const register = page.getByRole('combobox', { name: '台账' });
    await register.press('Enter');
    await page.getByTitle('特殊业务审批台账').click();
    const rows = page.getByRole('region', { name: '特殊业务审批台账' }).getByRole('row');
    await rows.filter({ hasText: '金额或数据计算有误' }).waitFor();
    await page.getByText('王小敏 1001 复核退回率').waitFor();
    expect(await page.getByText('李建国').count()).toBe(0);
    await inspect(page, '75-registers');
    await page.keyboard.press('Alt+E');
    await dialog().waitFor();
    await page.keyboard.press('F8');
    // Without a purpose nothing leaves.
    expect(await dialog().isVisible()).toBe(true);
    await dialog().getByRole('textbox', { name: '用途' }).fill('月度通报');
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('F8')]);
    expect(file.suggestedFilename()).toBe('特殊业务审批台账_2026-11-20_2026-11-20.csv');
    const content = readFileSync(await file.path(), 'utf8');
    expect(content).toMatch(/导出人 孙立（3001）.*用途：月度通报/);
    expect(content).toContain('金额或数据计算有误：一月应划 112.00 元');
    await dialog().waitFor({ state: 'detached' });
  });
});
