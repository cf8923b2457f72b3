import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  defaultHome,
  parseShellArguments,
  withoutChromiumSwitches,
  type Surroundings,
} from '../../../../main/shell/shared/arguments.ts';

const linux: Surroundings = { platform: 'linux', env: { XDG_DATA_HOME: '/data' }, workingDirectory: '/srv' };

describe('arguments of a shell', () => {
  test('are all optional', () => {
    expect(parseShellArguments([], linux)).toEqual({
      ok: true,
      value: { home: join('/data', 'yiguitong'), demo: false, demoClock: null, port: 0, allowBasicTextKey: false },
    });
  });

  test('a home is meant from where the person stands', () => {
    const read = parseShellArguments(['--home', 'h', '--port', '4711', '--demo'], linux);
    expect(read).toMatchObject({ ok: true, value: { home: '/srv/h', port: 4711, demo: true } });
  });

  test('a demonstration may have a time of its own, with its zone', () => {
    const read = parseShellArguments(['--demo', '--demo-clock', '2026-11-20T09:30:00+08:00'], linux);
    expect(read).toMatchObject({ ok: true, value: { demoClock: new Date('2026-11-20T01:30:00Z') } });
  });

  test.each([
    [['--prot', '1'], '--prot'],
    [['--port', '65536'], '65536'],
    [['--port', 'x'], 'x'],
    [['--port='], '--port'],
    [['--home='], '--home'],
    [['stray'], 'stray'],
    [['--demo-clock', '2026-11-20'], '--demo-clock'],
    [['--demo-clock', '2026-11-20T09:30:00'], '--demo-clock'],
    [['--demo-clock', 'noon'], '--demo-clock'],
  ])('%j is refused by name', (argv, named) => {
    const read = parseShellArguments(argv, linux);
    expect(read).toMatchObject({ ok: false, code: 'USAGE' });
    expect(read.ok ? '' : read.message).toContain(named);
  });

  test('switches of Chromium are left to Chromium', () => {
    const argv = [
      '--ozone-platform=wayland',
      '--home',
      '/h',
      '--no-sandbox',
      '--demo',
      '--force-device-scale-factor=2',
    ];
    expect(parseShellArguments(withoutChromiumSwitches(argv), linux)).toMatchObject({
      ok: true,
      value: { home: '/h', demo: true },
    });
  });
});

test('the default home is where each system keeps data of applications', () => {
  expect(defaultHome({ ...linux, env: { XDG_DATA_HOME: 'relative' } })).toMatch(/\.local\/share\/yiguitong$/);
  expect(defaultHome({ ...linux, platform: 'win32', env: { APPDATA: '/appdata' } })).toBe(
    join('/appdata', 'yiguitong'),
  );
  expect(defaultHome({ ...linux, platform: 'darwin' })).toMatch(/Library\/Application Support\/yiguitong$/);
});
