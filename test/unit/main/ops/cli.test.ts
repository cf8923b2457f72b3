import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../../../main/ops/cli.ts';

let out = '';
let err = '';

beforeEach(() => {
  out = '';
  err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

describe('command line of the technician', () => {
  it('lists its commands when asked, and when the command does not exist', async () => {
    expect(await main([])).toBe(0);
    expect(out).toContain('device read-card --driver serial-ccid (--path P | --tcp HOST:PORT)');
    expect(await main(['device', 'fly'])).toBe(2);
    expect(err).toContain('没有这个命令: device fly');
  });

  it.each([
    [['device', 'read-card'], '--path'],
    [['device', 'read-card', '--path', 'p', '--driver', 'magic'], '--driver'],
    [['device', 'read-card', '--path', 'p', '--driver', 'serial-ccid', '--baud', 'fast'], '--baud'],
    [['device', 'read-card', '--path', 'p', '--driver', 'serial-ccid', '--variant', 'x'], '--variant'],
    [['device', 'read-card', '--unknown'], '--unknown'],
    [['device', 'emulate', 'card-reader', '--path', 'p'], '--card'],
    [['device', 'list', 'more'], 'more'],
  ])('refuses wrong arguments and says how it is used: %j', async (argv, named) => {
    expect(await main(argv)).toBe(2);
    expect(err).toContain(named);
    expect(err).toContain('用法: device ');
    expect(out).toBe('');
  });

  it('names a card file that is none before it touches the port', async () => {
    const argv = ['device', 'emulate', 'card-reader', '--path', '/nowhere/port', '--card', '/nowhere/card', '--json'];
    expect(await main(argv)).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, code: 'card-file' });
  });

  it('names a port that is not there, in Chinese for people and by code for programs', async () => {
    const argv = ['device', 'read-card', '--driver', 'serial-ccid', '--path', '/nowhere/port'];
    expect(await main(argv)).toBe(1);
    expect(out).toMatch(/^没有找到读卡器。.*not-found:\/nowhere\/port/);
    out = '';
    expect(await main([...argv, '--json'])).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, code: 'not-found' });
  });

  it('lists ports without any program of the system, and says that a path can be given by hand', async () => {
    expect(await main(['device', 'list'])).toBe(0);
    expect(out).toContain('--path');
    out = '';
    vi.stubEnv('PATH', '/nowhere');
    expect(await main(['device', 'list', '--json'])).toBe(0);
    vi.unstubAllEnvs();
    expect(JSON.parse(out)).toMatchObject({ ok: true, ports: expect.any(Array) as unknown });
  });
});
