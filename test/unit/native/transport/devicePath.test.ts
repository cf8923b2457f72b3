import { execFileSync } from 'node:child_process';
import {
  closeSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examineDevicePath, type DevicePathRules, type PathPurpose } from '../../../../native/transport/devicePath.ts';
import { fileOpener } from '../../../../native/transport/fileLink.ts';
import { serialOpener } from '../../../../native/transport/serialLink.ts';

const PURPOSES: readonly PathPurpose[] = ['serial', 'printer'];
const NOTE = 'what somebody wrote down\n';

let folder: string;
let home: string;
let server: Server;
const at = (...names: string[]): string => path.join(folder, ...names);

const open = (where: string, purpose: PathPurpose, rules: DevicePathRules) =>
  purpose === 'printer'
    ? fileOpener({ path: where, rules })()
    : serialOpener({ path: where, baudRate: 9_600, dataBits: 8, stopBits: 1, parity: 'none', rules })();

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'device-path-')));
  home = at('home');
  mkdirSync(home);
  writeFileSync(at('home', 'database.key'), NOTE);
  writeFileSync(at('note'), NOTE);
  linkSync(at('note'), at('second-name'));
  symlinkSync(at('note'), at('to-note'));
  symlinkSync(at('home', 'database.key'), at('to-key'));
  symlinkSync('to-note', at('to-link'));
  symlinkSync(at('loop'), at('loop'));
  symlinkSync(home, at('to-home'));
  symlinkSync('/dev/null', at('home', 'null'));
  execFileSync('mkfifo', [at('pipe')]);
  server = createServer().listen(at('socket'));
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(process.platform === 'win32')('what is no device is not opened as one', () => {
  const cases = [
    ['an ordinary file', () => at('note')],
    ['a second name of it', () => at('second-name')],
    ['a link to it', () => at('to-note')],
    ['a link to a link to it', () => at('to-link')],
    ['a way with dots to it', () => `${folder}/home/../note`],
    ['the key of the database', () => at('home', 'database.key')],
    ['a link to the key', () => at('to-key')],
    ['the key through a linked folder', () => at('to-home', 'database.key')],
    ['a device under a name in the home', () => at('home', 'null')],
    ['a name in the home that is not there yet', () => at('home', 'ttyUSB0')],
    ['a folder', () => folder],
    ['a pipe', () => at('pipe')],
    ['a socket of a program', () => at('socket')],
    ['a link in a ring', () => at('loop')],
    ['a name without a folder', () => 'database.key'],
    ['no name', () => ''],
    ['shared memory', () => '/dev/shm/anything'],
    ['a way out of /dev', () => `/dev/..${at('note')}`],
  ] as const;

  it.each(cases)('%s', async (_, whereIs) => {
    const where = whereIs();
    for (const purpose of PURPOSES) {
      for (const from of ['system', 'anywhere'] as const) {
        // In shared memory an emulated device could lie; it is the system's rule that keeps it out.
        if (from === 'anywhere' && where.startsWith('/dev/shm')) continue;
        const rules = { from, home };
        expect(examineDevicePath(where, purpose, rules).found, `${purpose} ${from}`).toBe('unfit');
        expect(await open(where, purpose, rules)).toMatchObject({ ok: false, code: 'UNFIT' });
      }
    }
    expect(readFileSync(at('note'), 'utf8')).toBe(NOTE);
    expect(readFileSync(at('home', 'database.key'), 'utf8')).toBe(NOTE);
  });

  it('an open file of this process, by its number', async () => {
    const number = openSync(at('note'), 'r+');
    for (const purpose of PURPOSES) {
      const result = await open(`/dev/fd/${number}`, purpose, { from: 'system', home });
      expect(result).toMatchObject({ ok: false, code: 'UNFIT' });
    }
    closeSync(number);
    expect(readFileSync(at('note'), 'utf8')).toBe(NOTE);
  });

  it('a device of another kind: no printer, no line', async () => {
    for (const where of ['/dev/null', '/dev/zero', '/dev/urandom']) {
      for (const purpose of PURPOSES) {
        expect(await open(where, purpose, { from: 'anywhere', home })).toMatchObject({ ok: false, code: 'UNFIT' });
      }
    }
  });

  it('whatever a way through folders and links leads to', async () => {
    const names = ['home', 'note', 'to-note', 'to-home', 'database.key', 'pipe', '..', '.', 'absent', 'loop'];
    const ways = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 5 });
    const purposes = fc.constantFrom(...PURPOSES);
    await fc.assert(
      fc.asyncProperty(ways, purposes, async (way, purpose) => {
        const where = `${folder}/${way.join('/')}`;
        expect(examineDevicePath(where, purpose, { from: 'anywhere', home }).found).not.toBe('device');
        expect(await open(where, purpose, { from: 'system', home })).toMatchObject({ ok: false, code: 'UNFIT' });
      }),
      { numRuns: 200 },
    );
    expect(readFileSync(at('note'), 'utf8')).toBe(NOTE);
    expect(readFileSync(at('home', 'database.key'), 'utf8')).toBe(NOTE);
  });
});

describe.skipIf(process.platform === 'win32')('a device that is not there', () => {
  it.each(['/dev/ttyUSB77', '/dev/serial/by-id/usb-none', '/dev/usb/lp15', 'COM77', 'com3', String.raw`\\.\COM12`])(
    '%s: nothing is found, and it may come later',
    async (where) => {
      for (const purpose of PURPOSES) {
        expect(examineDevicePath(where, purpose, { from: 'system', home })).toEqual({
          found: 'nothing',
          code: 'NOT_FOUND',
        });
        expect(await open(where, purpose, { from: 'system', home })).toMatchObject({ ok: false, code: 'NOT_FOUND' });
      }
    },
  );
});
