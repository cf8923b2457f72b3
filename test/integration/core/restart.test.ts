import path from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { writeFileSync } from 'node:fs';
import { runVerify } from '../../../main/ops/verify.ts';
import { accept, comeWithCard, endVisit, intake } from '../../fixtures/counter/atWork.ts';
import { openCounter, TEST_KEY, value } from '../../fixtures/counter/counter.ts';
import { test } from '../../fixtures/counter/counterTest.ts';

test('a core that ends in the middle goes on where it was: teller, citizen, draft, paper queue and outbox', async ({
  counter,
}) => {
  value(await counter.client.dock.do({ kind: 'central-fault', fault: 'refuses' }));
  await comeWithCard(counter, 'employee');
  value(await counter.client.dock.do({ kind: 'paper', paper: 'out' }));
  await counter.until(({ lights }) => lights.printer.level === 'bad');
  await accept(counter, true);
  await counter.until(({ outbox }) => outbox.refused === 1);
  const { caseId, form } = await intake(counter, 'YB0413');
  const draft = { ...form, 'residence-address': '邻县某路' };
  value(await counter.client.case.saveDraft({ caseId, ticks: {}, form: draft }));
  const before = await counter.until(({ visit }) => visit?.cases.length === 2);
  await counter.stop();

  const again = await openCounter(counter.home);
  onTestFinished(again.stop);
  const after = await again.until(({ visit }) => visit?.cases.length === 2);
  expect(after.coreRun).not.toBe(before.coreRun);
  expect(after.session).toEqual(before.session);
  expect([after.visit?.visitId, after.visit?.person?.name]).toEqual([before.visit?.visitId, '李建国']);
  expect(after.outbox).toEqual({ waiting: 0, refused: 1 });
  expect(value(await again.client.case.view({ caseId })).form).toEqual(draft);
  // The paper of the new run is whole: what waited is printed now, each slip once.
  const printed = await again.until(({ printing }) => printing.every(({ state }) => state === 'printed'));
  expect(printed.printing.map(({ slipKind, copy }) => [slipKind, copy]).sort()).toEqual([
    ['BJ', 0],
    ['SL', 0],
  ]);
  await endVisit(again);
});

test('the history is found whole beside the running counter, and it goes on undisturbed', async ({ counter }) => {
  await comeWithCard(counter, 'employee');
  const key = path.join(counter.home, 'escrow.key');
  writeFileSync(key, TEST_KEY, { mode: 0o600 });
  const written = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  const codes: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    codes.push(await runVerify(['--home', counter.home, '--key-file', key, '--json']));
    await accept(counter, true);
  }
  written.mockRestore();
  expect(codes).toEqual([0, 0, 0]);
});
