import { beforeEach, describe, expect, test } from 'vitest';
import { useHall } from './support/hall.ts';
import { inspect } from './support/inspection.ts';
import { recordedActs } from './support/journal.ts';
import { keyboardAt } from './support/keyboard.ts';
import { everythingInThePage, linesOfPaper, soon, tellerAt, type Teller } from './support/teller.ts';

/** Citizens who go to copy a paper and come back: nothing is lost, nobody is taken for somebody else. */
const hall = useHall();
let teller: Teller;
let keys: ReturnType<typeof keyboardAt>;
const ITEM = '异地长期居住人员备案';
const ADDRESS = '居住地详细地址';
/** The window while it dials a core that is not there complains about the line, and about nothing else. */
const LINE_IS_DOWN = /WebSocket connection to .* failed|net::ERR_CONNECTION_REFUSED/;

const waiting = () => teller.region('挂起的群众');
const row = (name: RegExp) => waiting().getByRole('button', { name });
const heading = (name: string) => teller.panel.getByRole('heading', { name, exact: true });
const address = () => hall.page.getByRole('textbox', { name: ADDRESS, exact: true });

/** A citizen whose item is begun, and who then has to wait; the last word typed in the moment of the key. */
async function parkWith(name: string, written: string): Promise<void> {
  await teller.serve(name);
  await teller.dock.removeCard();
  await teller.dock.close();
  await teller.findItem('ydcqjz', ITEM);
  await teller.receive('居住证明', '复印件');
  await teller.write(ADDRESS, written);
  await keys.press('Alt+G');
  await teller.seesEmptyCounter();
}

async function findsTheWorkOf(name: string, written: string): Promise<void> {
  await heading(name).waitFor();
  // The open ones stand first.
  await teller.panel
    .getByRole('button', { name: new RegExp(`^${ITEM}`) })
    .first()
    .click();
  await hall.page.getByRole('article', { name: ITEM }).waitFor();
  await soon(() => address().inputValue()).toBe(written);
  expect(await hall.page.getByRole('radio', { name: '居住证明 复印件' }).isChecked()).toBe(true);
}

/** Nobody waits for the next story. */
async function everybodyGone(): Promise<void> {
  for (let left = await waiting().getByRole('button').count(); left > 0; left -= 1) {
    await waiting().getByRole('button').first().click();
    await teller.panel.waitFor();
    await teller.endVisit();
  }
}

beforeEach(async () => {
  teller = tellerAt(hall.page);
  keys = keyboardAt(hall.page);
  await teller.startAfresh();
  await everybodyGone();
});

describe('a citizen who waits', () => {
  test('leaves nothing but a masked name, and a press goes on with them where they were', async () => {
    await parkWith('赵秀英', '邻县文化路 8 号');
    await soon(() => waiting().textContent()).toMatch(new RegExp(`1 位.*赵\\*英.*${ITEM}`));
    expect(await everythingInThePage(hall.page)).not.toContain('赵秀英');
    await inspect(hall.page, '50-waiting');
    await keys.pressUntilOn('Tab', /^赵\*英/);
    await keys.press('Enter');
    await findsTheWorkOf('赵秀英', '邻县文化路 8 号');
    await soon(() => teller.panel.textContent()).toContain('卡已取出');
    expect(await waiting().count()).toBe(0);
  });

  test('is back by their card', async () => {
    await parkWith('赵秀英', '邻县文化路 9 号');
    await teller.dock.insertCard('赵秀英');
    await findsTheWorkOf('赵秀英', '邻县文化路 9 号');
    expect(recordedActs(hall.home, 'visit.resumed').at(-1)?.payload).toContain('"card"');
  });

  test('is back by the slip in their hand, which opens its case by itself', async () => {
    await teller.serve('王淑芬');
    await teller.dock.removeCard();
    await teller.findItem('ydcqjz', ITEM);
    await teller.button('一次性告知').click();
    await linesOfPaper(teller.dialog('一次性告知'));
    await keys.press('F4');
    await soon(() => teller.region('单据').textContent()).toMatch(/BZ\d{8}03-\d{4}.*已打印/);
    await keys.press('Alt+G');
    await teller.seesEmptyCounter();
    await teller.dock.scan('凭条：BZ');
    await heading('王淑芬').waitFor();
    await hall.page.getByRole('article', { name: ITEM }).waitFor();
    expect(recordedActs(hall.home, 'visit.resumed').at(-1)?.payload).toContain('"slip"');
    // A slip is in anybody's hand: that their card was read before they went proves nothing now.
    await soon(() => teller.panel.textContent()).toContain('核对');
  });

  test('is still there after the core was killed', async () => {
    hall.expectTrouble(LINE_IS_DOWN);
    await parkWith('赵秀英', '邻县文化路 10 号');
    process.kill(hall.corePid(), 'SIGKILL');
    await hall.page.getByText('正在重新连接…').waitFor();
    await hall.page.getByText('正在重新连接…').waitFor({ state: 'detached' });
    await row(/^赵\*英/).click();
    await findsTheWorkOf('赵秀英', '邻县文化路 10 号');
  });
});

describe('two who wait', () => {
  test('the wrong one is taken up: the card of the right one tells, and the wrong one waits again with everything', async () => {
    await parkWith('赵秀英', '邻县文化路 1 号');
    await parkWith('王淑芬', '邻县文化路 2 号');
    await row(/^王\*芬/).click();
    await findsTheWorkOf('王淑芬', '邻县文化路 2 号');
    await teller.write(ADDRESS, '邻县文化路 22 号');
    await teller.dock.insertCard('赵秀英');
    const question = teller.dialog('读卡器里是另一位群众的卡');
    await soon(() => question.textContent()).toMatch(/赵\*英.*这位群众正在挂起等候/);
    expect(await question.textContent()).toContain('王淑芬');
    await keys.isOn('继续接待当前群众');
    await inspect(hall.page, '51-waiting-other');
    await keys.press('Alt+G');
    await findsTheWorkOf('赵秀英', '邻县文化路 1 号');
    await soon(() => waiting().textContent()).toContain('王*芬');
    // Changed by a press of the list as well: whoever is at the counter waits in turn.
    await row(/^王\*芬/).click();
    await findsTheWorkOf('王淑芬', '邻县文化路 22 号');
    await soon(() => waiting().textContent()).toContain('赵*英');
  });

  test('somebody who is not known cannot wait, and the key says why', async () => {
    await teller.dock.central('连不上');
    await teller.dock.insertCard('林晓彤');
    await soon(() => teller.panel.textContent()).toContain('尚未确认群众身份');
    await teller.dock.close();
    const before = recordedActs(hall.home, 'visit.parked').length;
    await keys.press('Alt+G');
    await hall.page
      .getByText(/挂起后找不回来/)
      .first()
      .waitFor();
    expect(recordedActs(hall.home, 'visit.parked')).toHaveLength(before);
    expect(await waiting().count()).toBe(0);
  });
});
