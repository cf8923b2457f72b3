import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startCore } from '../../../main/core/core.ts';
import { secureHome } from '../../../main/core/homeAccess.ts';
import { DESK_KEY } from '../../fixtures/desk/desk.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'home-access-'));
});
afterEach(() => {
  chmodSync(home, 0o700);
  rmSync(home, { recursive: true });
});

const modeOf = (place: string): number => statSync(place).mode & 0o777;

describe.skipIf(process.platform === 'win32')('a home', () => {
  test('that others could read is closed to them, with everything that is people’s data or a secret, and it is said', () => {
    const names = ['counter.yaml', 'counter.db', 'counter.db-wal', 'counter.db-shm', 'journal.head'];
    for (const name of names) writeFileSync(path.join(home, name), '', { mode: 0o644 });
    writeFileSync(path.join(home, 'note of somebody else.txt'), '', { mode: 0o644 });
    chmodSync(home, 0o755);
    const secured = secureHome(home);
    if (!secured.ok) throw new Error(secured.message);
    expect(modeOf(home)).toBe(0o700);
    for (const name of names) expect([name, modeOf(path.join(home, name))]).toEqual([name, 0o600]);
    expect(modeOf(path.join(home, 'note of somebody else.txt'))).toBe(0o644);
    expect(secured.changes).toHaveLength(names.length + 1);
    expect(secured.changes.find((line) => line.includes('counter.yaml'))).toMatch(/权限 644.*请向平台更换/);
    expect(secureHome(home)).toEqual({ ok: true, changes: [] });
  });

  test('that is for everybody is refused', () => {
    chmodSync(home, 0o1777);
    expect(secureHome(home)).toMatchObject({ ok: false, code: 'HOME_UNSAFE' });
    expect(modeOf(home)).toBe(0o777);
  });

  test('that is a file is refused', () => {
    const file = path.join(home, 'file');
    writeFileSync(file, '');
    expect(secureHome(file)).toMatchObject({ ok: false, message: expect.stringContaining('不是文件夹') as string });
  });

  test('is kept so: whatever a counter makes in it is its owner’s alone, and a start says what it closed', async () => {
    const place = path.join(home, 'counter');
    mkdirSync(place, { mode: 0o755 });
    chmodSync(place, 0o755);
    const log: string[] = [];
    const started = await startCore({
      home: place,
      appRoot: path.resolve(import.meta.dirname, '../../..'),
      demo: true,
      databaseKey: DESK_KEY,
      clockAheadMs: 0,
      log: (line) => log.push(line),
    });
    if (!started.ok) throw new Error(started.message);
    for (const name of ['counter.db', 'counter.db-wal', 'counter.db-shm', 'journal.head']) {
      expect([name, modeOf(path.join(place, name))]).toEqual([name, 0o600]);
    }
    await started.core.stop();
    expect(modeOf(place)).toBe(0o700);
    expect(log.filter((line) => line.includes('已改为仅本人可用'))).toHaveLength(1);
  });
});
