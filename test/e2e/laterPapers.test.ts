import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bookedEffects } from './support/effects.ts';
import { useHall } from './support/hall.ts';
import { inspect } from './support/inspection.ts';
import { soon, tellerAt, type Teller } from './support/teller.ts';

/** Papers that come later: promised against a letter, or told once more by the leader's word. */
const hall = useHall();
const ITEM = '异地长期居住人员备案';
let teller: Teller;

beforeAll(() => {
  teller = tellerAt(hall.page);
});
beforeEach(() => teller.startAfresh());

const heading = (name: string | RegExp) => hall.page.getByRole('heading', { name });
const button = (name: string | RegExp) => hall.page.getByRole('button', { name });
const dialog = () => hall.page.getByRole('dialog');

/** Everything is said for the item, and no proof is there. */
async function beginWithout(citizen: string): Promise<void> {
  await teller.serve(citizen);
  await teller.dock.removeCard();
  await teller.dock.close();
  await teller.findItem('ydcqjz', ITEM);
  await teller.choose('申请方式', '本人办理');
  await teller.chooseRegion('居住地（就医地）医保区划', '990100');
  await teller.write('居住地详细地址', '邻县文化路 8 号');
}

async function say(act: string, note: string): Promise<void> {
  await button(new RegExp(`^${act}`))
    .first()
    .click();
  await dialog().getByRole('textbox', { name: '说明' }).fill(note);
  await dialog()
    .getByRole('button', { name: `确定${act}` })
    .click();
  await dialog().waitFor({ state: 'detached' });
}

describe('what is accepted with a gap', () => {
  test('waits for its paper, which is handed in by keys, and is completed then', async () => {
    const { page } = hall;
    await beginWithout('李建国');
    await button(/^容缺受理/).waitFor();
    await inspect(page, '80-gap-possible');
    await page.keyboard.press('Alt+Q');
    await heading('已容缺受理，材料补齐后办结').waitFor();
    await soon(() => page.getByRole('main').textContent()).toMatch(
      /待补交：居住证明或个人承诺书，承诺 2026-12-04（含当天）前补齐，还有 10 个工作日/,
    );
    expect(await button(/^办结/).isDisabled()).toBe(true);
    // One button a key: what is done already makes room for what is to be done.
    expect(await button(/^受理/).count()).toBe(0);
    await inspect(page, '81-gap-open');
    await page.keyboard.press('F8');
    await dialog().waitFor();
    await inspect(page, '82-gap-supplied');
    await dialog().getByRole('radio', { name: '居住证明 原件' }).click();
    await page.keyboard.press('F8');
    await heading('已受理，可以办结').waitFor();
    expect(bookedEffects(hall.home)).toEqual([]);
    await page.keyboard.press('F9');
    await heading('已办结').waitFor();
    await soon(() => bookedEffects(hall.home)).toMatchObject([{ applied: 1 }]);
  });
});

describe('a second notice', () => {
  test('is asked for at the window, allowed by the leader, and then goes out', async () => {
    const { page } = hall;
    await beginWithout('赵秀英');
    await page.keyboard.press('F4');
    await dialog().waitFor();
    await page.keyboard.press('F4');
    await soon(() => page.getByRole('main').textContent()).toContain('已一次性告知，请在 2026-11-27');
    await say('申请再次告知', '补交的证明不清晰');
    await heading(/一次性告知|申请信息/)
      .first()
      .waitFor();
    await inspect(page, '83-second-notice-asked');
    await teller.endVisit();
    await button(/件等群众补交材料/).waitFor();
    await page.keyboard.press('Alt+I');
    await heading('待补材料').waitFor();
    await soon(() => page.getByRole('row').filter({ hasText: ITEM }).textContent()).toMatch(
      /2026-11-27.*还有 5 个工作日/,
    );
    await inspect(page, '86-awaited');
    await page.keyboard.press('Escape');
    await teller.seesEmptyCounter();

    await teller.signInAs('孙立');
    await heading('待审批').waitFor();
    await page.getByRole('row').filter({ hasText: ITEM }).getByRole('button', { name: ITEM }).press('Enter');
    await heading('申请再次告知，等待分管领导决定').waitFor();
    await soon(() => page.getByRole('main').textContent()).toContain('补交的证明不清晰');
    await inspect(page, '84-second-notice-to-decide');
    await say('同意再次告知', '属实');

    await teller.signInAs('王小敏');
    await teller.serve('赵秀英');
    await teller.dock.close();
    await teller.findItem('ydcqjz', ITEM);
    await page.keyboard.press('F4');
    await dialog().waitFor();
    await inspect(page, '85-second-notice');
    await page.keyboard.press('F4');
    await soon(() => teller.region('单据').textContent()).toMatch(/一次性告知书.*一次性告知书/);
  });
});
