import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CONFIGURATION_FILE } from '../../../main/core/configuration.ts';
import { ANCHOR_FILE } from '../../../main/core/lookAtMemory.ts';
import { DATABASE_FILE } from '../../../main/core/port.ts';
import { sm3Text } from '../../../main/core/sm3.ts';
import { runAccount } from '../../../main/ops/account.ts';
import { runHistory } from '../../../main/ops/history.ts';
import { verifyStore } from '../../../main/store/verify.ts';
import { filledExample } from '../../fixtures/counter/filledExample.ts';
import { DESK_KEY, done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';

const ID_NUMBER = '990000198503121011';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'history-'));
  writeFileSync(path.join(home, CONFIGURATION_FILE), filledExample);
  writeFileSync(path.join(home, 'database.key'), DESK_KEY, { mode: 0o600 });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(home, { recursive: true, force: true });
});

async function run(command: (args: readonly string[]) => Promise<number>, ...args: string[]) {
  const said: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      said.push(String(text));
      return true;
    });
  }
  const code = await command(args);
  vi.restoreAllMocks();
  return { code, said: said.join('') };
}
const goOn = (...args: string[]) => run(runHistory, 'go-on', '--home', home, ...args);
/** A start of the ordinary kind, as far as it concerns the memory. */
const start = () => run(runAccount, 'list', '--home', home);

/** The counter accepts one citizen's case; the number of the slip. */
async function acceptOne(desk: Desk): Promise<string> {
  await desk.arrive(ID_NUMBER);
  const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310'));
  const { form } = done(desk.services.viewCase(TELLER, caseId));
  const asked = { kind: 'accept', caseId, input: { ticks: {}, form } } as const;
  const { slipNumber } = done(desk.services.act(TELLER, desk.request('accept'), asked));
  if (slipNumber === null) throw new Error('an acceptance gives a slip');
  desk.leave();
  return slipNumber;
}

it('a restored history goes on by a person’s word alone, keeps what was found, and never gives a number again', async () => {
  const files = [DATABASE_FILE, ANCHOR_FILE];
  const first = openDesk('file', home);
  const before = await acceptOne(first);
  first.close();
  for (const name of files) copyFileSync(path.join(home, name), path.join(home, `${name}.backup`));
  const second = openDesk('file', home);
  const lost = [await acceptOne(second), await acceptOne(second)];
  second.close();
  for (const name of files) copyFileSync(path.join(home, `${name}.backup`), path.join(home, name));

  // A start refuses, and the command says what it found and what it wants to hear.
  expect(await start()).toMatchObject({ code: 1, said: expect.stringContaining('history go-on') as string });
  const asked = await goOn();
  expect(asked).toMatchObject({ code: 1, said: expect.stringMatching(/少了 \d+ 条[^]*没有改动/) as string });
  const [, entries = ''] = /--entries (\d+)/.exec(asked.said) ?? [];
  const word = ['--approved-by', '李主任', '--reason', '硬盘损坏，用备份恢复'];
  expect((await goOn('--entries', '1', ...word)).code).toBe(1);
  expect((await goOn('--entries', entries, ...word, '--life', '10')).code).toBe(2);
  expect((await start()).code).toBe(1);

  // With a name, a reason and the number of entries it does go on.
  expect((await goOn('--entries', entries, ...word)).code).toBe(0);
  const [kept = ''] = readdirSync(home).filter((name) => name.startsWith('kept-'));
  const backup = readFileSync(path.join(home, `${DATABASE_FILE}.backup`));
  expect(readFileSync(path.join(home, kept, DATABASE_FILE)).equals(backup)).toBe(true);
  expect(await goOn()).toMatchObject({ code: 0, said: expect.stringContaining('不需要确认') as string });
  expect((await start()).code).toBe(0);

  const third = openDesk('file', home);
  const after = await acceptOne(third);
  expect([before, ...lost]).not.toContain(after);
  expect(after).toMatch(/-1001$/);
  expect(third.database.prepare("SELECT payload FROM journal WHERE kind = 'core.life-begun'").pluck().get()).toContain(
    '李主任',
  );
  const anchorFile = path.join(home, ANCHOR_FILE);
  expect(verifyStore(third.database, { anchorFile, hashText: sm3Text })).toMatchObject({ ok: true });
  third.close();
});

it('there is nothing to go on with where no entry is left', async () => {
  const desk = openDesk('file', home);
  await acceptOne(desk);
  desk.close();
  rmSync(path.join(home, DATABASE_FILE));
  writeFileSync(path.join(home, DATABASE_FILE), '');
  expect(await goOn()).toMatchObject({ code: 1, said: expect.stringContaining('放回备份') as string });
  expect(readdirSync(home).some((name) => name.startsWith('kept-'))).toBe(false);
  expect(existsSync(path.join(home, ANCHOR_FILE))).toBe(true);
});
