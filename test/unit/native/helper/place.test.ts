import { describe, expect, test } from 'vitest';
import { createLineReader } from '../../../../native/helper/lineReader.ts';
import { placeHelper } from '../../../../native/helper/place.ts';
import { createStderrLog } from '../../../../native/helper/stderrLog.ts';

describe('where the helper and its Node are', () => {
  test.each([
    [
      'from sources',
      { file: '/home/app/native/helper/startHelper.ts', execPath: '/usr/bin/node', electron: false },
      { runtime: '/usr/bin/node', entry: '/home/app/native/helper/main.ts' },
    ],
    [
      'bundled, in the browser shell',
      { file: '/home/app/out/chunks/core-1.js', execPath: '/usr/bin/node', electron: false },
      { runtime: '/usr/bin/node', entry: '/home/app/out/helper/main.js' },
    ],
    [
      'Electron from a checkout',
      { file: '/home/app/out/electron/core.js', execPath: '/home/app/electron', electron: true },
      { runtime: '/home/app/node_modules/node/bin/node', entry: '/home/app/out/helper/main.js' },
    ],
    [
      'the installed application',
      { file: '/opt/app/resources/app.asar/out/chunks/core-1.js', execPath: '/opt/app/yiguitong', electron: true },
      { runtime: '/opt/app/resources/helper/node', entry: '/opt/app/resources/helper/app/out/helper/main.js' },
    ],
  ])('%s', (_how, running, place) => {
    expect(placeHelper({ ...running, platform: 'linux' })).toEqual(place);
  });

  test('Windows has node.exe', () => {
    const file = '/app/resources/app.asar/out/chunks/core-1.js';
    expect(placeHelper({ file, execPath: '/app/x.exe', electron: true, platform: 'win32' }).runtime).toBe(
      '/app/resources/helper/node.exe',
    );
  });
});

describe('lines of a helper', () => {
  test('are the same wherever the bytes are split, in the middle of a character too', () => {
    const bytes = Buffer.from('{"name":"张三"}\n\n{"a":1}\n');
    for (let at = 0; at <= bytes.length; at += 1) {
      const reader = createLineReader(1_000);
      const lines = [bytes.subarray(0, at), bytes.subarray(at)].flatMap((part) => reader.push(part));
      expect(lines).toEqual(['{"name":"张三"}', '', '{"a":1}']);
    }
  });

  test('are never longer than agreed, whether a line end comes or not', () => {
    expect(createLineReader(10).push(Buffer.from('x'.repeat(11)))).toBe('too-long');
    const reader = createLineReader(10);
    expect(reader.push(Buffer.from('x'.repeat(6)))).toEqual([]);
    expect(reader.push(Buffer.from('x'.repeat(6)))).toBe('too-long');
    expect(createLineReader(10).push(Buffer.from(`${'x'.repeat(10)}\n`))).toEqual(['x'.repeat(10)]);
  });
});

describe('what a library prints', () => {
  test('comes into the log without numbers and names, cut, and not for ever', () => {
    const lines: string[] = [];
    const log = createStderrLog('helper', (line) => lines.push(line));
    log.push(Buffer.from('read 11010519491231002X of '));
    log.push(Buffer.from([0xd5, 0xc5, 0x0a]));
    log.push(Buffer.from(`\n${'y'.repeat(10_000)}`));
    log.push(Buffer.from('y'.repeat(10_000)));
    log.push(Buffer.from(`\ncode 12\n`));
    expect(lines).toEqual(['helper: read # of ?', `helper: ${'y'.repeat(160)}`, 'helper: code 12']);
    expect(log.last()).toBe('code 12');
    for (let count = 0; count < 1_000; count += 1) log.push(Buffer.from('again\n'));
    expect(lines).toHaveLength(41);
  });
});
