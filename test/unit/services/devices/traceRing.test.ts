import { beforeEach, describe, expect, it } from 'vitest';
import { handClock } from '../../../fixtures/desk/handClock.ts';
import { driverSchema } from '../../../../main/domain/device/drivers/table.ts';
import { traceFile } from '../../../../main/services/devices/traceFile.ts';
import { createTraceRing } from '../../../../main/services/devices/traceRing.ts';
import { parseTrace } from '../../../../native/trace/traceText.ts';
import { systemTimers } from '../../../../native/systemTime.ts';
import { createVirtualCable, type VirtualCable } from '../../../../native/transport/virtualCable.ts';
import { makePrinter } from '../../../fixtures/desk/devices.ts';

const AT = '2026-11-20T01:30:00.000Z';
const STATUS_QUESTION = Uint8Array.of(0x10, 0x04, 0x01);

let cable: VirtualCable;
beforeEach(() => {
  cable = createVirtualCable({ name: 'the line', timers: systemTimers });
});

const ring = () => createTraceRing('escpos', handClock(AT));
const openOf = (trace: ReturnType<typeof ring>) => trace.record(() => Promise.resolve({ ok: true, link: cable.a }));

describe('a recording', () => {
  it('keeps nothing until it is on, and what there was after it is off', async () => {
    const trace = ring();
    const opened = await openOf(trace)();
    if (!opened.ok) throw new Error('not opened');
    await opened.link.write(STATUS_QUESTION);
    expect(trace.lines()).toEqual([]);
    trace.set(true);
    await opened.link.write(STATUS_QUESTION);
    trace.set(false);
    await opened.link.write(STATUS_QUESTION);
    expect(trace.lines()).toEqual([{ at: AT, direction: 'to-device', text: '10 04 01' }]);
  });

  it('notes connections that fail, begin and end', async () => {
    const trace = ring();
    trace.set(true);
    await trace.record(() => Promise.resolve({ ok: false, code: 'BUSY', detail: 'held' }))();
    await openOf(trace)();
    cable.pull();
    await Promise.resolve();
    expect(trace.lines().map(({ text }) => text)).toEqual([
      'not opened: BUSY held',
      'opened the line',
      'lost: the cable was pulled',
    ]);
  });

  it('keeps the newest 2,000 lines, however much goes over the line', () => {
    const trace = ring();
    trace.set(true);
    for (let piece = 0; piece < 9_000; piece += 1) trace.sink('to-device', STATUS_QUESTION);
    trace.sink('to-device', new Uint8Array(1_000));
    const lines = trace.lines();
    expect(lines).toHaveLength(2_000);
    // A long piece goes over several lines, of 64 bytes each.
    expect(lines.at(-1)?.text.split(' ')).toHaveLength(1_000 % 64);
    expect(lines.at(-2)?.text.split(' ')).toHaveLength(64);
  });

  it('is a file that can be replayed, with what a vendor needs and nothing of the hall or a citizen', () => {
    const trace = ring();
    trace.set(true);
    trace.sink('to-device', STATUS_QUESTION);
    trace.sink('to-device', Buffer.from('1b40', 'hex'));
    trace.sink('to-device', Buffer.from('zhangsan\n'));
    trace.sink('from-device', Uint8Array.of(0x16));
    const device = {
      definition: {
        deviceId: '00000000-0000-4000-8000-000000000001',
        name: '王小敏的打印机',
        driver: driverSchema.parse({ driver: 'escpos', link: { transport: 'serial', path: 'COM3' } }),
        plugIdentity: { vendorId: '0403', productId: '6001', serialNumber: 'A1' },
      },
      running: { role: 'receipt-printer', driver: makePrinter() } as const,
      preferred: true,
      trace,
      since: null,
      blocked: false,
    };
    const { fileName, text } = traceFile(device, trace.lines(), { version: '1.2.3', at: AT });
    expect(fileName).toBe('trace-escpos-20261120T013000.txt');
    expect(text).toContain('1.2.3');
    expect(text).toContain('"path":"COM3"');
    expect(text).toContain('0403:6001');
    expect(text).not.toContain('王小敏');
    expect(text.replaceAll(' ', '')).not.toContain(Buffer.from('zhang').toString('hex').toUpperCase());
    const parsed = parseTrace(text);
    if (!parsed.ok) throw new Error(`line ${parsed.line}: ${parsed.message}`);
    expect(parsed.pieces.map(({ direction }) => direction)).toEqual([
      'to-device',
      'to-device',
      'to-device',
      'from-device',
    ]);
  });

  it('of a library leaves out addresses, users and start data', () => {
    const trace = createTraceRing('ss-card-dll', handClock(AT));
    const driver = driverSchema.parse({
      driver: 'ss-card-dll',
      library: 'C:\\SSCard.dll',
      url: 'http://10.1.1.1',
      user: 'wang',
    });
    const device = {
      definition: { deviceId: '00000000-0000-4000-8000-000000000001', name: '读卡库', driver, plugIdentity: null },
      running: { role: 'system' } as const,
      preferred: false,
      trace,
      since: null,
      blocked: false,
    };
    const { text } = traceFile(device, [], { version: '1.2.3', at: AT });
    expect(text).toContain('SSCard.dll');
    expect(text).not.toMatch(/10\.1\.1\.1|wang/);
  });
});
