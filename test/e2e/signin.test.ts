import { beforeEach, describe, expect, test } from 'vitest';
import { useHall } from './support/hall.ts';
import { inspect } from './support/inspection.ts';
import { everythingInThePage, soon, tellerAt, type Teller } from './support/teller.ts';

/** Who may sit down at the counter, and what another post gets to see of the citizen. */
const hall = useHall();
let teller: Teller;

beforeEach(() => {
  teller = tellerAt(hall.page);
});

const number = () => hall.page.getByRole('textbox', { name: '工号' });
const password = () => hall.page.getByRole('textbox', { name: '密码' });
const trouble = () => hall.page.getByRole('alert').textContent();

async function tryPassword(account: string, secret: string): Promise<void> {
  await number().fill(account);
  await password().fill(secret);
  await hall.page.getByRole('button', { name: '登录', exact: true }).click();
}

async function signOut(): Promise<void> {
  await teller.button('退出登录').click();
  const question = teller.dialog('正在接待群众，确定退出登录吗？');
  const signIn = hall.page.getByRole('heading', { name: '柜员登录' });
  await question.or(signIn).waitFor();
  if (await question.isVisible()) await question.getByRole('button', { name: '退出登录' }).click();
  await signIn.waitFor();
}

describe('passwords', () => {
  test('a wrong one and an unknown number are told the same, and the password field is empty and ready', async () => {
    await hall.page.getByRole('heading', { name: '柜员登录' }).waitFor();
    await tryPassword('1002', 'wrong');
    await soon(trouble).toContain('工号或密码不正确');
    const told = await trouble();
    await soon(() => password().inputValue()).toBe('');
    expect(await password().evaluate((field) => field === document.activeElement)).toBe(true);
    await tryPassword('7777', 'wrong');
    await soon(() => password().inputValue()).toBe('');
    expect(await trouble()).toBe(told);
  });

  test('after the fifth wrong one the account rests, even for the right one, and says how long', async () => {
    for (let attempt = 1; attempt < 5; attempt += 1) {
      await tryPassword('1002', `guess ${String(attempt)}`);
      await soon(() => password().inputValue()).toBe('');
    }
    await soon(trouble).toMatch(/请 \d+ 秒后再试/);
    await tryPassword('1002', 'demo-1002');
    await soon(trouble).toMatch(/已暂时锁定.*请 \d+ 秒后再试/);
    // Others are not concerned.
    await tryPassword('1001', 'demo-1001');
    await teller.seesEmptyCounter();
  });
});

describe('other posts', () => {
  test('a technician sees devices, queue and lights, and nothing of the citizen at the counter', async () => {
    await teller.serve('王淑芬');
    await teller.findItem('cbpz', '出具《参保凭证》');
    await teller.accept();
    await teller.complete();
    await signOut();
    await teller.dock.close();
    expect(await everythingInThePage(hall.page)).not.toContain('王淑芬');
    await hall.page.getByRole('button', { name: /^陈工/ }).click();
    await hall.page.getByRole('heading', { name: '设备', exact: true }).waitFor();
    await teller.lightSays('中心系统', /正常/);
    expect(await everythingInThePage(hall.page)).not.toMatch(/王淑芬|990000\d{11}[\dX]/);
    await hall.page.keyboard.press('Alt+O');
    await soon(() => teller.region('待传清单').textContent()).toMatch(/出具《参保凭证》.*王\*芬/);
    expect(await everythingInThePage(hall.page)).not.toContain('王淑芬');
    await signOut();
  });

  test('the teller who comes back finds the citizen and the case', async () => {
    await teller.signIn('王小敏');
    await teller.panel.getByRole('heading', { name: '王淑芬' }).waitFor();
    await teller.panel.getByRole('button', { name: /^出具《参保凭证》.*已办结/ }).waitFor();
  });
});

describe('one’s own password', () => {
  const field = (name: string) => teller.dialog('修改密码').getByLabel(name, { exact: true });
  const change = async (current: string, chosen: string, again = chosen) => {
    await field('原密码').fill(current);
    await field('新密码').fill(chosen);
    await field('再输入一次新密码').fill(again);
    await field('再输入一次新密码').press('Enter');
  };
  const problem = (name: string) => soon(() => field(name).getAttribute('aria-invalid'));

  test('is changed under one’s name, and what is wrong is said at the field it is wrong in', async () => {
    await teller.startAfresh();
    await teller.button('王小敏 1001，修改密码').click();
    await teller.dialog('修改密码').waitFor();
    expect(await field('原密码').evaluate((input) => input === document.activeElement)).toBe(true);
    await change('demo-1001', 'short');
    await problem('新密码').toBe('true');
    expect(await field('新密码').evaluate((input) => input === document.activeElement)).toBe(true);
    await change('demo-1001', 'a word of mine', 'another word');
    await problem('再输入一次新密码').toBe('true');
    await change('not the old one', 'a word of mine');
    await soon(trouble).toMatch(/原密码不正确.*密码没有改动/);
    await inspect(hall.page, '61-change-password');
    await change('demo-1001', 'a word of mine');
    await teller.dialog('修改密码').getByText('密码已修改').waitFor();
    await hall.page.keyboard.press('Enter');
    await teller.dialog('修改密码').waitFor({ state: 'detached' });
    await signOut();
    // The button of the demonstration knows a password that holds no more: it says so and asks for the new one.
    const offered = hall.page.getByRole('button', { name: /^王小敏/ });
    await soon(() => offered.textContent()).toContain('密码已改，需输入');
    await offered.click();
    const password = hall.page.getByLabel('密码', { exact: true });
    expect(await password.evaluate((input) => input === document.activeElement)).toBe(true);
    await tryPassword('1001', 'demo-1001');
    await soon(trouble).toContain('工号或密码不正确');
    await tryPassword('1001', 'a word of mine');
    await teller.seesEmptyCounter();
  });
});
