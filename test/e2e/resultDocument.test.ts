import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/bootstrap.mjs';
import { useHall } from './support/hall.ts';
import { technicianAt } from './support/technician.ts';
import { soon, tellerAt, type Teller } from './support/teller.ts';
import { typeLikeScanner } from './support/wedge.ts';

/** The result itself as a paper: looked at, printed, printed again, verified. */
const hall = useHall();
let teller: Teller;

const PICTURES = join(ROOT, 'test', 'output', 'screens');
const documents = () => teller.region('结果文书').getByRole('listitem');
const printed = () => hall.page.locator('body').getAttribute('data-printed');
const paper = () => hall.page.locator('.print-root');
const notice = () => hall.page.getByRole('alert', { name: '读卡扫码提示' });

beforeEach(async () => {
  teller = tellerAt(hall.page);
  await teller.startAfresh();
  await hall.page.evaluate(() => {
    let times = 0;
    Object.assign(window, { print: () => document.body.setAttribute('data-printed', String((times += 1))) });
  });
});

/** The technician adds a scanner that types. */
async function addTypingScanner(): Promise<void> {
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
}

/** Completes the certificate of the citizen and prints it with one key after the other; its number. */
async function handOver(): Promise<string> {
  await teller.serve('李建国');
  await teller.findItem('cbpz', '出具《参保凭证》');
  await teller.accept();
  expect(await documents().count()).toBe(0);
  await teller.complete();
  await soon(() => documents().first().textContent()).toMatch(/《参保凭证》PZ\d{10}-\d{4}.*真实有效.*尚未打印/);
  await hall.page.keyboard.press('Control+P');
  await teller.dialog('《参保凭证》').getByRole('group', { name: 'A4 纸面预览' }).waitFor();
  return /PZ\d{10}-\d{4}/.exec((await documents().first().textContent()) ?? '')?.[0] ?? '';
}

describe('the 《参保凭证》', () => {
  test('is seen with its number masked, printed in full, and marked when it is printed again', async () => {
    await handOver();
    const preview = teller.dialog('《参保凭证》').locator('.a4');
    await soon(() => preview.textContent()).toMatch(/990000\*{8}1011.*职工基本医疗保险.*2,863\.50 元.*业务专用章/);
    expect(await preview.textContent()).not.toContain('990000198503121011');
    mkdirSync(PICTURES, { recursive: true });
    await preview.screenshot({ path: join(PICTURES, 'enrolment-certificate.png') });
    await hall.page.keyboard.press('Control+P');
    await soon(printed).toBe('1');
    await soon(() => paper().textContent()).toContain('990000198503121011');
    expect(await paper().textContent()).not.toContain('补打');
    await hall.page.keyboard.press('Escape');
    await teller.dialog('《参保凭证》').waitFor({ state: 'detached' });
    await hall.page.keyboard.press('Control+P');
    await preview.waitFor();
    await hall.page.keyboard.press('Control+P');
    await soon(printed).toBe('2');
    await soon(() => paper().textContent()).toMatch(/补打 1.*王小敏/);
  });

  test('tells who scans it what it is worth, and brings nobody to the counter', async () => {
    await addTypingScanner();
    await teller.startAfresh();
    const number = await handOver();
    const caseNumber = /9900000012\d{14}/.exec((await teller.dialog('《参保凭证》').textContent()) ?? '')?.[0] ?? '';
    await hall.page.keyboard.press('Escape');
    await teller.endVisit();
    await typeLikeScanner(hall.page, `YGT1/${number}/${caseNumber}\n`);
    await soon(() => notice().textContent()).toMatch(new RegExp(`《参保凭证》 ${number} 真实有效.*李\\*国`));
    expect(await teller.panel.count()).toBe(0);
    await typeLikeScanner(hall.page, `YGT1/${number.replace(/\d{4}$/, '0999')}/${caseNumber}\n`);
    await soon(() => notice().textContent()).toMatch(/没有出具过.*请到该窗口核验/);
  });
});
