import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { demoConfiguration } from '../../main/demo/configuration.ts';
import { MORNING_AHEAD_MS } from '../fixtures/hallMorning.ts';
import { FAULT_KEY } from './support/hall.ts';
import { readHistory, readMemory } from './support/inspect.ts';

/** First starts that are killed, at moments spread over the whole of it. */
const KILLS = 6;
/** Some seconds on an idle machine; a busy one gets there too. */
const TIME_LIMIT_MS = 600_000;
/** Nobody answers there: a first start needs no central system. */
const NOWHERE = 'http://127.0.0.1:9';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'yiguitong-first-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function newHome(name: string): string {
  const home = path.join(folder, name);
  mkdirSync(home);
  writeFileSync(path.join(home, 'counter.yaml'), stringify(demoConfiguration(NOWHERE)));
  return home;
}

function start(home: string, dieAtStep?: number): ChildProcess {
  return fork(
    path.join(import.meta.dirname, 'support/counterProcess.ts'),
    [home, FAULT_KEY, String(MORNING_AHEAD_MS), ...(dieAtStep === undefined ? [] : [String(dieAtStep)])],
    {
      execArgv: [],
      env: { ...process.env, NODE_COMPILE_CACHE: path.join(folder, 'compiled') },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  );
}

/** Starts a counter that nothing kills, ends it in order, and gives the steps its start took. */
async function startInPeace(home: string): Promise<number> {
  const counter = start(home);
  const [{ steps }] = (await once(counter, 'message')) as [{ readonly steps: number }];
  counter.send({ dieAfterSteps: null });
  expect(await once(counter, 'exit')).toEqual([0, null]);
  return steps;
}

test(
  'a first start killed at any moment, in the middle of the tables too, is made good by the next',
  async () => {
    const whole = newHome('whole');
    const steps = await startInPeace(whole);
    const kinds = readHistory(whole).map(({ kind }) => kind);
    expect(kinds).toContain('core.started');

    for (let kill = 1; kill <= KILLS; kill += 1) {
      const step = Math.floor((steps * kill) / (KILLS + 1));
      const home = newHome(`killed-at-${step}`);
      expect(await once(start(home, step), 'exit'), `killed at step ${step} of ${steps}`).toEqual([null, 'SIGKILL']);
      await startInPeace(home);
      expect(readMemory(home).defect).toBeNull();

      // Then all of it is there once, and by one workstation: only the start itself may have been begun twice.
      const history = readHistory(home);
      const told = history.map(({ kind, subject }) => `${kind} ${subject}`).filter((text) => !text.startsWith('core.'));
      expect(new Set(told).size, `step ${step}`).toBe(told.length);
      expect(new Set(history.map(({ workstation }) => workstation)).size).toBe(1);
      expect(history.map(({ kind }) => kind).filter((kind) => !kind.startsWith('core.'))).toEqual(
        kinds.filter((kind) => !kind.startsWith('core.')),
      );
    }
  },
  TIME_LIMIT_MS,
);
