import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { writeFileSync } from 'node:fs';
import { runVerify } from '../../../main/ops/verify.ts';
import { accept, comeWithCard, intake, press, signIn } from '../../fixtures/counter/atWork.ts';
import { makeHome, openCounter, TEST_KEY, value, type TestCounter } from '../../fixtures/counter/counter.ts';

let place: ReturnType<typeof makeHome>;
let counter: TestCounter;
beforeEach(async () => {
  place = makeHome();
  counter = await openCounter(place.home);
  await signIn(counter);
});
afterEach(async () => {
  await counter.stop();
  place.remove();
});

test('a core that ends in the middle goes on where it was: teller, citizen, draft, paper queue and outbox', async () => {
  value(await counter.client.demo.setCentralFault({ fault: 'refuses' }));
  await comeWithCard(counter, 'employee');
  value(await counter.client.demo.setPaper({ paper: 'out' }));
  await counter.until(({ lights }) => lights.printer.level === 'bad');
  await accept(counter, true);
  await counter.until(({ outbox }) => outbox.refused === 1);
  const { caseId, form } = await intake(counter, 'YB0413');
  const draft = { ...form, 'residence-address': '邻县某路' };
  value(await counter.client.case.saveDraft({ caseId, ticks: {}, form: draft }));
  const before = await counter.until(({ visit }) => visit?.cases.length === 2);
  await counter.stop();

  counter = await openCounter(place.home);
  const after = await counter.until(({ visit }) => visit?.cases.length === 2);
  expect(after.coreRun).not.toBe(before.coreRun);
  expect(after.session).toEqual(before.session);
  expect([after.visit?.visitId, after.visit?.person?.name]).toEqual([before.visit?.visitId, '李建国']);
  expect(after.outbox).toEqual({ waiting: 0, refused: 1 });
  expect(value(await counter.client.case.view({ caseId })).form).toEqual(draft);
  // The paper of the new run is whole: what waited is printed now, each slip once.
  const printed = await counter.until(({ printing }) => printing.every(({ state }) => state === 'printed'));
  expect(printed.printing.map(({ slipKind, copy }) => [slipKind, copy]).sort()).toEqual([
    ['BJ', 0],
    ['SL', 0],
  ]);
  value(await counter.client.visit.end(press()));
});

test('the history is found whole beside the running counter, and it goes on undisturbed', async () => {
  await comeWithCard(counter, 'employee');
  const key = path.join(place.home, 'escrow.key');
  writeFileSync(key, TEST_KEY, { mode: 0o600 });
  const written = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  const codes: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    codes.push(await runVerify(['--home', place.home, '--key-file', key, '--json']));
    await accept(counter, true);
  }
  written.mockRestore();
  expect(codes).toEqual([0, 0, 0]);
});
