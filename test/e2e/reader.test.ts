import { beforeEach, describe, expect, test } from 'vitest';
import { useHall } from './support/hall.ts';
import { everythingInThePage, soon, tellerAt, type Teller } from './support/teller.ts';

/** The card reader on the counter, and what people do with cards and cables. */
const hall = useHall();
let teller: Teller;

beforeEach(async () => {
  teller = tellerAt(hall.page);
  await teller.startAfresh();
});

const seen = async () => (await teller.panel.textContent()) ?? '';

describe('the cable', () => {
  test('pulled while nothing goes on: the light says so with what to do, and plugged in again it works', async () => {
    await teller.dock.readerCable(false);
    await teller.lightSays('读卡器', /故障.*(连接中断|没有找到).*线/);
    await hall.page.getByRole('heading', { name: '请刷身份证、扫医保码，或输入证件号码' }).waitFor();
    await teller.dock.readerCable(true);
    await teller.lightSays('读卡器', /正常.*就绪/);
    await teller.serve('王淑芬');
  });

  test('pulled while a card is read: nobody is half known, and with the cable the card is read from the start', async () => {
    await teller.dock.insertCard('王淑芬');
    await teller.dock.readerCable(false);
    await teller.lightSays('读卡器', /故障/);
    await teller.dock.readerCable(true);
    await teller.panel.getByRole('heading', { name: '王淑芬' }).waitFor();
    await soon(seen).toContain('卡在读卡器');
    await soon(seen).toMatch(/职工基本医疗保险.*正常参保/);
  });

  test('pulled with a citizen at the counter: the citizen stays, work goes on, the card is there again', async () => {
    await teller.serve('王淑芬');
    await teller.findItem('cbpz', '出具《参保凭证》');
    await teller.dock.readerCable(false);
    await teller.lightSays('读卡器', /故障/);
    await soon(seen).toContain('卡已取出');
    await teller.accept();
    await teller.dock.readerCable(true);
    await soon(seen).toContain('卡在读卡器');
    await teller.complete();
  });
});

describe('the card', () => {
  test('taken out: the citizen stays, marked, until the teller ends the visit', async () => {
    await teller.serve('王淑芬');
    await teller.dock.removeCard();
    await soon(seen).toContain('卡已取出');
    expect(await seen()).toContain('王淑芬');
    await teller.lightSays('读卡器', /正常.*就绪/);
    await teller.dock.insertCard('王淑芬');
    await soon(seen).toContain('卡在读卡器');
  });

  test('of a citizen whose visit has ended does not begin another one until it has left the reader', async () => {
    await teller.serve('王淑芬');
    await teller.endVisit();
    await teller.lightSays('读卡器', '已读卡');
    await teller.seesEmptyCounter();
    await teller.dock.removeCard();
    await teller.serve('王淑芬');
  });

  test('of another citizen: the teller is asked, and may stay with the present one', async () => {
    await teller.serve('王淑芬');
    await teller.dock.insertCard('郑凯');
    const question = teller.dialog('读卡器里是另一位群众的卡');
    await question.waitFor();
    const asked = (await question.textContent()) ?? '';
    expect(asked).toContain('郑*');
    expect(asked).not.toContain('郑凯');
    expect(asked).toContain('王淑芬');
    await question.getByRole('button', { name: '继续接待当前群众' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await teller.panel.getByRole('heading', { level: 1 }).textContent()).toBe('王淑芬');
    await soon(seen).toContain('卡已取出');
  });

  test('of another citizen: put in again it is asked about again, and Esc changes nothing', async () => {
    await teller.serve('王淑芬');
    const question = teller.dialog('读卡器里是另一位群众的卡');
    for (const answer of ['Enter', 'Escape']) {
      await teller.dock.insertCard('郑凯');
      await question.waitFor();
      await hall.page.keyboard.press(answer);
      await question.waitFor({ state: 'detached' });
      await teller.dock.removeCard();
    }
    expect(await teller.panel.getByRole('heading', { level: 1 }).textContent()).toBe('王淑芬');
  });

  test('of another citizen: the teller may change over, and nothing of the first one stays', async () => {
    await teller.serve('王淑芬');
    await teller.findItem('cbpz', '出具《参保凭证》');
    await teller.dock.insertCard('郑凯');
    await teller.dialog('读卡器里是另一位群众的卡').getByRole('button', { name: '结束并换人' }).click();
    await teller.panel.getByRole('heading', { name: '郑凯' }).waitFor();
    await soon(seen).toContain('社会保障卡已挂失');
    await teller.dock.close();
    expect(await everythingInThePage(hall.page)).not.toContain('王淑芬');
  });
});
