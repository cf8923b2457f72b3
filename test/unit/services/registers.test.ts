import { afterEach, beforeEach, expect, it } from 'vitest';
import { csvText } from '../../../main/domain/register/csv.ts';
import { registerNames, registers } from '../../../main/domain/register/registers.ts';
import { registerRows } from '../../../main/services/registers/rows.ts';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { oneSentBackOneAnnulled } from '../../fixtures/desk/specialCases.ts';

/* The registers over a morning at the counter. */

/** Reads every register. */
const VIEWER = { ...TELLER, number: '3001', role: 'branch-leader' } as const;
const DAY = '2026-11-20';
let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.remove();
});

async function refuseOne(): Promise<void> {
  await desk.arrive('990000198503121011');
  const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
  const input = { reason: 'not-eligible', note: '=HYPERLINK("x")' };
  done(desk.services.act(TELLER, desk.request('refuse', { caseId }), { kind: 'refuse', caseId, input }));
}

it.each(registerNames)('%s has a cell for each of its columns, and citizens only masked', async (register) => {
  await refuseOne();
  const page = done(desk.services.viewRegister(VIEWER, { register, from: DAY, to: DAY }));
  expect(page.rows).toHaveLength(register === 'refusals' ? 1 : 0);
  for (const { cells } of page.rows) {
    expect(cells).toHaveLength(registers[register].columns.length);
    expect(cells.join()).not.toContain('李建国');
  }
});

it('says for when the result of a case is promised, not by when a node is to act', async () => {
  await oneSentBackOneAnnulled(desk);
  const { rows } = done(desk.services.viewRegister(VIEWER, { register: 'handled', from: DAY, to: DAY }));
  expect(rows.map(({ cells }) => [cells[2], cells[5]])).toContainEqual(['个人账户调整', '2026-11-27']);
});

it('is asked by hall days, both of them in it', async () => {
  await refuseOne();
  const rows = (from: string, to: string) =>
    done(desk.services.viewRegister(VIEWER, { register: 'refusals', from, to })).rows;
  expect([rows('2026-11-01', DAY), rows(DAY, '2026-12-01'), rows('2026-11-21', '2026-12-01')]).toMatchObject([
    [{}],
    [{}],
    [],
  ]);
  expect(desk.services.viewRegister(VIEWER, { register: 'refusals', from: '2026-11-21', to: DAY })).toMatchObject({
    ok: false,
    code: 'REGISTER_DAYS',
  });
});

it('leaves as a file that says who took it and what for, once a press, and the journal knows it', async () => {
  await refuseOne();
  const request = desk.request('export', {});
  const asked = { register: 'refusals', from: DAY, to: DAY, purpose: '月度通报' } as const;
  const file = done(desk.services.exportRegister(TELLER, request, asked));
  expect(done(desk.services.exportRegister(TELLER, request, asked))).toEqual(file);
  expect(file.content).toContain('王小敏（1001）');
  expect(file.content).toContain('用途：月度通报');
  const kept = desk.database.prepare(`SELECT payload FROM journal WHERE kind = 'register.exported'`).all();
  expect(kept).toHaveLength(1);
});

it.each(['=1+1', '+1', '-1', '@x', '\t=1'])('a spreadsheet runs no cell as a formula: %j', (text) => {
  expect(csvText([[text, 'a"b']])).toBe(`\uFEFF"'${text}","a""b"\r\n`);
});

it('has an answer for every name', () => {
  expect(Object.keys(registerRows).sort()).toEqual([...registerNames].sort());
});
