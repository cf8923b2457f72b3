import { expect } from 'vitest';
import { accept, comeWithCard, endVisit, press, stored } from '../../fixtures/counter/atWork.ts';
import { value, type TestCounter } from '../../fixtures/counter/counter.ts';
import { test as atWork } from '../../fixtures/counter/counterTest.ts';

/**
 * The citizen is there before each story begins. Every story has a counter of its own and waits for its printers most of
 * the time, so they wait together.
 */
const test = atWork.extend('counter', async ({ counter }) => {
  await comeWithCard(counter, 'employee');
  return counter;
}).concurrent;

const begun = ({ home }: TestCounter): { subject: string; payload: string }[] =>
  stored(home, `SELECT subject, payload FROM journal WHERE kind = 'print.started' ORDER BY sequence`);
/** How often this job was given to the printer. */
const starts = (counter: TestCounter, jobId: string): number =>
  begun(counter).filter(({ payload }) => payload.includes(jobId)).length;

test('out of paper, slips wait, and come out in the order asked when there is paper again', async ({ counter }) => {
  const { client, until } = counter;
  value(await client.dock.do({ kind: 'paper', paper: 'out' }));
  await until(({ lights }) => lights.printer.text === '凭条打印机：打印机缺纸');
  await accept(counter, true);
  const waiting = await until(({ printing }) => printing.length === 2);
  expect(waiting.printing.map(({ state }) => state)).toEqual(['queued', 'queued']);
  expect(waiting.dock?.paperOut).toEqual([]);

  value(await client.dock.do({ kind: 'paper', paper: 'ok' }));
  const printed = await until(
    ({ printing, dock }) => printing.every(({ state }) => state === 'printed') && dock?.paperOut.length === 2,
  );
  expect(printed.printing).toHaveLength(2);
  expect(begun(counter).map(({ subject }) => subject.slice(0, 2))).toEqual(['SL', 'BJ']);
});

test('the cable pulled while a slip is printed: nobody can tell, the teller says no, and it is printed once more', async ({
  counter,
}) => {
  const { client, until } = counter;
  await accept(counter, false);
  const { slipNumber } = (await until(({ printing }) => printing[0]?.state === 'printed')).printing[0]!;
  const jobId = await cutInTheMiddle(counter, slipNumber);
  const lost = await until(({ lights }) => lights.printer.level === 'bad');
  expect(lost.printing.find((job) => job.jobId === jobId)?.detail).toBe('打印机连接中断');
  const before = starts(counter, jobId);

  value(await client.dock.do({ kind: 'plug', device: 'printer', plugged: true }));
  await until(({ lights }) => lights.printer.level === 'ok');
  // The printer is back, and still nothing is printed by itself.
  expect(starts(counter, jobId)).toBe(before);

  const word = { ...press(), jobId, cameOut: false };
  value(await client.slip.settleUnknown(word));
  value(await client.slip.settleUnknown(word));
  await until(({ printing }) => printing.find((job) => job.jobId === jobId)?.state === 'printed');
  expect(starts(counter, jobId)).toBe(before + 1);
  expect(await client.slip.settleUnknown({ ...press(), jobId, cameOut: false })).toMatchObject({
    code: 'PRINT_JOB_SETTLED',
  });
});

/** Prints a copy whose cable goes when part of it is out; gives the job nobody can tell about. */
async function cutInTheMiddle({ client, until }: TestCounter, slipNumber: string): Promise<string> {
  value(await client.dock.do({ kind: 'printer-fault', fault: 'cable-in-the-middle' }));
  const { jobId } = value(await client.slip.reprint({ ...press(), slipNumber }));
  await until(({ printing }) => printing.some((job) => job.jobId === jobId && job.state === 'unknown'));
  return jobId;
}

