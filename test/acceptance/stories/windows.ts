import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { done, openDesk, type Desk } from '../../fixtures/desk/desk.ts';
import { hallTime } from '../given.ts';
import { STAFF, type Story } from './hall.ts';

const NUMBERED = ['990000198503121011', '990000197909233035'] as const;
const FORM = { applicant: 'self', 'insurance-type': '310', phone: '13900000001' };

/** A window of the hall in a folder of its own, which another copy of it can go on from. */
interface Window {
  desk: Desk;
  readonly number: '03' | '04';
  readonly slips: string[];
}

const folder = (): string => mkdtempSync(path.join(tmpdir(), 'window-'));

async function openWindow(number: Window['number'], home = folder()): Promise<Desk> {
  const desk = openDesk('file', home, { window: number, workstation: `019aa2b0-0000-7000-8000-0000000000${number}` });
  desk.clock.now = new Date(hallTime.parse('2026-03-05 10:00'));
  await desk.arrive(NUMBERED[number === '03' ? 0 : 1]);
  return desk;
}

/** One case more is accepted; its number and the one of its slip. */
async function acceptOne({ desk, slips }: Window): Promise<void> {
  const caseId = done(await desk.services.cases.open(STAFF[1001], desk.request('open'), 'YB0310')).caseId;
  const asked = { kind: 'accept', caseId, input: { ticks: {}, form: FORM } } as const;
  const { slipNumber } = done(desk.services.act(STAFF[1001], desk.request('accept', { caseId }), asked));
  slips.push(slipNumber ?? '');
  // The next is of a matter of its own.
  done(desk.services.act(STAFF[1001], desk.request('complete', { caseId }), { kind: 'complete', caseId, input: {} }));
}

/** The power goes off in the middle of a press: what the disk has at that moment is all that is left. */
async function killInAPress(window: Window): Promise<void> {
  const { desk } = window;
  const left = folder();
  const { context } = desk;
  const printTarget = context.printTarget.bind(context);
  // Asked for inside the transaction, after the numbers were taken.
  Object.assign(context, {
    printTarget: () => {
      cpSync(desk.folder, left, { recursive: true, force: true });
      return printTarget();
    },
  });
  const lost: string[] = [];
  await acceptOne({ ...window, slips: lost });
  desk.remove();
  window.desk = await openWindow(window.number, left);
}

function numbersOf({ desk: { database } }: Window): readonly string[] {
  return database
    .prepare<[], string>(
      'SELECT slip_number FROM slip UNION ALL SELECT case_number FROM service_case WHERE case_number IS NOT NULL',
    )
    .pluck()
    .all();
}

/** Several windows at once. */
export const windowStories: Readonly<Record<string, Story>> = {
  'BUS-53': async () => {
    const windows: readonly Window[] = [
      { desk: await openWindow('03'), number: '03', slips: [] },
      { desk: await openWindow('04'), number: '04', slips: [] },
    ];
    const [third] = windows;
    assert.ok(third);
    try {
      for (let press = 1; press <= 50; press += 1) {
        if (press === 17 || press === 34) await killInAPress(third);
        await Promise.all(windows.map(acceptOne));
      }
      const numbers = windows.flatMap(numbersOf);
      assert.equal(new Set(numbers).size, numbers.length, 'no number is given twice');
      const series = Map.groupBy(numbers, (number) => number.slice(0, -4));
      for (const [name, given] of series) {
        const serials = given.map((number) => Number(number.slice(-4))).toSorted((one, other) => one - other);
        assert.deepEqual(
          serials,
          serials.map((_, index) => index + 1),
          name,
        );
      }
      assert.equal(windows.flatMap(({ slips }) => slips).length, 100);
      // What was accepted is there, whatever happened to its window afterwards.
      for (const { slips } of windows)
        assert.deepEqual(
          slips.filter((slip) => !numbers.includes(slip)),
          [],
        );
      const [slip = ''] = third.slips;
      const { desk } = third;
      for (const copy of [1, 2]) {
        const { jobId } = done(desk.services.printing.reprint(STAFF[1001], desk.request('reprint', { copy }), slip));
        assert.ok(
          JSON.stringify(
            third.desk.database.prepare('SELECT payload FROM journal WHERE subject = ?').all(slip),
          ).includes(`补打 ${copy}`),
          jobId,
        );
      }
    } finally {
      for (const { desk } of windows) desk.remove();
      rmSync(third.desk.folder, { recursive: true, force: true });
    }
  },
};
