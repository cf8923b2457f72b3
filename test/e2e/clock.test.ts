import { beforeEach, expect, test } from 'vitest';
import { useHall } from './support/hall.ts';
import { inspect } from './support/inspection.ts';
import { soon, tellerAt, type Teller } from './support/teller.ts';

/**
 * The window stands on a machine of another zone whose clock stopped years ago, and the core on one of a third zone. It is
 * 2026-11-20 in the hall by the core's clock, and that is the only day there is.
 */
const hall = useHall(undefined, {
  coreZone: 'America/New_York',
  windowZone: 'Pacific/Auckland',
  windowTime: '2019-05-06T21:45:00+12:00',
});
let teller: Teller;

beforeEach(async () => {
  teller = tellerAt(hall.page);
  await teller.startAfresh();
});

test('the clock of the top bar is the hall’s and goes on', async () => {
  const clock = hall.page.getByRole('banner').locator('time');
  const [day, first] = ((await clock.getAttribute('title')) ?? '').split(' ');
  expect(day).toBe('2026-11-20');
  expect(first).toMatch(/^(09:[345]\d|10:\d\d)$/);
});

test('a calendar opens on the day of the hall, marks it, and its keys begin there', async () => {
  await teller.serve('张志强');
  await teller.dock.close();
  await teller.findItem('ydcqjz', '异地长期居住人员备案');
  const date = hall.page.getByRole('textbox', { name: '备案开始日期' });
  expect(await date.inputValue()).toBe('2026-11-20');
  await date.fill('');
  await hall.page.keyboard.press('Alt+ArrowDown');
  const calendar = hall.page.locator('.ant-picker-dropdown');
  await calendar.getByText('2026年').waitFor();
  await calendar.getByText('11月').waitFor();
  expect(await calendar.locator('.ant-picker-cell-today').getAttribute('title')).toBe('2026-11-20');
  await inspect(hall.page, '60-calendar-of-the-hall');
  await hall.page.keyboard.press('ArrowRight');
  await soon(() => date.inputValue()).toBe('2026-11-21');
  await hall.page.keyboard.press('Enter');
});

test('who was born after the window’s machine stopped may be typed; who is not born yet may not', async () => {
  await teller.serve('张志强');
  await teller.dock.close();
  await teller.findItem('ydcqjz', '异地长期居住人员备案');
  await teller.choose('申请方式', '委托代办');
  const number = hall.page.getByRole('textbox', { name: '代办人身份证号码' });
  for (const [idNumber, wrong] of [
    ['990000202001011014', 'false'],
    ['990000202701011015', 'true'],
  ] as const) {
    await number.fill(idNumber);
    await hall.page.keyboard.press('F8');
    await hall.page.getByRole('alert').first().waitFor();
    await soon(() => number.getAttribute('aria-invalid')).toBe(wrong);
  }
});

test('who waits has waited since just now', async () => {
  await teller.serve('李建国');
  await hall.page.keyboard.press('Alt+G');
  await teller.seesEmptyCounter();
  await soon(() => teller.region('挂起的群众').textContent()).toContain('刚刚');
  await teller.region('挂起的群众').getByRole('button').click();
  await teller.panel.getByRole('heading', { name: '李建国' }).waitFor();
});
