import { beforeEach, describe, expect, test } from 'vitest';
import { bookedEffects } from './support/effects.ts';
import { useHall } from './support/hall.ts';
import { inspect } from './support/inspection.ts';
import { keyboardAt } from './support/keyboard.ts';
import { soon, steps, tellerAt, type Teller } from './support/teller.ts';

/** An item that is accepted and completed in one press, on one slip; whatever fails meanwhile, it is done once. */
const hall = useHall();
let teller: Teller;
const ITEM = '参保人员参保信息查询';
/** The window while it dials a core that is not there complains about the line, and about nothing else. */
const LINE_IS_DOWN = /WebSocket connection to .* failed|net::ERR_CONNECTION_REFUSED/;

beforeEach(async () => {
  teller = tellerAt(hall.page);
  await teller.startAfresh();
  await teller.serve('王淑芬');
});

const slips = () => teller.region('单据').getByRole('listitem');
const opened = async () => {
  await teller.dock.close();
  await teller.findItem('cbxxcx', ITEM);
  await soon(() => teller.button('受理并办结').getAttribute('aria-disabled')).toBeNull();
};
/** Numbers of the combined slips on the paper that came out. */
const onPaper = async () =>
  (await teller.dock.paperOut()).map((lines) => /SJ\d{10}-\d{4}/.exec(lines.join('\n'))?.[0] ?? lines.join('\n'));

describe('one press', () => {
  test('accepts and completes with one slip, also when the key is hit twice', async () => {
    const before = bookedEffects(hall.home).length;
    await opened();
    expect(await teller.button('办结').count()).toBe(0);
    await hall.page.keyboard.press('F8');
    await hall.page.keyboard.press('F8');
    await soon(() => steps(hall.page)).toEqual({ 接件: 'done', 受理: 'done', 办结: 'done', 已传中心: 'done' });
    expect(await slips().count()).toBe(1);
    await soon(() => slips().first().textContent()).toMatch(/SJ\d{8}03-\d{4}.*已打印/);
    await soon(onPaper).toEqual([expect.stringMatching(/^SJ\d{8}03-\d{4}$/) as string]);
    expect(bookedEffects(hall.home).slice(before)).toMatchObject([{ applied: 1, received: 1 }]);
  });

  test('with the central system away and no paper: the slip and the transaction wait, and come once', async () => {
    const before = bookedEffects(hall.home).length;
    await teller.dock.central('连不上');
    await teller.dock.paper('用完');
    await opened();
    await teller.settle();
    expect(await slips().count()).toBe(1);
    await soon(() => hall.page.getByRole('button', { name: /^待传清单/ }).textContent()).toContain('1');
    expect(bookedEffects(hall.home)).toHaveLength(before);
    await teller.dock.paper('充足');
    await teller.dock.central('正常');
    await soon(() => bookedEffects(hall.home).slice(before)).toMatchObject([{ applied: 1 }]);
    await soon(onPaper).toEqual([expect.stringMatching(/^SJ\d{8}03-\d{4}$/) as string]);
    await soon(() => steps(hall.page)).toMatchObject({ 已传中心: 'done' });
  });

  test('on a core that was just killed counts once when it is back', async () => {
    hall.expectTrouble(LINE_IS_DOWN);
    const before = bookedEffects(hall.home).length;
    await opened();
    process.kill(hall.corePid(), 'SIGKILL');
    await hall.page.getByText('正在重新连接…').waitFor();
    await hall.page.keyboard.press('F8');
    await soon(() => steps(hall.page)).toMatchObject({ 已传中心: 'done' });
    expect(await slips().count()).toBe(1);
    await soon(() => slips().first().textContent()).toMatch(/SJ\d{8}03-\d{4}.*已打印/);
    expect(bookedEffects(hall.home).slice(before)).toMatchObject([{ applied: 1 }]);
  });

  test('and killed the moment after it: nothing is lost, nothing is doubled', async () => {
    hall.expectTrouble(LINE_IS_DOWN);
    const before = bookedEffects(hall.home).length;
    await opened();
    const killed = hall.corePid();
    await hall.page.keyboard.press('F8');
    process.kill(killed, 'SIGKILL');
    await soon(() => steps(hall.page)).toMatchObject({ 已传中心: 'done' });
    expect(await slips().count()).toBe(1);
    expect(await slips().first().textContent()).toMatch(/SJ\d{8}03-\d{4}/);
    await soon(() => bookedEffects(hall.home).slice(before)).toMatchObject([{ applied: 1 }]);
  });

  test('counts as accepted and completed today; the count on the empty counter leads to the list of the day, by keys alone', async () => {
    const today = hall.page.getByRole('button', { name: /^今日/ });
    await teller.endVisit();
    const [accepted = 0, completed = 0] = ((await today.textContent()) ?? '').match(/\d+/g)?.map(Number) ?? [];
    await teller.dock.removeCard();
    await teller.serve('王淑芬');
    await opened();
    await teller.settle();
    await teller.endVisit();
    await soon(() => today.textContent()).toContain(
      `今日 受理 ${String(accepted + 1)} · 办结 ${String(completed + 1)}`,
    );
    await teller.dock.close();
    const hands = keyboardAt(hall.page);
    await hands.press('Alt+l');
    await hall.page.getByRole('heading', { name: '今日办件' }).waitFor();
    const rows = teller.region('今日办件').getByRole('row').filter({ hasText: ITEM });
    await soon(() => rows.first().textContent()).toMatch(/已办结.*王小敏.*说明原因/);
    await inspect(hall.page, '34-today');
    // Its citizen has left and nothing is left to do: the reason is asked for, and the way back is the list.
    await hands.press('Enter');
    await hall.page.getByRole('heading', { name: '查办件' }).waitFor();
    await hands.press('Escape');
    await hall.page.getByRole('heading', { name: '今日办件' }).waitFor();
    await hands.press('Escape');
    await teller.seesEmptyCounter();
  });

  test('opens from the list of the day at once while its citizen is here', async () => {
    await teller.dock.close();
    const hands = keyboardAt(hall.page);
    await hands.press('Alt+l');
    await soon(() => teller.region('今日办件').textContent()).toContain('直接打开');
    await hands.press('Enter');
    await hall.page.getByRole('article').first().waitFor();
  });
});
