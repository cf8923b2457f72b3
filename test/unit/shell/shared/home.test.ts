import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startMode } from '../../../../main/shell/shared/home.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'home-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const now = new Date('2027-03-01T02:00:00Z');
const demoClock = new Date('2026-11-20T01:30:00Z');

test('a home without a configuration is a demonstration, and says so', () => {
  expect(startMode({ home, demo: false, demoClock: null }, now)).toEqual({
    ok: true,
    mode: { demo: true, clockAheadMs: 0, notice: expect.stringContaining('以演示模式启动') as string },
  });
});

test('a demonstration may run in another time, a hall only in the true one', () => {
  expect(startMode({ home, demo: true, demoClock }, now)).toMatchObject({
    ok: true,
    mode: { demo: true, clockAheadMs: demoClock.getTime() - now.getTime() },
  });
  writeFileSync(join(home, 'counter.yaml'), '');
  expect(startMode({ home, demo: false, demoClock: null }, now)).toEqual({
    ok: true,
    mode: { demo: false, clockAheadMs: 0, notice: null },
  });
  expect(startMode({ home, demo: false, demoClock }, now)).toMatchObject({
    ok: false,
    code: 'USAGE',
    message: expect.stringContaining('--demo-clock 只能用于演示') as string,
  });
});
