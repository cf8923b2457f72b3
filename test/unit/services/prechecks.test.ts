import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import { claimSame, receiptsIn } from '../../../main/domain/precheck/rules.ts';
import { done, openDesk, OTHER_TELLER, TELLER, type Desk } from '../../fixtures/desk/desk.ts';

/* The same matter twice: blocked, with whom and since when, and the try stands in the register 参保异常. */

const EMPLOYEE = '990000198503121011';
const RESIDENT = '990000197909233035';
const ELSEWHERE = '990000199204175081';
const HOSPITAL = '示范县人民医院';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.remove();
});

const original = (alternative: string) => ({ alternative, form: 'original' }) as const;
const TICKS = {
  receipt: original('paper'),
  'fee-list': original('list'),
  prescription: original('prescription'),
};
/** 参保异常: rule, where, since when, earlier case, who tried. */
const register = () =>
  done(
    desk.services.viewRegister(TELLER, { register: 'irregularities', from: '2026-11-20', to: '2026-11-20' }),
  ).rows.map(({ cells: [, itemName, , rule, , where, since, earlier, who] }) => ({
    itemName,
    rule,
    where,
    since,
    earlier,
    who,
  }));

async function open(by: StaffActor, idNumber: string, item: string): Promise<string> {
  desk.services.visits.tellerChanged(by);
  done(await desk.services.visits.openByIdNumber(by, desk.request('open'), idNumber));
  const { visitId } = desk.services.visits.reception().present!;
  desk.services.visits.act(by, desk.request('check'), { kind: 'identity-checked', visitId });
  return done(await desk.services.cases.open(by, desk.request('open'), item)).caseId;
}

function leave(by: StaffActor): void {
  const { visitId } = desk.services.visits.reception().present!;
  done(desk.services.visits.act(by, desk.request('end'), { kind: 'ended', visitId }).answer);
}

function claim(by: StaffActor, caseId: string, receipts: string, hospital = HOSPITAL) {
  const form = {
    ...done(desk.services.viewCase(by, caseId)).form,
    applicant: 'self',
    'treatment-region': '990000',
    'hospital-name': hospital,
    'visit-from': '2026-11-10',
    'visit-to': '2026-11-10',
    'receipt-number': receipts,
    total: '321.50',
    accident: 'no',
    'visit-kind': 'ordinary',
    'bank-name': '示范县农商行',
    'bank-account': '100200300400',
    phone: '13900000001',
  };
  const input = { ticks: TICKS, form };
  return desk.services.act(by, desk.request('accept'), { kind: 'accept', caseId, input });
}

describe('a receipt', () => {
  it('that was claimed blocks the next claim, names case, day and window and no amount, and is registered once', async () => {
    const first = await open(TELLER, EMPLOYEE, 'YB0617');
    const { caseNumber } = done(claim(TELLER, first, '9900000001'));
    leave(TELLER);
    const second = await open(OTHER_TELLER, RESIDENT, 'YB0617');
    for (let n = 0; n < 3; n += 1) {
      const refused = claim(OTHER_TELLER, second, '9900000002、9900000001');
      expect(refused).toMatchObject({ ok: false, code: 'PRECHECK_BLOCKS' });
      const words = JSON.stringify(refused);
      expect(words).toContain(caseNumber);
      expect(words).toContain('2026-11-20');
      expect(words).toContain('03号窗口');
      expect(words).not.toMatch(/321|李建国/);
    }
    expect(register()).toMatchObject([
      {
        rule: '票据重复报销',
        itemName: '门诊费用报销',
        where: '03号窗口',
        since: '2026-11-20',
        earlier: caseNumber,
        who: expect.stringContaining('1002') as unknown,
      },
    ]);
    expect(JSON.stringify(register())).not.toMatch(/321|张志强/);
    // Another hospital has receipts of its own.
    done(claim(OTHER_TELLER, second, '9900000001', '示范县中医院'));
  });

  it('is free again when the case it was claimed in came to nothing', async () => {
    const first = await open(TELLER, EMPLOYEE, 'YB0617');
    done(claim(TELLER, first, '9900000001'));
    const second = done(await desk.services.cases.open(TELLER, desk.request('again'), 'YB0617')).caseId;
    expect(claim(TELLER, second, '9900000001')).toMatchObject({ code: 'PRECHECK_BLOCKS' });
    const withdrawn = { kind: 'withdraw', caseId: first, input: { note: '票据有误' } } as const;
    done(desk.services.act(TELLER, desk.request('withdraw'), withdrawn));
    done(claim(TELLER, second, '9900000001'));
  });

  it.each([
    ['990 000 0001', true],
    ['９９０００００００１', true],
    ['9900000009,9900000001', true],
    ['No.9900000001', true],
    ['9900000009 9900000001', true],
    ['99000000011', false],
  ])('is the same however it is written: %s', (written, same) => {
    const [one, other] = [receiptsIn({ 'receipt-number': '9900000001' }), receiptsIn({ 'receipt-number': written })];
    expect(one && other && claimSame(one, other)).toBe(same);
  });

  it('that is no number claims nothing', () => {
    expect(receiptsIn({ 'receipt-number': ' 、 - ' })).toBeNull();
    expect(receiptsIn({})).toBeNull();
  });
});

it('who is enrolled elsewhere is not enrolled here, and the register says where and since when', async () => {
  const caseId = await open(TELLER, ELSEWHERE, 'YB0103');
  const { form, item } = done(desk.services.viewCase(TELLER, caseId));
  expect(item.code).toBe('YB0103');
  const problems = desk.services.act(TELLER, desk.request('accept'), {
    kind: 'accept',
    caseId,
    input: { ticks: {}, form },
  });
  expect(problems).toMatchObject({ ok: false });
  expect(register().map(({ rule, where, since }) => [rule, since, where === ''])).toEqual([
    ['重复参保', '2024-01-01', false],
  ]);
});
