import { afterEach, beforeEach, expect, test } from 'vitest';
import { driverSchema } from '../../../main/domain/device/drivers/table.ts';
import { runVerify } from '../../../main/ops/verify.ts';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { accept, comeWithCard, press, signIn } from '../../fixtures/counter/atWork.ts';
import { makeHome, openCounter, TEST_KEY, value, type TestCounter } from '../../fixtures/counter/counter.ts';

let place: ReturnType<typeof makeHome>;
let counter: TestCounter;
beforeEach(async () => {
  place = makeHome();
  counter = await openCounter(place.home);
});
afterEach(async () => {
  await counter.stop();
  place.remove();
});

const technician = async (): Promise<void> => {
  value(await counter.client.session.signIn({ number: '9001', password: 'demo-9001' }));
};
const narrow = (socket: string) =>
  driverSchema.parse({ driver: 'escpos', link: { transport: 'virtual', socket }, profile: { columns: 32 } });

test('a technician sees every device, tries it, records it, and finds all of it in the journal after a restart', async () => {
  const { client, until } = counter;
  await technician();
  const { devices } = await until(
    ({ devices: list, lights }) =>
      list.length === 5 && lights.cardReader.level === 'ok' && lights.printer.text === '凭条打印机：打印机就绪',
  );
  expect(devices.map(({ role }) => role)).toEqual([
    'card-reader',
    'id-card-reader',
    'scanner',
    'receipt-printer',
    'receipt-printer',
  ]);
  const [reader, , , printer] = devices;

  // When the reader is recorded while a card is read, and tried
  value(await client.device.setTracing({ ...press(), deviceId: reader!.deviceId, tracing: true }));
  value(await client.dock.do({ kind: 'insert-card', personId: 'employee' }));
  await until(({ lights }) => lights.cardReader.text === '已读卡');
  expect(value(await client.device.test({ ...press(), deviceId: reader!.deviceId }))).toEqual({
    passed: true,
    summary: '读卡器正常，卡能读出。',
    advice: '',
  });
  const saved = value(await client.device.saveTrace({ ...press(), deviceId: reader!.deviceId }));

  // Then the file shows the line and nothing of the citizen
  expect(saved.fileName).toMatch(/^trace-serial-ccid-\d{8}T\d{6}\.txt$/);
  expect(saved.text).toContain('serial-ccid');
  expect(saved.text.split('\n').filter((line) => /^(=>|<=) /.test(line)).length).toBeGreaterThan(20);
  const personal = Buffer.from('990000198503121011').toString('hex').toUpperCase();
  expect(saved.text.replaceAll(/\s|=>|<=/g, '')).not.toContain(personal);
  expect(saved.text).not.toContain('990000198503121011');

  // And a test page is printed once, however often the button is pressed
  const pressed = { ...press(), deviceId: printer!.deviceId };
  const [one, two] = await Promise.all([client.device.test(pressed), client.device.test(pressed)]);
  expect(value(one)).toEqual(value(two));
  expect(value(one).passed).toBe(true);
  await until(({ dock }) => dock?.paperOut.length === 1);

  // After a restart everything is as it was set up, and the history is whole
  value(await client.device.remove({ ...press(), deviceId: devices[4]!.deviceId }));
  await counter.stop();
  counter = await openCounter(place.home);
  await technician();
  const again = await counter.until(({ devices: list }) => list.length > 0);
  expect(again.devices.map(({ deviceId }) => deviceId)).toEqual(devices.slice(0, 4).map(({ deviceId }) => deviceId));
  writeFileSync(path.join(place.home, 'database.key'), TEST_KEY, { mode: 0o600 });
  expect(await runVerify(['--home', place.home])).toBe(0);
});

test('new slips go to the preferred printer and are laid out for its paper', async () => {
  const { client, until } = counter;
  await technician();
  const { devices } = await until(({ devices: list }) => list.length === 5);
  const [, , , first, second] = devices;
  // Given the second printer is set up for narrow paper and preferred
  const { deviceId } = second!;
  value(
    await client.device.change({
      ...press(),
      deviceId,
      name: '窄纸',
      driver: narrow('second-printer'),
      plugIdentity: null,
    }),
  );
  value(await client.device.prefer({ ...press(), deviceId }));
  await until(({ lights }) => lights.printer.text === '窄纸：打印机就绪');
  value(await client.session.signOut({}));
  await signIn(counter);
  await comeWithCard(counter, 'employee');
  const caseId = await accept(counter, false);
  const printed = await until(({ printing }) => printing[0]?.state === 'printed');
  expect(printed.printing[0]?.printer).toBe('窄纸');
  const [slip] = value(await client.case.view({ caseId })).slips;
  expect(value(await client.slip.view({ slipNumber: slip!.slipNumber })).columns).toBe(32);
  expect(first?.preferred).toBe(true);
});

test('what cannot be is refused in words, and a teller may only try a device', async () => {
  const { client, until } = counter;
  await technician();
  const { devices } = await until(({ devices: list }) => list.length === 5);
  const [reader, , , printer] = devices;
  const taken = { name: '又一台', driver: narrow('printer'), plugIdentity: null };
  expect(await client.device.add({ ...press(), ...taken })).toMatchObject({
    code: 'DEVICE_PLACE_TAKEN',
    happened: '这个端口已经给了另一台设备：凭条打印机',
  });
  const deviceId = reader!.deviceId;
  expect(await client.device.change({ ...press(), ...taken, deviceId })).toMatchObject({ code: 'DEVICE_PLACE_TAKEN' });
  expect(await client.device.prefer({ ...press(), deviceId })).toMatchObject({ code: 'DEVICE_UNKNOWN' });
  const nobody = press().requestId;
  expect(await client.device.remove({ ...press(), deviceId: nobody })).toMatchObject({ code: 'DEVICE_UNKNOWN' });
  expect(await client.device.trace({ deviceId: nobody })).toMatchObject({ code: 'DEVICE_UNKNOWN' });
  const wedge = value(
    await client.device.add({
      ...press(),
      name: '键盘扫码器',
      driver: { driver: 'keyboard-wedge' },
      plugIdentity: null,
    }),
  );
  expect(await client.device.setTracing({ ...press(), ...wedge, tracing: true })).toMatchObject({
    code: 'DEVICE_NOT_TRACEABLE',
  });

  value(await client.session.signOut({}));
  await signIn(counter);
  expect((await until(({ session }) => session?.role === 'teller')).devices).toEqual([]);
  expect(await client.device.remove({ ...press(), deviceId })).toMatchObject({ code: 'NOT_ALLOWED' });
  expect(value(await client.device.test({ ...press(), deviceId })).passed).toBe(true);
  // Slips wait for the printer: it cannot be removed under them.
  value(await client.dock.do({ kind: 'paper', paper: 'out' }));
  await until(({ lights }) => lights.printer.level === 'bad');
  await comeWithCard(counter, 'employee');
  await accept(counter, false);
  value(await client.session.signOut({}));
  await technician();
  expect(await client.device.remove({ ...press(), deviceId: printer!.deviceId })).toMatchObject({
    code: 'DEVICE_IN_USE',
  });
});

test('looking for devices ends, whatever the machine can list', async () => {
  await technician();
  const { found, problems } = value(await counter.client.device.detect({}));
  expect(found.every(({ key, place: at }) => key.endsWith(at))).toBe(true);
  expect(problems.every(({ text }) => /可先?手工填写$/.test(text))).toBe(true);
});
