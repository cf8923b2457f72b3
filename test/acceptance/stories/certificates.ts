import assert from 'node:assert/strict';
import { addCalendarDays } from '../../../main/domain/calendar/hallTime.ts';
import { validUntil } from '../../../main/domain/calendar/validity.ts';
import { canonicalDocument } from '../../../main/domain/identity/documentTypes.ts';
import { idCheckCharacter } from '../../../main/domain/identity/idNumber.ts';
import { personIdOf } from '../../../main/domain/identity/personId.ts';
import { certificatesOf } from '../../../main/store/certificates.ts';
import { refused, STAFF, type Hall, type Story } from './hall.ts';

const TELLER = STAFF[1001];
const CITIZEN = '990000198503121011';
const idOf = ({ desk }: Hall, idNumber: string) => personIdOf(canonicalDocument('01', idNumber), desk.context.hashText);

/** 443 certificates of others, issued in 2012 for five years, and one of the citizen; they were issued before this counter kept them. */
function takeOver(hall: Hall, citizenFrom: string): void {
  hall.desk.store.transact((transaction) => {
    for (let n = 0; n <= 443; n += 1) {
      const open = `99000019600101${String(n).padStart(3, '0')}`;
      const idNumber = n === 0 ? CITIZEN : open + idCheckCharacter(open);
      const head = { subject: idOf(hall, idNumber), actor: TELLER };
      if (n > 0) {
        const payload = { idNumber, name: `参保人${n}`, card: null, document: null, central: null };
        transaction.append({ ...head, kind: 'person.seen', payload });
      }
      const from = n === 0 ? citizenFrom : addCalendarDays('2012-01-02', n % 365);
      transaction.append({
        ...head,
        kind: 'certificate.taken-over',
        payload: {
          number: `2012${String(n).padStart(5, '0')}`,
          diseaseCode: 'M03900',
          diseaseName: '高血压',
          from,
          until: validUntil(from, 5),
          phone: '13900000001',
        },
      });
    }
  });
}

/** Certificates of chronic and special diseases. */
export const certificateStories: Readonly<Record<string, Story>> = {
  'BUS-42': async (hall) => {
    const { desk, at, open, act, take, register } = hall;
    at('2017-01-05 08:50');
    await desk.arrive(CITIZEN);
    desk.leave();
    takeOver(hall, '2012-05-10');
    at('2017-01-05 09:00');
    const { rows, cells, totals } = register('certificates-due', '2017-01-01', '2017-12-31');
    assert.equal(rows.length, 444);
    assert.equal(new Set(cells.map(([, number]) => number)).size, 444);
    assert.ok(cells.every(([month, , end, , , phone]) => end?.startsWith(month ?? '?') && phone?.includes('*')));
    const months = totals.filter((total) => total.startsWith('2017-')).map((total) => Number(total.split(' ')[1]));
    assert.equal(months.length, 12);
    assert.equal(
      months.reduce((sum, n) => sum + n, 0),
      444,
    );

    at('2017-04-10 10:00');
    await desk.arrive(CITIZEN);
    const caseId = await open('YT0301');
    const papers = {
      ticks: { 're-examination': { alternative: 'check-up', form: 'original' } },
      form: {
        applicant: 'self',
        'disease-code': 'M03900',
        'disease-name': '高血压',
        'old-certificate': '201200000',
        'expired-on': '2017-05-09',
        conclusion: 'continue',
        phone: '13900000001',
        'start-date': '2017-04-10',
      },
    };
    take(TELLER, caseId, 'accept', papers);
    take(TELLER, caseId, 'complete');
    assert.match(hall.slip(TELLER, caseId, 'BJ'), /复审/);
    const held = certificatesOf(desk.store.read, idOf(hall, CITIZEN));
    assert.deepEqual(
      held.map(({ from, until }) => [from, until]),
      [
        ['2012-05-10', '2017-04-09'],
        ['2017-04-10', '2022-04-09'],
      ],
    );
    assert.equal(held[0]?.replacedBy, held[1]?.number);
    assert.notEqual(held[0]?.number, held[1]?.number);
    assert.ok(register('certificates', '2017-04-10').totals.includes('复审换证 1 张'));
    // Nothing is due of the new one for years.
    const again = await open('YT0301');
    const early = { ...papers, form: { ...papers.form, 'old-certificate': held[1]?.number ?? '' } };
    refused(act(TELLER, again, 'accept', early), 'PRECHECK_BLOCKS');
  },
};