test('a reprint is marked 补打 with its count, and the slip as issued stays as it was', async ({ counter }) => {
  const { client, until } = counter;
  const caseId = await accept(counter, false);
  await until(({ printing }) => printing[0]?.state === 'printed');
  const [slip] = value(await client.case.view({ caseId })).slips;
  const { slipNumber } = slip!;
  const asIssued = value(await client.slip.view({ slipNumber }));
  value(await client.slip.reprint({ ...press(), slipNumber }));
  value(await client.slip.reprint({ ...press(), slipNumber }));
  await until(({ printing }) => printing.length === 3 && printing.every(({ state }) => state === 'printed'));
  const copies = stored<{ copy: number; kind: string; lines: string | null }>(
    counter.home,
    `SELECT copy, journal.kind AS kind, payload ->> '$.lines' AS lines
     FROM print_job JOIN journal ON sequence = content_in ORDER BY copy`,
  );
  expect(copies.map(({ copy }) => copy)).toEqual([0, 1, 2]);
  // The first print is the slip as issued, which stands in the entry of the act and nowhere else.
  expect(copies[0]).toMatchObject({ kind: 'case.accept', lines: null });
  for (const copy of [1, 2]) expect(copies[copy]?.lines).toMatch(new RegExp(`补打[^"]*${copy}`));
  expect(value(await client.slip.view({ slipNumber }))).toEqual(asIssued);
  expect(JSON.stringify(asIssued)).not.toContain('补打');
  expect(await client.slip.reprint({ ...press(), slipNumber: 'SL1' })).toMatchObject({ code: 'SLIP_UNKNOWN' });
});

test('a slip can be looked at and copied only while its citizen is at the counter', async ({ counter }) => {
  const { client, until } = counter;
  const caseId = await accept(counter, true);
  const [slip] = value(await client.case.view({ caseId })).slips;
  const { slipNumber } = slip!;
  // Given the citizen has left and another one is there
  await endVisit(counter);
  value(await client.dock.do({ kind: 'remove-card' }));
  await until(({ visit, lights }) => visit === null && lights.cardReader.text === '读卡器就绪');
  await comeWithCard(counter, 'resident');
  // When the number of the first citizen's slip is asked for, then there is no such slip here
  expect(await client.slip.view({ slipNumber })).toMatchObject({ code: 'SLIP_UNKNOWN' });
  expect(await client.slip.reprint({ ...press(), slipNumber })).toMatchObject({ code: 'SLIP_UNKNOWN' });
});

test('out of paper, a second printer takes over on the teller’s word, and everything goes on at its place', async ({
  counter,
}) => {
  const { client, until } = counter;
  value(await client.dock.do({ kind: 'paper', paper: 'out' }));
  const out = await until(({ lights }) => lights.printer.level === 'bad');
  // Given one slip waits for the first printer, and the light says who could help
  expect(out.lights.printer.advice).toContain('备用打印机');
  const [first, second] = out.printers;
  expect([first?.name, first?.ready, second?.name, second?.ready]).toEqual(['凭条打印机', false, '备用打印机', true]);
  await accept(counter, true);
  const waiting = await until(({ printing }) => printing.length === 2);
  expect(waiting.printing.map(({ printer, state }) => [printer, state])).toEqual([
    ['凭条打印机', 'queued'],
    ['凭条打印机', 'queued'],
  ]);
  const { jobId } = waiting.printing.at(-1)!;

  // When the teller moves the newer one, pressing twice
  const word = { ...press(), jobId, deviceId: second!.deviceId };
  value(await client.slip.moveToPrinter(word));
  value(await client.slip.moveToPrinter(word));

  // Then that one comes out of the second printer, once, and the other goes on waiting for paper
  const moved = await until(({ printing }) => printing.find((job) => job.jobId === jobId)?.state === 'printed');
  expect(moved.printing.map(({ printer, state }) => [printer, state])).toEqual([
    ['凭条打印机', 'queued'],
    ['备用打印机', 'printed'],
  ]);
  expect(starts(counter, jobId)).toBe(1);
  await until(({ dock }) => dock?.paperOut.length === 1 && dock.paperOut[0]?.printer === 'second');
  expect(await client.slip.moveToPrinter({ ...press(), jobId, deviceId: first!.deviceId })).toMatchObject({
    code: 'PRINT_JOB_SETTLED',
  });
  const other = moved.printing.find((job) => job.jobId !== jobId)!;
  expect(await client.slip.moveToPrinter({ ...press(), jobId: other.jobId, deviceId: other.jobId })).toMatchObject({
    code: 'PRINTER_UNKNOWN',
  });

  value(await client.dock.do({ kind: 'paper', paper: 'ok' }));
  await until(({ printing }) => printing.every(({ state }) => state === 'printed'));
});
