import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectNode, ROOT } from '../../scripts/bootstrap.mjs';
import { makeHome, type ShellProcess } from '../fixtures/stubCore/shellProcess.ts';
import { listenForTroubles, PATIENCE_MS, SMALL_SCREEN, startBrowserShell, theBrowser } from './support/hall.ts';
import { inspect } from './support/inspection.ts';

/** A county technician sets up a hall: its configuration is there, and nobody has an account yet. */
const CONFIGURATION = `
hall: { organ: 示范县医疗保障局, name: 示范县医保服务大厅, address: 中心街 1 号, region: '990000', window: '03',
        phone: '0000-6000001', supervisionPhone: '0000-6000002', openingHours: 工作日 9:00–17:00 }
central: { endpoint: 'http://127.0.0.1:9', institutionCode: C99000000001, institutionName: 示范县医疗保障事务中心,
           accessKey: not-used, secretKey: not-used }
`;

const home = makeHome();
const troubles: string[] = [];
const contexts: BrowserContext[] = [];
let shell: ShellProcess | undefined;
let page: Page;

beforeAll(() => {
  writeFileSync(join(home, 'counter.yaml'), CONFIGURATION, { mode: 0o600 });
});

afterAll(async () => {
  for (const context of contexts) await context.close();
  await shell?.stop();
  rmSync(home, { recursive: true, force: true });
  expect(troubles).toEqual([]);
});

async function start(): Promise<void> {
  shell = startBrowserShell(home, { mode: [] });
  const context = await (await theBrowser()).newContext({ viewport: SMALL_SCREEN, locale: 'zh-CN' });
  contexts.push(context);
  page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  listenForTroubles(page, (trouble) => troubles.push(trouble));
  await page.goto(await shell.ready);
}

async function signIn(number: string): Promise<void> {
  await page.getByRole('textbox', { name: '工号' }).fill(number);
  await page.getByRole('textbox', { name: '密码' }).fill('counter-word');
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/** Runs the command of the screen with this hall's folder, as its technician does. */
async function runShownCommand(shown: string, password: string): Promise<number> {
  const [, ...words] = /^npm run ops -- (.+)$/.exec(shown)?.[1]?.replace('数据文件夹', home).split(' ') ?? [];
  const child = spawn(projectNode(), [join(ROOT, 'main', 'ops', 'cli.ts'), 'account', ...words], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.end(`${password}\n`);
  const [code] = (await once(child, 'close')) as [number];
  return code;
}

test('the first screen of a new hall says what to do, and doing it lets the technician in', async () => {
  await start();
  const first = page.getByRole('region', { name: '还没有工号，现在没有人能登录' });
  await first.waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
  await inspect(page, '62-no-accounts');
  const command = (await first.locator('code').textContent()) ?? '';

  // While the counter runs the command is refused, as the screen says: it is ended first.
  expect(await runShownCommand(command, 'counter-word')).toBe(1);
  // The technician closes the window first, so that it does not dial in vain.
  await page.close();
  await shell?.stop();
  expect(await runShownCommand(command, 'counter-word')).toBe(0);
  const forHead = command.replace('9001', '8001').replace('technician', 'duty-clerk');
  expect(await runShownCommand(forHead, 'counter-word')).toBe(0);

  await start();
  await signIn('9001');
  await page.getByRole('heading', { name: '设备', exact: true }).waitFor();
  await page.getByRole('button', { name: '退出登录' }).click();
});

test('a post without work at the window is told whose work there is, and finds the way out', async () => {
  await signIn('8001');
  await page.getByRole('heading', { name: '您的岗位在这个窗口没有要办的事' }).waitFor();
  await page.getByText('您以“值班窗口人员”登录').waitFor();
  await inspect(page, '63-no-work-here');
  await page.getByRole('main').getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('heading', { name: '柜员登录' }).waitFor();
});
