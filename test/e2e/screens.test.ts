import { beforeEach, describe, expect, test } from 'vitest';
import { useHall } from './support/hall.ts';
import { inspect } from './support/inspection.ts';
import { soon, tellerAt, type Teller } from './support/teller.ts';

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
  const words = await hall.page.locator('.light-text').evaluateAll((texts) =>
    texts.map((one) => ({
      text: one.textContent,
      // A glyph may stand out of its line by a few pixels; a line that is missing is more than that.
      whole: one.scrollWidth <= one.clientWidth && one.scrollHeight - one.clientHeight < 8,
    })),
  );
  expect(words.length).toBeGreaterThan(0);
  expect(words.filter(({ whole }) => !whole)).toEqual([]);
  await teller.dock.readerCable(true);
  await teller.lightSays('读卡器', /就绪/);
  await teller.dock.close();
  await teller.button('帮助').click();
  await teller
    .dialog(/按键一览/)
    .getByText('在哪里看')
    .waitFor();
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
    await soon(() => teller.hits.count()).toBe(3);
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
    await teller.panel.getByRole('button', { name: '重新查询' }).waitFor();
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
