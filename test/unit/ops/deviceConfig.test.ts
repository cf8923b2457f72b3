import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CONFIGURATION_FILE } from '../../../main/core/configuration.ts';
import { runDeviceConfig } from '../../../main/ops/deviceConfig.ts';
import { listDevices } from '../../../main/store/devices.ts';
import { filledExample } from '../../fixtures/counter/filledExample.ts';
import { DESK_KEY, openDesk } from '../../fixtures/desk/desk.ts';

const PRINTER = '{"driver":"escpos","link":{"transport":"device-file","path":"/dev/usb/lp0"},"profile":{"columns":32}}';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'device-config-'));
  writeFileSync(path.join(home, CONFIGURATION_FILE), filledExample);
  writeFileSync(path.join(home, 'database.key'), DESK_KEY, { mode: 0o600 });
  openDesk('file', home).close();
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(home, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<{ code: number; out: string; said: string }> {
  const collect = (stream: NodeJS.WriteStream): string[] => {
    const written: string[] = [];
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
    return written;
  };
  const [out, said] = [collect(process.stdout), collect(process.stderr)];
  const code = await runDeviceConfig([...args.slice(0, 1), '--home', home, ...args.slice(1)]);
  return { code, out: out.join(''), said: said.join('') };
}

const idOf = (text: string): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(text)?.[0] ?? '';

it('sets up a counter without a screen: devices are added, preferred, listed and removed', async () => {
  const added = await run('add', '--name', '凭条打印机', '--settings', PRINTER);
  expect(added).toMatchObject({ code: 0, said: '' });
  const scanner = '{"driver":"serial-scanner","link":{"transport":"serial","path":"/dev/ttyACM0","baudRate":9600}}';
  expect((await run('add', '--name', '扫码器', '--settings', scanner)).code).toBe(0);
  const second = await run('add', '--name', '备用', '--settings', PRINTER.replace('lp0', 'lp1'));
  expect(await run('prefer', '--device', idOf(second.out))).toMatchObject({ code: 0 });

  const { out } = await run('list');
  expect(out.split('\n').map((line) => line.split('\t').slice(1).join(' '))).toEqual([
    '凭条打印机 热敏凭条打印机（ESC/POS） /dev/usb/lp0',
    '扫码器 串口扫码器 /dev/ttyACM0',
    '备用 热敏凭条打印机（ESC/POS） /dev/usb/lp1 新单据用',
    '',
  ]);

  expect(await run('remove', '--device', idOf(second.out))).toMatchObject({ code: 0, out: '已删除。\n' });
  const desk = openDesk('file', home);
  const devices = listDevices(desk.database);
  expect(devices.map(({ definition, preferred }) => [definition.name, preferred])).toEqual([
    ['凭条打印机', true],
    ['扫码器', false],
  ]);
  expect(devices[0]?.definition.driver).toMatchObject({ profile: { columns: 32, cutter: true } });
  desk.close();
});

it('refuses what the screen refuses, and wrong words, and changes nothing', async () => {
  await run('add', '--name', '凭条打印机', '--settings', PRINTER);
  const before = (await run('list')).out;
  expect(await run('add', '--name', '又一台', '--settings', PRINTER)).toMatchObject({
    code: 1,
    said: expect.stringContaining('凭条打印机') as unknown,
  });
  const nobody = '00000000-0000-4000-8000-000000000000';
  expect(await run('remove', '--device', nobody)).toMatchObject({ code: 1 });
  expect(await run('prefer', '--device', nobody)).toMatchObject({ code: 1 });
  for (const args of [
    ['add', '--name', '无'],
    ['add', '--name', '无', '--settings', '{'],
    ['add', '--name', '无', '--settings', '{"driver":"typewriter"}'],
    ['add', '--name', '无', '--settings', PRINTER.replace('32', '40')],
    ['remove', '--device', '1'],
    ['move'],
  ]) {
    expect((await run(...args)).code, args.join(' ')).toBe(2);
  }
  expect((await run('list')).out).toBe(before);
});
