import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import { certificatesOf } from '../../../main/store/certificates.ts';
import { aCertificateTakenOver } from '../../fixtures/desk/cards.ts';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';

/* Certificates of chronic diseases, as the completion of a case makes and ends them. */

const LEADER: StaffActor = { kind: 'person', number: '3001', name: '孙立', role: 'branch-leader' };
const RENEWAL = {
  ticks: { 're-examination': { alternative: 'check-up', form: 'original' } },
  form: {
    applicant: 'self',
    'disease-code': 'm03900',
    'disease-name': '高血压',
    'old-certificate': '202100001',
    'expired-on': '2026-11-30',
    conclusion: 'continue',
    phone: '13900000001',
    'start-date': '2026-11-20',
  },
} as const;

let desk: Desk;
beforeEach(async () => {
  desk = openDesk();
  await desk.arrive('990000198503121011');
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.remove();
});

const held = () => {
  const personId = desk.services.visits.present()?.person?.personId ?? '';
  return certificatesOf(desk.store.read, personId).map(({ from, until }) => [from, until]);
};
const renew = async (form: object = {}) => {
  const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YT0301'));
  const input = { ...RENEWAL, form: { ...RENEWAL.form, ...form } };
  const accepted = desk.services.act(TELLER, desk.request('accept'), { kind: 'accept', caseId, input });
  if (accepted.ok) done(desk.services.act(TELLER, desk.request('complete'), { kind: 'complete', caseId, input: {} }));
  return accepted;
};
const due = (from: string, to: string) =>
  done(desk.services.viewRegister(LEADER, { register: 'certificates-due', from, to }));

it('a renewal starts on its own day, once; the old one ends the day before and stays in the list', async () => {
  aCertificateTakenOver(desk);
  expect(due('2026-11-01', '2026-11-30').rows).toHaveLength(1);
  expect(due('2026-12-01', '2026-12-31').rows).toEqual([]);
  expect(await renew()).toMatchObject({ ok: true });
  expect(held()).toEqual([
    ['2021-12-01', '2026-11-19'],
    ['2026-11-20', '2031-11-19'],
  ]);
  expect(due('2026-11-01', '2026-11-30').rows[0]?.cells.at(-1)).toMatch(/^已换证 RD/);
  // The second press finds the new one, which is not due for years.
  expect(await renew()).toMatchObject({ ok: false, code: 'PRECHECK_BLOCKS' });
});

it('what is not due by the re-examination ends, and nothing is issued', async () => {
  aCertificateTakenOver(desk);
  expect(await renew({ conclusion: 'stop' })).toMatchObject({ ok: true });
  expect(held()).toEqual([['2021-12-01', '2026-11-19']]);
});

it('is not renewed years before its end', async () => {
  aCertificateTakenOver(desk, '2025-06-01', '2030-05-31');
  expect(await renew()).toMatchObject({ ok: false, code: 'PRECHECK_BLOCKS' });
});
