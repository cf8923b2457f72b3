import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { morningArguments } from '../fixtures/hallMorning.ts';
import { makeHome, startShell, type ShellProcess } from '../fixtures/stubCore/shellProcess.ts';
import { bookedEffects } from './support/effects.ts';
import { coreOf, listenForTroubles, PATIENCE_MS } from './support/hall.ts';
import { soon, steps, tellerAt, type Teller } from './support/teller.ts';

/** The main job over the Electron shell, on the stand-in of test/fixtures/electronStandIn: its README says what is real. */
const home = makeHome();
const troubles: string[] = [];
let shell: ShellProcess;
let browser: Browser;
let page: Page;
let teller: Teller;

beforeAll(async () => {
  shell = startShell({
    entry: 'out/electron/main.js',
    imports: ['test/fixtures/electronStandIn/register.ts'],
    args: ['--home', home, '--demo', ...morningArguments()],
  });
  expect(await shell.ready).toBe('app://counter/');
  const [, endpoint = ''] = await shell.errorLine(/\[stand-in\] cdp (\S+)/);
  browser = await chromium.connectOverCDP(endpoint);
  page = browser.contexts()[0]!.pages()[0]!;
  page.setDefaultTimeout(PATIENCE_MS);
  listenForTroubles(page, (trouble) => troubles.push(trouble));
  teller = tellerAt(page);
});

afterAll(async () => {
  await browser.close();
  await shell.stop();
  rmSync(home, { recursive: true, force: true });
});

test('start, read a card, accept, print, complete, deliver', async () => {
  await teller.signIn();
  await teller.serve('张志强');
  await soon(() => teller.panel.textContent()).toMatch(/城乡居民基本医疗保险.*正常参保/);
  await teller.findItem('cbpz', '出具《参保凭证》');
  await teller.accept();
  await teller.complete();
  await soon(() => steps(page)).toMatchObject({ 已传中心: 'done' });
  await soon(async () => (await teller.dock.paperOut()).length).toBe(2);
  const [completion, acceptance] = await teller.dock.paperOut();
  expect(acceptance!.join('\n')).toMatch(/受理通知书[^]*申请人：张志强/);
  expect(completion!.join('\n')).toMatch(/办结通知书[^]*申请人：张志强/);
  expect(bookedEffects(home)).toMatchObject([{ transaction: 'C310', applied: 1, received: 1 }]);
  await teller.dock.removeCard();
  await teller.endVisit();
});

test('an A4 sheet goes to the printer without a dialogue, or into a file', async () => {
  await teller.serve('张志强');
  await teller.findItem('cbpz', '出具《参保凭证》');
  await teller.button('打印申请表（A4）').click();
  const dialog = teller.dialog('出具《参保凭证》申请表');
  await dialog.getByRole('button', { name: /^打印/ }).click();
  const [, order = ''] = await shell.errorLine(/\[stand-in\] print (.+)/);
  expect(JSON.parse(order)).toMatchObject({ silent: true, pageSize: 'A4', copies: 1 });
  await soon(() => dialog.textContent()).toContain('已交给打印机');
  await dialog.getByRole('button', { name: '存为 PDF' }).click();
  await soon(() => dialog.textContent()).toContain('已保存');
  const [file = ''] = readdirSync(join(home, 'sheets'));
  expect(
    readFileSync(join(home, 'sheets', file))
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  await page.keyboard.press('Escape');
  await teller.dock.removeCard();
  await teller.endVisit();
});

test('a killed core is started again, and the window goes on with the form in hand', async () => {
  await teller.serve('王淑芬');
  await teller.findItem('ydcqjz', '异地长期居住人员备案');
  await teller.write('居住地详细地址', '邻县文化路 8 号');
  const killed = coreOf(shell);
  process.kill(killed, 'SIGKILL');
  await shell.errorLine(/业务进程意外结束/);
  await soon(() => coreOf(shell)).not.toBe(killed);
  expect(await page.getByRole('textbox', { name: '居住地详细地址', exact: true }).inputValue()).toBe('邻县文化路 8 号');
  await teller.receive('居住证明', '原件');
  await teller.chooseRegion('居住地（就医地）医保区划', '990100');
  await teller.accept();
  expect(troubles).toEqual([]);
});
