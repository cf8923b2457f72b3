import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { ensureBuilt, projectNode, ROOT } from '../../../scripts/bootstrap.mjs';
import { makeHome, observe, type ShellProcess } from '../../fixtures/stubCore/shellProcess.ts';

/**
 * Packs for Linux around a stub in the place of Electron's executable, which cannot be had everywhere. What is shown
 * is the archive: that everything is in it and that shell, core, native modules and catalogue start from what is in
 * it. Plain Node cannot read an archive, so it is unpacked first, to a folder far from our node_modules.
 */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Packing copies some ten thousand files; minutes on a loaded machine. */
const PACK_TIMEOUT_MS = 240_000;
vi.setConfig({ testTimeout: 90_000, hookTimeout: PACK_TIMEOUT_MS });

let packed = '';
let extracted = '';
const running: ShellProcess[] = [];

/** A folder like Electron's download: an executable that only has the fuse wire (version 1, all fuses as delivered). */
function makeStubElectron(): string {
  const dist = mkdtempSync(join(tmpdir(), 'stub-electron-'));
  mkdirSync(join(dist, 'resources'));
  const asDelivered = '1011001110'.slice(0, 9);
  const wire = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, asDelivered.length]), Buffer.from(asDelivered)]);
  writeFileSync(join(dist, 'electron'), Buffer.concat([Buffer.from('#!/bin/false\n'), wire, Buffer.from('\n')]));
  chmodSync(join(dist, 'electron'), 0o755);
  for (const file of ['version', 'LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox'])
    writeFileSync(join(dist, file), '45.4.1');
  return dist;
}

function pack(output: string): Promise<{ code: number | null; log: string }> {
  const cli = join(ROOT, 'node_modules', 'electron-builder', 'cli.js');
  const args = [
    cli,
    '--linux',
    '--x64',
    '--dir',
    `-c.electronDist=${makeStubElectron()}`,
    `-c.directories.output=${output}`,
  ];
  const child = spawn(projectNode(), args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const log: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => log.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => log.push(chunk));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, log: Buffer.concat(log).toString() })));
}

beforeAll(async () => {
  await ensureBuilt();
  const output = mkdtempSync(join(tmpdir(), 'counter-dist-'));
  const { code, log } = await pack(output);
  if (code !== 0) throw new Error(`electron-builder: ${log}`);
  packed = join(output, 'linux-unpacked');
  extracted = mkdtempSync(join(tmpdir(), 'counter-extracted-'));
  extractAll(join(packed, 'resources', 'app.asar'), extracted);
});

afterAll(async () => {
  await Promise.all(running.map((shell) => shell.stop()));
});

