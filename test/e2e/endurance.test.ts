import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { useHall } from './support/hall.ts';
import { everythingInThePage, soon, steps, tellerAt, type Teller } from './support/teller.ts';

/**
 * What happens to the work in hand when a process dies, a page is loaded anew, somebody opens a second window or walks
 * away.
 */
const hall = useHall();
/** A hall nobody touches while the other stories are told. Its teller must sign in again after 20 s without use. */
const quietHall = useHall((home) => {
  writeFileSync(
    join(home, 'counter.yaml'),
    `hall:
  organ: 示范县医疗保障局
  name: 示范县医保服务大厅
  address: 中心街 1 号
  region: '990000'
  window: '07'
  phone: 0000-6000001
  supervisionPhone: 0000-6000002
  openingHours: 工作日 9:00–17:00
central:
  endpoint: http://127.0.0.1:9
  institutionCode: C99000000001
  institutionName: 示范县医疗保障事务中心
  accessKey: not-used
  secretKey: not-used
session: { idleSeconds: 20 }
`,
  );
});
let teller: Teller;

beforeEach(async () => {
  teller = tellerAt(hall.page);
  await teller.startAfresh();
});

const region = () => hall.page.locator('[data-field="residence-region"]');
const address = () => hall.page.getByRole('textbox', { name: '居住地详细地址', exact: true });
const copyOfProof = () => hall.page.getByRole('radio', { name: '居住证明 复印件', exact: true });

/** An intake with a tick and half a form. */
async function workHalfDone(): Promise<void> {
  await teller.serve('张志强');
  await teller.findItem('ydcqjz', '异地长期居住人员备案');
  await copyOfProof().click();
  await teller.chooseRegion('居住地（就医地）医保区划', '990100');
  await address().fill('邻县文化路');
}

async function workIsThere(): Promise<void> {
  await soon(() => address().inputValue()).toBe('邻县文化路');
  await soon(() => region().textContent()).toContain('培训地区邻县');
  expect(await copyOfProof().isChecked()).toBe(true);
}

/** The window while it dials a core that is not there complains about the line, and about nothing else. */
const LINE_IS_DOWN = /WebSocket connection to .* failed|net::ERR_CONNECTION_REFUSED/;

test('in another hall a teller opens a citizen and walks away', async () => {
  const walksAway = tellerAt(quietHall.page);
  await walksAway.signIn();
  await walksAway.serve('王淑芬');
  await walksAway.dock.close();
});

describe('the core is killed in the middle of a form', () => {
  test('the window says so, comes back by itself, and everything is there: form, citizen, sign-in', async () => {
    hall.expectTrouble(LINE_IS_DOWN);
    await workHalfDone();
    // Typed the moment before: not even saved as a draft yet.
    await address().pressSequentially('8');
    const killed = hall.corePid();
    process.kill(killed, 'SIGKILL');
    await hall.page.getByText('正在重新连接…').waitFor();
    await address().pressSequentially('号');
    await hall.page.getByText('正在重新连接…').waitFor({ state: 'detached' });
    expect(hall.corePid()).not.toBe(killed);
    expect(await hall.page.getByRole('banner').textContent()).toContain('王小敏');
    await soon(() => address().inputValue()).toBe('邻县文化路8号');
    await soon(() => region().textContent()).toContain('培训地区邻县');
    await teller.accept();
    await teller.complete();
    await soon(() => steps(hall.page)).toMatchObject({ 已传中心: 'done' });
  });

  test('an acceptance pressed while the core is away counts once when it is back', async () => {
    hall.expectTrouble(LINE_IS_DOWN);
    await workHalfDone();
    process.kill(hall.corePid(), 'SIGKILL');
    await hall.page.getByText('正在重新连接…').waitFor();
    await hall.page.keyboard.press('F8');
    await soon(() => steps(hall.page)).toMatchObject({ 受理: 'now' });
    await soon(() => teller.region('单据').getByRole('listitem').count()).toBe(1);
  });
});

