import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { devicePathCheck, devicePathRules } from '../core/devicePaths.ts';
import type { DeviceDriver } from '../domain/device/drivers/table.ts';
import { driverSchema, drivers } from '../domain/device/drivers/table.ts';
import { COUNTER } from '../services/context.ts';
import { placeOf } from '../domain/device/drivers/table.ts';
import { addDevice, preferDevice, removeDevice, type Refuse } from '../services/devices/registry.ts';
import { once } from '../services/once.ts';
import { listDevices } from '../store/devices.ts';
import type { Store, Transaction } from '../store/store.ts';
import { readArguments, refuseArguments } from './arguments.ts';
import { refuse, withHomeStore } from './homeStore.ts';

/** Usage line of `device config`. */
export const DEVICE_CONFIG_USAGE =
  `device config list --home DIR | device config add --home DIR --name 名称 --settings '{"driver":"escpos",...}' | ` +
  'device config prefer --home DIR --device ID | device config remove --home DIR --device ID   [--key-file F]';

const place = {
  home: z.string({ error: '必须给出数据文件夹' }).min(1),
  'key-file': z.string().min(1).optional(),
};
const placeOptions = { home: { type: 'string' }, 'key-file': { type: 'string' } } as const;
const listSchema = z.object(place);
const oneSchema = z.object({
  ...place,
  device: z.uuid({ error: '应为设备编号，见 device config list' }),
});
const addSchema = z.object({
  ...place,
  name: z.string({ error: '必须给出名称' }).trim().min(1).max(40),
  settings: z.string({ error: '必须给出设置（JSON）' }),
});

/**
 * `device config`: the devices of a home while its counter does not run, for a counter without a screen of its own. Settings are
 * those of the 设备 page as JSON; what is left out has its usual value. Exit code 0 done, 1 a named failure, 2 wrong arguments.
 */
export async function runDeviceConfig(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case 'list':
      return await list(rest);
    case 'add':
      return await add(rest);
    case 'prefer':
      return await changeOne(rest, preferDevice, '已设为新单据使用的打印机。');
    case 'remove':
      return await changeOne(rest, removeDevice, '已删除。');
    default:
      return refuseArguments('参数不对：应为 device config list、add、prefer 或 remove', DEVICE_CONFIG_USAGE);
  }
}

async function list(args: readonly string[]): Promise<number> {
  const read = readArguments(args, placeOptions, listSchema);
  if (!read.ok) return refuseArguments(read.message, DEVICE_CONFIG_USAGE);
  return await withHomeStore(read.options, ({ read: stored }) => {
    for (const { definition, preferred } of listDevices(stored)) {
      const { deviceId, name, driver } = definition;
      const mark = preferred ? '\t新单据用' : '';
      process.stdout.write(`${deviceId}\t${name}\t${drivers[driver.driver].title}\t${placeOf(driver)}${mark}\n`);
    }
    return 0;
  });
}

async function add(args: readonly string[]): Promise<number> {
  const options = { ...placeOptions, name: { type: 'string' }, settings: { type: 'string' } } as const;
  const read = readArguments(args, options, addSchema);
  if (!read.ok) return refuseArguments(read.message, DEVICE_CONFIG_USAGE);
  const { name, settings } = read.options;
  const parsed = readSettings(settings);
  if (!parsed.ok) return refuseArguments(parsed.message, DEVICE_CONFIG_USAGE);
  const { driver } = parsed;
  const checkPath = devicePathCheck(devicePathRules(read.options.home, false));
  return await withHomeStore(read.options, (store) => {
    const deviceId = uuidv7();
    return act(store, `已添加 ${deviceId} ${name}（${drivers[driver.driver].title}）。`, (transaction, no) =>
      addDevice(transaction, COUNTER, deviceId, { name, driver, plugIdentity: null }, checkPath, no),
    );
  });
}

function readSettings(
  text: string,
): { readonly ok: true; readonly driver: DeviceDriver } | { readonly ok: false; readonly message: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Not the parser's own words: they repeat what was typed.
    return { ok: false, message: '设置不是 JSON' };
  }
  const parsed = driverSchema.safeParse(value);
  if (parsed.success) return { ok: true, driver: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, message: `设置不对：${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}` };
}

async function changeOne(args: readonly string[], change: typeof removeDevice, done: string): Promise<number> {
  const read = readArguments(args, { ...placeOptions, device: { type: 'string' } }, oneSchema);
  if (!read.ok) return refuseArguments(read.message, DEVICE_CONFIG_USAGE);
  const { device } = read.options;
  return await withHomeStore(read.options, (store) =>
    act(store, done, (transaction, no) => change(transaction, COUNTER, device, no)),
  );
}

/** Does it in one transaction and says so, or why not. */
function act(store: Store, done: string, work: (transaction: Transaction, no: Refuse) => void): number {
  const request = { requestId: randomUUID(), session: 'technician', procedure: 'device config', input: {} };
  const answer = once({ store }, request, (transaction, no) => {
    work(transaction, no);
    return {};
  });
  if (!answer.ok) return refuse(`${answer.happened}${answer.kept}${answer.next}`);
  process.stdout.write(`${done}\n`);
  return 0;
}
