import { beforeEach, describe, expect, test } from 'vitest';
import { useHall } from './support/hall.ts';
import { inspect } from './support/inspection.ts';
import { recordedActs } from './support/journal.ts';
import { keyboardAt } from './support/keyboard.ts';
import { soon, tellerAt, type Teller } from './support/teller.ts';

/** “要带什么？” is answered without beginning anything; what was only opened ends with the visit and without a word. */
const hall = useHall();
let teller: Teller;
const ITEM = '异地长期居住人员备案';
/** The window while it dials a core that is not there complains about the line, and about nothing else. */
const LINE_IS_DOWN = /WebSocket connection to .* failed|net::ERR_CONNECTION_REFUSED/;

beforeEach(async () => {
  teller = tellerAt(hall.page);
  await teller.startAfresh();
  await teller.serve('王淑芬');
  await teller.dock.close();
});

const guide = (item = ITEM) => teller.region(`${item}：办事指南`);
const begun = () => recordedActs(hall.home, 'case.open').length;
const article = (item = ITEM) => hall.page.getByRole('article', { name: item });

describe('an item is looked at', () => {
  test('by the key at the end of the text; nothing is begun until Enter', async () => {
    const hands = keyboardAt(hall.page);
    const before = begun();
    await hands.press('F2');
    await hands.type('ydcqjz');
    await soon(() => teller.hits.count()).toBe(1);
    await hands.press('Home');
    await hands.press('ArrowRight');
    expect(await guide().count()).toBe(0);
    await hands.press('End');
    await hands.press('ArrowRight');
    await soon(() => guide().textContent()).toMatch(/群众要带的材料.*居住证明或个人承诺书.*任选其一/);
    const text = (await guide().textContent()) ?? '';
    expect(text).toMatch(/授权委托书[^]*申请方式选“委托代办”时需要|申请方式选“委托代办”时需要[^]*授权委托书/);
    expect(text).toMatch(/由医保核心经办系统提供.*办理条件.*在参保地以外长期居住.*依据与来源/);
    expect(text).toMatch(/办理时限即时办结收费不收费/);
    await inspect(hall.page, '11-guide');
    await hands.press('ArrowLeft');
    await guide().waitFor({ state: 'detached' });
    await hands.press('ArrowRight');
    await hands.press('Escape');
    await guide().waitFor({ state: 'detached' });
    await hands.isOn('查找事项');
    expect(begun()).toBe(before);
    await hands.press('ArrowRight');
    await guide().waitFor();
    await hands.press('Enter');
    await article().waitFor();
    expect(begun()).toBe(before + 1);
  });

  test('by the mouse, and the arrows lead on to the next one', async () => {
    const before = begun();
    await teller.search.fill('ydjy');
    await soon(() => teller.hits.count()).toBe(3);
    await teller.hits.filter({ hasText: ITEM }).getByText('看材料').click();
    await guide().waitFor();
    await hall.page.keyboard.press('ArrowDown');
    await guide().waitFor({ state: 'detached' });
    await hall.page.getByRole('region', { name: /：办事指南$/ }).waitFor();
    expect(begun()).toBe(before);
  });

  test('while the core is away: what is known stays, the window says so, and what is not known comes with the core', async () => {
    hall.expectTrouble(LINE_IS_DOWN);
    const hands = keyboardAt(hall.page);
    await teller.search.fill('ydjy');
    await soon(() => teller.hits.count()).toBe(3);
    const first = (await teller.hits.first().getByRole('strong').textContent()) ?? '';
    const second = (await teller.hits.nth(1).getByRole('strong').textContent()) ?? '';
    await hands.press('ArrowRight');
    await soon(() => guide(first).textContent()).toContain('群众要带的材料');
    process.kill(hall.corePid(), 'SIGKILL');
    await hall.page.getByText('正在重新连接…').waitFor();
    expect(await guide(first).textContent()).toMatch(/下面是断开前取到的内容.*群众要带的材料/);
    await hands.press('ArrowDown');
    await soon(() => guide(second).textContent()).toContain('群众要带的材料');
    await soon(() => guide(second).textContent()).not.toContain('暂时连不上');
  });
});

describe('an item that was only opened', () => {
  test('ends with the visit without a question and leaves no line', async () => {
    await teller.findItem('cbpz', '出具《参保凭证》');
    await hall.page.keyboard.press('F10');
    await teller.seesEmptyCounter();
    await teller.dock.removeCard();
    await teller.serve('王淑芬');
    expect(await teller.panel.textContent()).not.toContain('出具《参保凭证》');
  });

  test('is asked about as soon as anything was written on it, also after the window was opened anew', async () => {
    await teller.findItem('cbpz', '出具《参保凭证》');
    await teller.write('联系电话', '13900000000');
    await hall.page.keyboard.press('F10');
    await soon(() => teller.dialog('结束接待？').textContent()).toContain('出具《参保凭证》');
    await hall.page.keyboard.press('Escape');
    await hall.page.getByText('已保存', { exact: true }).waitFor();
    await hall.page.reload();
    await teller.panel.getByRole('heading', { name: '王淑芬' }).waitFor();
    await teller.button('结束接待').click();
    await soon(() => teller.dialog('结束接待？').textContent()).toContain('出具《参保凭证》');
  });
});

describe('somebody who only asks', () => {
  test('is given the card of an item by keys alone; nobody is served, nothing is begun, and it is on record', async () => {
    await teller.endVisit();
    await teller.dock.removeCard();
    await teller.dock.close();
    await hall.page.evaluate(() =>
      Object.assign(window, { print: () => document.body.setAttribute('data-printed', '1') }),
    );
    const hands = keyboardAt(hall.page);
    const before = { cases: begun(), cards: recordedActs(hall.home, 'guide.handed-out').length };
    await hands.press('F4');
    await hands.isOn('查找事项');
    await hands.type('ydcqjz');
    await soon(() => teller.hits.count()).toBe(1);
    await hands.press('Enter');
    await soon(() => guide().textContent()).toContain('群众要带的材料');
    expect(await guide().getByRole('button', { name: '开始接件' }).count()).toBe(0);
    await inspect(hall.page, '12-guide-only');
    await hands.press('F4');
    const card = teller.dialog(`${ITEM}一次性告知卡`);
    await soon(() => card.textContent()).toMatch(
      /YB0413 第 1 版.*办理对象.*要带的材料.*居住证明或个人承诺书.*不用提交的.*办理条件.*监督电话.*告知人王小敏/,
    );
    await inspect(hall.page, '12-guide-card');
    expect(recordedActs(hall.home, 'guide.handed-out')).toHaveLength(before.cards);
    await hands.press('Control+p');
    await soon(() => hall.page.locator('body').getAttribute('data-printed')).toBe('1');
    expect(recordedActs(hall.home, 'guide.handed-out')).toHaveLength(before.cards + 1);
    await hands.press('Escape');
    await hands.press('Escape');
    await guide().waitFor({ state: 'detached' });
    await hands.press('Escape');
    await teller.seesEmptyCounter();
    expect(begun()).toBe(before.cases);
  });

  test('makes room at once for a card that is put in', async () => {
    await teller.endVisit();
    await teller.dock.removeCard();
    await hall.page.keyboard.press('F4');
    await teller.search.waitFor();
    await teller.serve('王淑芬');
    await teller.search.fill('ydcqjz');
    await soon(() => teller.hits.count()).toBe(1);
    await hall.page.keyboard.press('Enter');
    await article().waitFor();
  });
});