function start(entry: string, imports: readonly string[], home: string): ShellProcess {
  const load = imports.flatMap((path) => ['--import', join(ROOT, path)]);
  const child = spawn(projectNode(), ['--no-warnings', ...load, join(extracted, entry), '--home', home, '--demo'], {
    // Not our folder: nothing may be found by chance.
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const shell = observe(child);
  running.push(shell);
  return shell;
}

describe('the archive', () => {
  test('holds shells, core, preload, window and catalogue, and no sources or tests', () => {
    const files = listPackage(join(packed, 'resources', 'app.asar'), { isPack: false });
    for (const file of [
      'electron/main.js',
      'electron/core.js',
      'electron/preload.cjs',
      'browser/main.js',
      'renderer/index.html',
    ]) {
      expect(files).toContain(`/out/${file}`);
    }
    for (const room of ['catalogue/items', 'catalogue/fragments', 'catalogue/calendar', 'central/maps']) {
      expect(
        files.filter((file) => file.startsWith(`/main/${room}/`) && file.endsWith('.yaml')).length,
      ).toBeGreaterThan(0);
    }
    expect(files.filter((file) => /^\/(main|native|renderer|test|scripts)\/.+\.tsx?$/.test(file))).toEqual([]);
    expect(
      files.filter((file) => file.startsWith('/node_modules/electron/') || file.startsWith('/node_modules/react')),
    ).toEqual([]);
  });

  test('leaves native modules outside, those of this platform and no others', () => {
    const unpacked = (path: string) => join(packed, 'resources', 'app.asar.unpacked', 'node_modules', path);
    expect(existsSync(unpacked('better-sqlite3/prebuilds/linux-x64.node'))).toBe(true);
    expect(
      existsSync(unpacked('@serialport/bindings-cpp/prebuilds/linux-x64/@serialport+bindings-cpp.glibc.node')),
    ).toBe(true);
    const natives = listPackage(join(packed, 'resources', 'app.asar'), { isPack: true }).filter((line) =>
      line.endsWith('.node'),
    );
    expect(natives.length).toBeGreaterThan(0);
    expect(natives.filter((line) => !line.startsWith('unpack'))).toEqual([]);
    expect(natives.filter((line) => /win32|darwin|android/.test(line))).toEqual([]);
  });

  test('starts the counter in the browser shell: core, encrypted database, catalogue and window come from it', async () => {
    const home = makeHome();
    const shell = start('out/browser/main.js', [], home);
    const launch = new URL(await shell.ready);
    const entered = await fetch(launch, { redirect: 'manual' });
    const page = await fetch(launch.origin, { headers: { cookie: entered.headers.getSetCookie()[0]!.split(';')[0]! } });
    expect(page.status).toBe(200);
    expect(readFileSync(join(home, 'counter.db')).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
  });

  test('starts the counter in the Electron shell over the stand-in for electron', async () => {
    const shell = start('out/electron/main.js', ['test/fixtures/electronStandIn/register.ts'], makeHome());
    expect(await shell.ready).toBe('app://counter/');
  });
});

describe('the helper process', () => {
  test('starts under the Node of the package, with the packages it needs and from no archive', async () => {
    const folder = join(packed, 'resources', 'helper');
    for (const kind of ['ss-card-driver', 'pcsc', 'spooler', 'photo']) {
      const child = spawn(join(folder, 'node'), [join(folder, 'app', 'out', 'helper', 'main.js'), kind], {
        cwd: tmpdir(),
        stdio: ['pipe', 'ignore', 'inherit', 'pipe'],
      });
      const hello = await new Promise<string>((resolve) => {
        child.stdio[3]?.once('data', (bytes: Buffer) => resolve(bytes.toString()));
        child.once('exit', () => resolve('{}'));
      });
      child.kill();
      expect(JSON.parse(hello)).toMatchObject({ message: 'hello', kind, bits: 64, node: process.version });
    }
  });
});

describe('the folder of the application', () => {
  test('has the licence texts of what ships, of the window and of the packages beside it', () => {
    const text = readFileSync(join(packed, 'THIRD-PARTY.txt'), 'utf8');
    for (const name of ['react', 'antd', '@fontsource-variable/noto-sans-sc', 'koffi', 'ws', 'zod', 'Node.js']) {
      expect(text).toMatch(new RegExp(`\\n${name} \\d+\\.\\d+\\.\\d+\\n`));
    }
  });
});

describe('the executable', () => {
  const expected: readonly (readonly [fuse: FuseV1Options, name: string, on: boolean])[] = [
    [FuseV1Options.RunAsNode, 'runAsNode', false],
    [FuseV1Options.EnableCookieEncryption, 'enableCookieEncryption', true],
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable, 'enableNodeOptionsEnvironmentVariable', false],
    [FuseV1Options.EnableNodeCliInspectArguments, 'enableNodeCliInspectArguments', false],
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, 'enableEmbeddedAsarIntegrityValidation', true],
    [FuseV1Options.OnlyLoadAppFromAsar, 'onlyLoadAppFromAsar', true],
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, 'loadBrowserProcessSpecificV8Snapshot', false],
    [FuseV1Options.GrantFileProtocolExtraPrivileges, 'grantFileProtocolExtraPrivileges', false],
  ];

  test('has every fuse set as configured; read back from the wire in the stub', async () => {
    const configured: unknown = parse(readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8'));
    expect(configured).toMatchObject({ electronFuses: Object.fromEntries(expected.map(([, name, on]) => [name, on])) });
    const wire = await getCurrentFuseWire(join(packed, 'yiguitong'));
    for (const [fuse, name, on] of expected) {
      expect({ name, state: String.fromCharCode(wire[fuse]!) }).toEqual({ name, state: on ? '1' : '0' });
    }
  });
});
