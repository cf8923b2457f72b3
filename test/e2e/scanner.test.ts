import { beforeEach, describe, expect, test } from 'vitest';
import { useHall } from './support/hall.ts';
import { technicianAt } from './support/technician.ts';
import { soon, tellerAt, type Teller } from './support/teller.ts';
import { typeLikeScanner } from './support/wedge.ts';

/** What citizens hold under the scanner, and scanners that type like a keyboard. */
const hall = useHall();
let teller: Teller;

const seen = async () => (await teller.panel.textContent()) ?? '';
const notice = () => hall.page.getByRole('alert', { name: '读卡扫码提示' });

describe('a scanner on a line', () => {
  beforeEach(async () => {
    teller = tellerAt(hall.page);
    await teller.startAfresh();
  });

  test('reads a medical credential: the citizen is there as with a card', async () => {
    await teller.dock.scan('医保码：李建国');
    await teller.panel.getByRole('heading', { name: '李建国' }).waitFor();
    await soon(seen).toContain('凭医保码');
    await soon(seen).toMatch(/职工基本医疗保险.*正常参保/);
    await teller.findItem('cbpz', '出具《参保凭证》');
    await hall.page.getByText('已凭医保电子凭证确认').waitFor();
  });

  test('reads a credential nobody can decode: the visit says what to do, and the typed number tells who it is', async () => {
    await teller.dock.central('连不上');
    await teller.dock.scan('医保码：李建国');
    await soon(seen).toMatch(/尚未确认群众身份.*请群众刷新医保码后再扫一次/);
    // While it is still away: once it is back the credential is asked about again by itself, and no number is wanted.
    await teller.panel.getByRole('textbox', { name: /输入证件号码/ }).fill('990000198503121011');
    await teller.panel.getByRole('button', { name: '开始接待' }).click();
    await soon(seen).not.toContain('尚未确认群众身份');
    await teller.dock.central('正常');
    await teller.panel.getByRole('heading', { name: '李建国' }).waitFor();
  });

  test('reads an own slip: the case opens, for its citizen at the counter and when nobody is there', async () => {
    await teller.serve('李建国');
    await teller.findItem('cbpz', '出具《参保凭证》');
    await teller.accept();
    await soon(async () => (await teller.dock.paperOut()).length).toBe(1);
    await teller.backToSearch();
    await teller.dock.scan('凭条：SL');
    await hall.page.getByRole('article', { name: '出具《参保凭证》' }).waitFor();

    await teller.endVisit();
    await teller.dock.removeCard();
    // The same code at once again would be the same scan; another one in between makes it a new one.
    await teller.dock.scan('商品条码');
    await teller.dock.scan('凭条：SL');
    await hall.page.getByRole('article', { name: '出具《参保凭证》' }).waitFor();
    await soon(seen).toContain('凭本厅单据');
    await soon(seen).toContain('李建国');

    await teller.endVisit();
    await teller.serve('王淑芬');
    await teller.dock.scan('商品条码');
    await teller.dock.scan('凭条：SL');
    const question = teller.dialog('扫到的是另一位群众的单据');
    await soon(() => question.textContent()).toMatch(/李\*国.*王淑芬/);
    await hall.page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
  });

  test('reads what nobody understands: the teller is told once, and the next good code takes it away', async () => {
    await teller.serve('李建国');
    await teller.dock.scan('商品条码');
    await soon(() => notice().textContent()).toMatch(/不能识别.*当前办理的内容都在/);
    await notice().getByRole('button', { name: '知道了' }).click();
    await notice().waitFor({ state: 'detached' });
    await teller.dock.scan('医保码：张志强');
    const question = teller.dialog('扫到的是另一个人的医保码');
    await soon(() => question.textContent()).toContain('张*强');
    await hall.page.keyboard.press('Enter');
    await question.waitFor({ state: 'detached' });
    await teller.dock.scan('商品条码');
    await notice().waitFor();
    await teller.dock.scan('身份证号：李建国');
    await notice().waitFor({ state: 'detached' });
  });
});

describe('a scanner that types', () => {
  const setUp = async () => {
    const technician = technicianAt(hall.page);
    await technician.startAfresh();
    await technician.button('手动添加').click();
    const form = technician.dialog('添加设备');
    await technician.choose(form, '设备种类', '键盘口扫码器');
    await form.getByLabel('名称').fill('手持扫码枪');
    await form.getByRole('button', { name: '添加' }).click();
    await form.waitFor({ state: 'detached' });
    await technician.button('退出登录').click();
    await hall.page.getByRole('heading', { name: '柜员登录' }).waitFor();
  };
  let ready = false;
  beforeEach(async () => {
    if (!ready) await setUp();
    ready = true;
    teller = tellerAt(hall.page);
    await teller.startAfresh();
  });

  const address = () => hall.page.getByRole('textbox', { name: '居住地详细地址' });
  const proof = () => hall.page.getByRole('radio', { name: '居住证明 原件', exact: true });
  const openIntake = async () => {
    await teller.serve('李建国');
    await teller.findItem('ydcqjz', '异地长期居住人员备案');
    await teller.dock.close();
  };

  test.each([
    ['', false],
    [', through a Chinese input method', true],
  ])('with the focus in a field%s: the code does what it is for and is not in the field', async (_, inputMethod) => {
    await openIntake();
    await address().fill('邻县文化路 8 号');
    await address().focus();
    await typeLikeScanner(hall.page, '6901234567892\n', { inputMethod });
    await soon(() => notice().textContent()).toContain('不能识别');
    expect(await address().inputValue()).toBe('邻县文化路 8 号');
    expect(await address().evaluate((field) => field === document.activeElement)).toBe(true);
    // What a person types goes in as ever.
    await hall.page.keyboard.type('乙', { delay: 80 });
    await hall.page.keyboard.type('12', { delay: 80 });
    expect(await address().inputValue()).toBe('邻县文化路 8 号乙12');
  });

  test.each([41, 60])('J2 with %i ms between its keys: nothing of it stays in the field', async (paceMs) => {
    await openIntake();
    await address().fill('邻县文化路 8 号');
    await address().focus();
    await typeLikeScanner(hall.page, ']C06901234567892\n', { paceMs });
    await soon(() => notice().textContent()).toContain('不能识别');
    expect(await address().inputValue()).toBe('邻县文化路 8 号');
  });

  test('with the focus on a material: no digit of the code ticks anything, and a person’s digit does', async () => {
    await openIntake();
    await proof().focus();
    await typeLikeScanner(hall.page, '1101051949123100\n');
    await notice().waitFor();
    expect(await proof().getAttribute('aria-checked')).toBe('false');
    await hall.page.keyboard.press('1');
    await soon(() => proof().getAttribute('aria-checked')).toBe('true');
  });

  test('brings a citizen to an empty counter, whatever stands in the field', async () => {
    const field = hall.page.getByRole('textbox', { name: /输入证件号码/ });
    await field.fill('99');
    await field.focus();
    await typeLikeScanner(hall.page, '990000195607082025\n');
    await teller.panel.getByRole('heading', { name: '王淑芬' }).waitFor();
    await soon(seen).toContain('凭证件号码');
  });
});
