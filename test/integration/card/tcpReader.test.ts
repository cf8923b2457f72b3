import { afterEach, describe, expect, it } from 'vitest';
import { createCardReader } from '../../../native/card/cardReader.ts';
import type { CardReader, CardReaderStatus } from '../../../native/card/port.ts';
import { createCardReaderEmulator } from '../../../native/emulator/cardReaderEmulator.ts';
import { tcpOpener } from '../../../native/transport/tcpLink.ts';
import { listenTcp, type TcpServer } from '../../../native/transport/tcpServer.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import { cardFixturePath } from '../../fixtures/card/cardFixture.ts';
import { OpsProcess, runOps } from '../opsCli.ts';
import { cardWith } from './emulatedReader.ts';

let server: TcpServer | undefined;
let reader: CardReader | undefined;
afterEach(async () => {
  await reader?.stop();
  await server?.close();
});

function until(wanted: (status: CardReaderStatus) => boolean): Promise<CardReaderStatus> {
  return new Promise((resolve) => {
    const check = (status: CardReaderStatus): void => {
      if (!wanted(status)) return;
      stop?.();
      resolve(status);
    };
    const stop = reader?.subscribe(check);
    if (reader !== undefined) check(reader.status());
  });
}

describe('an emulated reader over the network', () => {
  it('is read, lost when it ends, and found again in the same place', async () => {
    const emulator = createCardReaderEmulator({ variant: 'sec1210', timers: systemTimers });
    emulator.insert(cardWith('second-generation', { protocol: 't1' }));
    server = await listenTcp(0, emulator.attach);
    const { port } = server;
    const open = tcpOpener({ host: '127.0.0.1', port });
    reader = createCardReader({ open, variant: 'sec1210', timers: systemTimers, log: () => undefined });
    reader.start();
    expect(await until(({ state }) => state === 'card')).toMatchObject({ card: { name: '张三' } });
    await server.close();
    expect(await until(({ state }) => state === 'unavailable')).toMatchObject({ fault: 'cable-lost' });
    server = await listenTcp(port, emulator.attach);
    expect(await until(({ state }) => state === 'card')).toMatchObject({ card: { name: '张三' } });
  });

  it('says that a port of this machine is taken', async () => {
    server = await listenTcp(0, () => undefined);
    await expect(listenTcp(server.port, () => undefined)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('the command line over the network', { timeout: 60_000 }, () => {
  it('reads a T=1 card of the emulator, also when it falls out of step', async () => {
    const card = cardFixturePath('second-generation');
    const emulator = new OpsProcess(
      ...['device', 'emulate', 'card-reader', '--listen', '0', '--protocol', 't1', '--card', card, '--json'],
    );
    const { path } = JSON.parse(await emulator.line()) as { path: string };
    expect(JSON.parse(await emulator.tell('t1-out-of-step'))).toEqual({ ok: true, message: 'ok t1-out-of-step' });
    const read = await runOps('device', 'read-card', '--driver', 'serial-ccid', '--tcp', path, '--json');
    expect(JSON.parse(read.output)).toMatchObject({
      ok: true,
      card: { name: '张三', socialSecurityNumber: '111111********1110' },
    });
    expect(await emulator.quit()).toBe(0);
  });
});
