import assert from 'node:assert/strict';
import { STAFF, type Hall, type Story } from './hall.ts';

const TELLER = STAFF[1001];
const CITIZENS = [
  '990000198503121011',
  '990000197909233035',
  '990000196801153063',
  '99000019510520407X',
  '990000195607082025',
  '990000199107222050',
];

async function transfer(hall: Hall, n: number, direction: 'in' | 'out'): Promise<string> {
  const { desk, at, open, take } = hall;
  at(`2026-03-${String(2 + Math.floor(n / CITIZENS.length)).padStart(2, '0')} 10:00`);
  const idNumber = CITIZENS[n % CITIZENS.length] ?? '';
  await desk.arrive(idNumber);
  const caseId = await open('YB0311');
  const region = direction === 'in' ? { 'from-region': '990100' } : { 'to-region': '990100' };
  const certificate = { certificate: { alternative: 'paper', form: 'original' } } as const;
  const form = {
    applicant: 'self',
    direction,
    ...region,
    'insurance-type': '310',
    'move-account': 'no',
    phone: '13900000001',
  };
  take(TELLER, caseId, 'accept', { ticks: direction === 'in' ? certificate : {}, form });
  take(TELLER, caseId, 'complete');
  desk.leave();
  return caseId;
}

/** Insurance that moves from one place to another. */
export const transferStories: Readonly<Record<string, Story>> = {
  'BUS-49': async (hall) => {
    for (let n = 0; n < 16; n += 1) await transfer(hall, n, n < 7 ? 'in' : 'out');
    hall.at('2026-04-01 09:00');
    const { cells, totals } = hall.register('transfers', '2026-03-01', '2026-03-31');
    assert.deepEqual(totals, ['转入 7 件', '转出 9 件', '接续合计 16 件']);
    const ways = (way: string) => cells.filter((row) => row[2] === way);
    assert.equal(ways('转入').length, 7);
    assert.equal(ways('转出').length, 9);
    // Accepted and handed over on Tuesday 3 March: ten working days, and five of the other place from the hand-over.
    assert.deepEqual(ways('转出')[0]?.slice(6, 8), ['2026-03-17', '2026-03-10']);
    assert.ok(ways('转入').every((row) => row[6] === '' && row[7] === ''));
  },
};
