import { beforeEach, describe, test } from 'vitest';
import { useHall } from './support/hall.ts';
import { inspect } from './support/inspection.ts';
import { linesOfPaper, soon, steps, tellerAt, type Teller } from './support/teller.ts';

/** Every screen is looked at on both sizes: pictures for people, and rules for what pictures do not show. */
const hall = useHall();
let teller: Teller;

beforeEach(() => {
  teller = tellerAt(hall.page);
});

const look = (name: string) => inspect(hall.page, name);

test('sign-in, and what a wrong password looks like', async () => {
  await hall.page.getByRole('heading', { name: '柜员登录' }).waitFor();
  await look('01-sign-in');
  await hall.page.getByRole('textbox', { name: '工号' }).fill('1002');
  await hall.page.getByRole('textbox', { name: '密码' }).fill('wrong');
  await hall.page.getByRole('button', { name: '登录', exact: true }).click();
  await hall.page.getByRole('alert').waitFor();
  await look('02-sign-in-refused');
});

test('the empty counter, with the reader plugged in and out, and the key map', async () => {
  await teller.signIn();
  await teller.lightSays('读卡器', /就绪/);
  await look('03-empty');
  await teller.dock.readerCable(false);
  await teller.lightSays('读卡器', /故障/);
  await look('04-dock-and-reader-lost');
  await teller.dock.readerCable(true);
  await teller.lightSays('读卡器', /就绪/);
  await teller.dock.close();
  await hall.page.keyboard.press('F1');
  await teller.dialog('按键一览').waitFor();
  await look('05-keys');
  await hall.page.keyboard.press('Escape');
});

describe('a citizen', () => {
  beforeEach(() => teller.startAfresh());

  test('with everything in order', async () => {
    await teller.serve('李建国');
    await teller.dock.close();
    await look('10-citizen');
    await teller.search.fill('ydjy');
    await soon(() => teller.hits.count()).toBe(2);
    await look('11-search');
    await teller.panel.getByRole('button', { name: '显示完整证件号码' }).click();
    await look('12-reveal-reason');
  });

  test('with alerts and marks, and a long name', async () => {
    await teller.serve('刘洋');
    await teller.dock.close();
    await look('13-citizen-locked');
    await teller.findItem('ydcqjz', '异地长期居住人员备案');
    await look('14-intake-blocked');
    await teller.dock.removeCard();
    await teller.endVisit();
    await teller.serve('阿卜杜热合曼·麦麦提吐尔逊·买买提艾力');
    await teller.dock.close();
    await look('15-citizen-long-name');
    await teller.dock.removeCard();
    await teller.endVisit();
    await teller.serve('孙福来');
    await teller.dock.close();
    await look('16-citizen-marks');
    await teller.dock.removeCard();
    await teller.endVisit();
    await teller.dock.insertCard('高远');
    await teller.panel.getByRole('button', { name: '再查一次' }).waitFor();
    await teller.dock.close();
    await look('17-citizen-unknown');
  });

  test('and the card of another one', async () => {
    await teller.serve('李建国');
    await teller.dock.insertCard('郑凯');
    await teller.dialog('读卡器里是另一位群众的卡').waitFor();
    await look('18-other-card');
    await hall.page.keyboard.press('Escape');
    await teller.dialog('读卡器里是另一位群众的卡').waitFor({ state: 'detached' });
  });
});

describe('a case', () => {
  beforeEach(() => teller.startAfresh());

  test('from intake over the notice to the receipt', async () => {
    await teller.serve('张志强');
    await teller.dock.close();
    await teller.findItem('ydcqjz', '异地长期居住人员备案');
    await look('20-intake');
    await teller.choose('申请方式', '委托代办');
    await soon(() => teller.region('申请材料').textContent()).toContain('还缺 4 项');
    await look('21-intake-agent');
    await teller.button('一次性告知').click();
    await linesOfPaper(teller.dialog('一次性告知'));
    await look('22-notice');
    await teller.dialog('一次性告知').getByRole('button', { name: '打印告知书' }).click();
    await soon(() => teller.region('单据').textContent()).toContain('已打印');
    await look('23-notified');
    await teller.region('单据').getByRole('button', { name: '查看' }).click();
    await linesOfPaper(teller.dialog('一次性告知书'));
    await look('24-slip');
    await hall.page.keyboard.press('Escape');
    await teller.choose('申请方式', '本人办理');
    await teller.receive('居住证明', '原件');
    await hall.page.keyboard.press('F8');
    await hall.page.getByRole('alert').waitFor();
    await look('25-form-problems');
    await teller.write('居住地（就医地）医保区划', '990100');
    await teller.write('居住地详细地址', '邻县文化路 8 号');
    await teller.accept();
    await look('26-accepted');
    await teller.complete();
    await soon(() => steps(hall.page)).toMatchObject({ 已传中心: 'done' });
    await soon(() => teller.region('单据').textContent()).not.toContain('正在打印');
    await look('27-delivered');
    await hall.page.keyboard.press('Escape');
    await teller.findItem('YB0103', '城乡居民参保登记');
    await look('28-intake-long-form');
    await hall.page.keyboard.press('F6');
    await teller.dialog('不再办理此事项？').waitFor();
    await look('29-abandon');
    await hall.page.keyboard.press('Escape');
    await hall.page.keyboard.press('F10');
    await teller.dialog('结束接待？').waitFor();
    await look('30-end-question');
  });

  test('while the central system is down, refuses, and the printer is out of paper', async () => {
    await teller.serve('王淑芬');
    await teller.dock.central('连不上');
    await teller.dock.paper('用完');
    await teller.findItem('cbpz', '出具《参保凭证》');
    await teller.accept();
    await teller.complete();
    await teller.lightSays('中心系统', /不通.*1/);
    await teller.dock.close();
    await look('40-central-down');
    await hall.page.keyboard.press('Alt+O');
    await soon(() => teller.region('待传清单').getByRole('row').count()).toBeGreaterThan(1);
    await look('41-outbox');
    await teller.dock.central('拒绝业务');
    await teller.region('待传清单').getByRole('button', { name: '立即重传' }).first().click();
    await soon(() => teller.region('待传清单').textContent()).toContain('中心退回');
    await teller.dock.close();
    await look('42-outbox-refused');
    await teller.dock.open();
    await look('43-dock');
  });
});
