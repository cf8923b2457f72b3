import { afterEach, beforeEach, expect, it } from 'vitest';
import { roles } from '../../../main/domain/staff/role.ts';
import { counterLight } from '../../../main/services/counterLight.ts';
import { handClock, type HandClock } from '../../fixtures/desk/handClock.ts';
import { openDesk, type Desk } from '../../fixtures/desk/desk.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.remove());

const until = (): string => desk.context.calendar.validUntil;
const daysBeforeEnd = (days: number): HandClock =>
  handClock(new Date(Date.parse(`${until()}T04:00:00Z`) - days * 86_400_000));
const seenBy = (clock: HandClock) => roles.filter((role) => counterLight({ ...desk.context, clock }, role) !== null);

it('a calendar that ends soon is an amber light for whoever can add the next year, and for nobody else', () => {
  expect(seenBy(daysBeforeEnd(60))).toEqual([]);
  expect(seenBy(daysBeforeEnd(59)).sort()).toEqual(['administrator', 'technician']);
  expect(counterLight({ ...desk.context, clock: daysBeforeEnd(59) }, null)).toBe(null);
  const light = counterLight({ ...desk.context, clock: daysBeforeEnd(59) }, 'technician');
  const next = Number(until().slice(0, 4)) + 1;
  expect(light).toMatchObject({ level: 'warn', text: `放假安排只录到 ${until()}` });
  expect(light?.advice).toContain(`${next}.yaml`);
});

it('a calendar that is over is a red one', () => {
  const light = counterLight({ ...desk.context, clock: daysBeforeEnd(-1) }, 'administrator');
  expect(light).toMatchObject({ level: 'bad', text: expect.stringContaining('写不出到期日') as string });
});
