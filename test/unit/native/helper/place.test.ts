import fc from 'fast-check';
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
  function logOf(...texts: (string | readonly number[])[]) {
    const lines: string[] = [];
    const log = createStderrLog('helper', (line) => lines.push(line));
    for (const text of texts) log.push(Buffer.from(text as string));
    return { lines, log };
  }

  test('comes into the log as kind and place, never as text', () => {
    const { lines, log } = logOf(
      'file:///home/zhang/app/native/card/worker.ts:45\n',
      "TypeError: cannot read '13900000003' of WANG LI\n",
      'at open (libcard.so.2) ENOENT: no such file, password hunter2\n',
      'read 99000019850312101X of ',
      [0xd5, 0xc5, 0x0a],
      'another line\n',
    );
    expect(lines).toEqual([
      'helper: worker.ts:45',
      'helper: TypeError',
      'helper: libcard.so.2 ENOENT',
      'helper: prints text of its own, which is left out',
    ]);
    expect(log.last()).toBe('libcard.so.2 ENOENT');
  });

  test('does not fill the log', () => {
    const { lines, log } = logOf(`\n${'y'.repeat(100_000)}`);
    for (let count = 0; count < 1_000; count += 1) log.push(Buffer.from('RangeError\n'));
    expect(lines).toHaveLength(42);
  });

  test('S10 of any form of names, numbers and passwords never reaches the log', () => {
    const secrets = fc.oneof(
      fc.string({ minLength: 3, unit: 'grapheme' }),
      fc.constantFrom('WANG LI', 'Emma Error', '阿依古丽·买买提', '990000198503121011', '99000019850312049x', 'ELLEN'),
      fc.stringMatching(/^[0-9A-Za-z!@#$%]{6,20}$/),
    );
    fc.assert(
      fc.property(secrets, fc.constantFrom('', 'name=', 'password: ', '{"pwd":"', 'Error: '), (secret, before) => {
        const { lines } = logOf(`${before}${secret}\n`);
        const known = ['helper:', 'prints', 'text', 'of', 'its', 'own,', 'which', 'is', 'left', 'out', 'Error'];
        const said = lines.flatMap((line) => line.split(' ')).filter((word) => !known.includes(word));
        // What a file of code or a code of the system is called is no secret.
        expect(
          said.filter(
            (word) =>
              !/\.(so|dll|dylib|node|js|cjs|mjs|ts|c|cc|cpp|h)|^(E|SIG)[A-Z0-9]+$|Error$|Exception$|^ERR_/i.test(word),
          ),
        ).toEqual([]);
      }),
    );
  });
});
