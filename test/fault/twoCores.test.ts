import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MORNING_AHEAD_MS } from '../fixtures/hallMorning.ts';
import { value } from '../fixtures/counter/counter.ts';
import { openDatabaseToRead } from '../../main/store/database.ts';
import { FAULT_KEY, openHall, TELLER, type Hall } from './support/hall.ts';
import { readMemory } from './support/inspect.ts';

let hall: Hall;
beforeAll(async () => {
  hall = await openHall();
});
afterAll(() => hall.close());

/** Kinds of the history, oldest first. */
function history(): string[] {
  const opened = openDatabaseToRead(path.join(hall.home, 'counter.db'), FAULT_KEY);
  if (!opened.ok) throw new Error(opened.detail);
  const kinds = opened.database.prepare<[], string>('SELECT kind FROM journal ORDER BY sequence').pluck().all();
  opened.database.close();
  return kinds;
}

test('a core that is started beside a living one waits until that is gone, and only then writes', async () => {
  // Given a core at work, as one whose shell was killed still is
  const first = await hall.start();
  const counter = await first.up;
  if (counter === null) throw new Error('the first core did not come up');
  value(await counter.client.session.signIn({ number: TELLER.number, password: TELLER.password }));

  // When another is started on the same home
  const second = fork(
    path.join(import.meta.dirname, 'support/counterProcess.ts'),
    [hall.home, FAULT_KEY, String(MORNING_AHEAD_MS)],
    { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
  );
  let up = false;
  const ready = once(second, 'message').then(() => (up = true));
  const waits = Promise.withResolvers<string>();
  createInterface({ input: second.stderr! }).on('line', (line) => {
    if (line.includes('waits for the process of an earlier run')) waits.resolve(line);
  });
  await waits.promise;

  // Then the first goes on alone
  value(await counter.client.session.signOut({}));
  expect(up).toBe(false);
  expect(history().filter((kind) => kind === 'core.started')).toHaveLength(1);

  // and the second begins when it is gone, however it went
  await first.kill();
  await ready;
  expect(history().slice(-2)).toEqual(['session.closed', 'core.started']);
  second.send({ dieAfterSteps: null });
  await once(second, 'exit');
  expect(history().at(-1)).toBe('core.stopped');
  expect(readMemory(hall.home).defect).toBe(null);
}, 90_000);