describe('the page is loaded anew', () => {
  test('in the middle of a form: signed in, the citizen there, the form as it was', async () => {
    await workHalfDone();
    await hall.page.reload();
    await teller.panel.getByRole('heading', { name: '张志强' }).waitFor();
    await workIsThere();
  });

  test('on a page beside the work, or after signing out and in: back at the case in hand', async () => {
    await workHalfDone();
    await hall.page.keyboard.press('Alt+O');
    await hall.page.getByRole('heading', { name: '待传清单' }).waitFor();
    await hall.page.keyboard.press('Escape');
    await workIsThere();
    await hall.page.keyboard.press('Alt+O');
    await hall.page.getByRole('heading', { name: '待传清单' }).waitFor();
    await hall.page.reload();
    await workIsThere();
    await teller.button('退出登录').click();
    await hall.page.getByRole('dialog').getByRole('button', { name: '退出登录' }).click();
    await teller.signIn();
    await workIsThere();
  });

  test('at the search, or when another citizen is there: no case of before comes back', async () => {
    await workHalfDone();
    await teller.backToSearch();
    await hall.page.reload();
    await teller.search.waitFor();
    await teller.panel
      .getByRole('button', { name: /异地长期居住人员备案 接件中/ })
      .first()
      .click();
    await workIsThere();
    await teller.dock.removeCard();
    await teller.endVisit();
    await teller.serve('李建国');
    await teller.search.waitFor();
    await hall.page.reload();
    await teller.search.waitFor();
  });

  test('the address is that of the window alone, and the launch token opens nothing a second time', async () => {
    await workHalfDone();
    expect(new URL(hall.page.url()).pathname).toBe('/');
    const stranger = await hall.context.browser()!.newContext();
    const page = await stranger.newPage();
    const answer = await page.goto(await hall.shell.ready);
    expect(answer?.status()).toBeGreaterThanOrEqual(400);
    expect(await page.textContent('body')).not.toContain('张志强');
    await stranger.close();
  });
});

describe('a second window', () => {
  test('shows the same counter; what is done in one is seen in the other', async () => {
    await workHalfDone();
    const other = await hall.newTab();
    await other.goto(new URL('/', hall.page.url()).href);
    const second = tellerAt(other);
    await second.panel.getByRole('heading', { name: '张志强' }).waitFor();
    await second.panel
      .getByRole('button', { name: /异地长期居住人员备案 接件中/ })
      .first()
      .click();
    await soon(() => other.getByRole('textbox', { name: '居住地详细地址', exact: true }).inputValue()).toBe(
      '邻县文化路',
    );
    await second.accept();
    await soon(() => steps(hall.page)).toMatchObject({ 受理: 'now' });
    await teller.endVisit();
    await second.seesEmptyCounter();
    await second.dock.close();
    expect(await everythingInThePage(other)).not.toContain('张志强');
    await other.close();
  });
});

test('after the configured time without a hand on it the window counts down and locks; the password alone goes on', async () => {
  const { page } = quietHall;
  const comesBack = tellerAt(page);
  const warning = comesBack.dialog('长时间没有操作，即将锁定');
  const locked = page.getByRole('heading', { name: '已锁定' });
  const password = page.getByRole('textbox', { name: '密码' });
  const unlock = async (): Promise<void> => {
    await page.keyboard.type('demo-1001');
    await page.keyboard.press('Enter');
    await comesBack.panel.getByRole('heading', { name: '王淑芬' }).waitFor();
  };
  // What went before may have taken so long that it has locked already.
  await warning.or(locked).waitFor({ timeout: 60_000 });
  if (await locked.isVisible()) {
    await password.focus();
    await unlock();
  }
  // A key in the last seconds and the work goes on, nothing of it pressed by that key.
  await warning.waitFor({ timeout: 60_000 });
  await page.keyboard.press('Shift');
  await warning.waitFor({ state: 'detached' });
  await comesBack.panel.getByRole('heading', { name: '王淑芬' }).waitFor();

  await locked.waitFor({ timeout: 60_000 });
  expect(await page.getByRole('status').filter({ hasText: '锁定' }).textContent()).toMatch(/王小敏.*1001.*未操作/);
  expect(await everythingInThePage(page)).not.toContain('王淑芬');
  await soon(() => password.evaluate((field) => field === document.activeElement)).toBe(true);
  await unlock();
  expect(await page.getByRole('banner').textContent()).toContain('07');
}, 240_000);
