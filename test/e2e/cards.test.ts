import { beforeAll, describe, expect, test } from 'vitest';
import { useHall } from './support/hall.ts';
import { inspect } from './support/inspection.ts';
import { soon, tellerAt, type Teller } from './support/teller.ts';

/** A card is lost, made anew and received: two tellers, and a producer who sends one back. */
const hall = useHall();
let teller: Teller;

beforeAll(() => {
  teller = tellerAt(hall.page);
});

const dialog = () => hall.page.getByRole('dialog');
const heading = (name: string | RegExp) => hall.page.getByRole('heading', { name });

async function openBatch(): Promise<void> {
  const { page } = hall;
  await page.keyboard.press('Alt+A');
  await heading('卡务').waitFor();
  await page.getByRole('button', { name: /^2026-11-B1/ }).click();
  await dialog().waitFor();
}

describe('a lost card', () => {
  test('is lost at once, cannot be found again once a new one is ordered, and comes back with its batch', async () => {
    const { page } = hall;
    await teller.startAfresh();
    await teller.serve('李建国');
    await teller.findItem('社保卡挂失', '社保卡挂失');
    await teller.choose('挂失原因', '遗失');
    await teller.accept();
    await teller.complete();
    await soon(() => teller.panel.textContent()).toContain('社会保障卡已挂失');
    await teller.backToSearch();
    await teller.findItem('社保卡补卡', '社保卡补卡');
    await teller.choose('补卡原因', '遗失');
    await teller.accept();
    await teller.complete();
    await teller.backToSearch();
    await teller.findItem('社保卡解挂', '社保卡解挂');
    await teller.button('受理').click();
    await soon(() => page.getByRole('main').textContent()).toMatch(/已申请补卡（批次 2026-11-B1），不能解挂/);
    await inspect(page, '95-card-not-found-again');
    await teller.dock.removeCard();
    await teller.dock.close();
    await teller.endVisit();

    await openBatch();
    await inspect(page, '96-card-batch');
    await page.keyboard.press('F8');
    await dialog().waitFor({ state: 'detached' });
    await soon(() => page.getByRole('main').textContent()).toContain('送制（王小敏）');
    await page.getByRole('button', { name: /^2026-11-B1/ }).click();
    await page.keyboard.press('F8');
    await soon(() => dialog().textContent()).toContain('要由另一位柜员接收');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');

    await teller.signInAs('赵宁');
    await openBatch();
    await dialog().getByRole('checkbox').check();
    await dialog().getByRole('textbox').fill('照片不合格');
    await inspect(page, '97-card-batch-received');
    await page.keyboard.press('F8');
    await dialog().waitFor({ state: 'detached' });
    await page.getByText(/^被退待处理 1$/).click();
    await page.getByRole('row').filter({ hasText: '照片不合格' }).getByRole('button').click();
    await dialog().getByRole('textbox', { name: '说明' }).fill('照片已重拍');
    await page.keyboard.press('F8');
    await dialog().waitFor({ state: 'detached' });
    await page.getByText(/^制卡批次/).click();
    await soon(() => page.getByRole('button', { name: /^2026-11-B2/ }).count()).toBe(1);
    await inspect(page, '98-card-batches');
    expect(await page.getByRole('button', { name: /^2026-11-B/ }).count()).toBe(2);
  });
});
