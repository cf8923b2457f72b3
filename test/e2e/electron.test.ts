import { rmSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
    args: ['--home', home, '--demo'],
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
  expect(bookedEffects(home).map(({ transaction, applied }) => [transaction, applied])).toEqual([['C310', 1]]);
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
  await teller.write('居住地（就医地）医保区划', '990100');
  await teller.accept();
  expect(troubles).toEqual([]);
});
