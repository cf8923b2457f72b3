import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPcscReader } from '../../../native/card/pcsc/pcscReader.ts';
import type { CardReader, CardReaderStatus } from '../../../native/card/port.ts';
import { buildCard } from '../../../native/emulator/cardEmulator.ts';
import { startHelper } from '../../../native/helper/startHelper.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import { cardFixture } from '../../fixtures/card/cardFixture.ts';
import { missingForPcsc, startPcscd, type Pcscd } from '../../fixtures/pcscd/pcscd.ts';
import { cardWith, emulatedReaderOn, type EmulatedReader } from './emulatedReader.ts';
import { createSerialPair, socatIsMissing, type SerialPair } from './socat.ts';

const missing = [...missingForPcsc('libccidtwin'), ...(socatIsMissing() ? ['socat'] : [])];

/* The whole way: our PC/SC driver, the service of the system, its driver for serial CCID, our emulated reader, our card. */
describe.runIf(missing.length === 0)('PC/SC reader before an emulated reader (needs pcscd, libccidtwin, socat)', () => {
  const environment = process.env.PCSCLITE_CSOCK_NAME;
  let pair: SerialPair;
  let hardware: EmulatedReader;
  let service: Pcscd;
  let reader: CardReader;

  beforeEach(async () => {
    pair = await createSerialPair();
    hardware = await emulatedReaderOn(pair.a, 'gempc-twin');
    service = await startPcscd({
      readerConf: `FRIENDLYNAME "Counter"\nDEVICENAME ${pair.b}:GemPCTwin\nLIBPATH /usr/lib/pcsc/drivers/serial/libccidtwin.so\nCHANNELID 1\n`,
    });
    process.env.PCSCLITE_CSOCK_NAME = service.socket;
    reader = createPcscReader({
      startHelper: () => startHelper({ kind: 'pcsc', runtime: null, log: () => undefined }),
      reader: 'Counter 00 00',
      timers: systemTimers,
      log: () => undefined,
    });
    reader.start();
  });
  afterEach(async () => {
    await reader.stop();
    await service.stop();
    await hardware.unplug();
    await pair.remove();
    if (environment === undefined) delete process.env.PCSCLITE_CSOCK_NAME;
    else process.env.PCSCLITE_CSOCK_NAME = environment;
  });

  /** The reader's state when it is that one. */
  async function reached(state: CardReaderStatus['state']): Promise<CardReaderStatus> {
    const { promise, resolve } = Promise.withResolvers<CardReaderStatus>();
    const stop = reader.subscribe((status) => (status.state === state ? resolve(status) : undefined));
    if (reader.status().state === state) resolve(reader.status());
    const status = await promise;
    stop();
    return status;
  }

  it('reads cards of both protocols and says when one gives no answer', async () => {
    for (const protocol of ['t0', 't1'] as const) {
      hardware.emulator.insert(cardWith('second-generation', { protocol }));
      expect(await reached('card')).toMatchObject({ card: { name: '张三', algorithm: '3DES', withheld: [] } });
      hardware.emulator.remove();
      await reached('empty');
    }
    hardware.emulator.insert(buildCard({ ...cardFixture('second-generation'), condition: 'mute' }));
    expect(await reached('card-failed')).toMatchObject({ fault: 'mute' });
  });
});
