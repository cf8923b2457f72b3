import { createCardReader } from '../../native/card/cardReader.ts';
import type { CardReader } from '../../native/card/port.ts';
import { buildCard } from '../../native/emulator/cardEmulator.ts';
import { createCardReaderEmulator } from '../../native/emulator/cardReaderEmulator.ts';
import type { SyntheticCard } from '../../native/emulator/cardSpec.ts';
import { systemTimers } from '../../native/systemTime.ts';
import { BITS_PER_BYTE_8N2 } from '../../native/transport/virtualCable.ts';
import { createVirtualPort } from '../../native/transport/virtualPort.ts';
import type { BenchRow } from './benchRow.ts';
import { carriedBy, exactTimers, patience, quickestRow, reached, type Measured } from './support/pacedLine.ts';

const BAUD_RATES = [9600, 38_400, 115_200] as const;
const BAR = 1.1;

const CARD: SyntheticCard = {
  specification: '2.00',
  cardIdentifier: '990000D156000005000000000000B001',
  cardNumber: 'X00000051',
  issuedOn: '2020-01-01',
  expiresOn: '2030-01-01',
  socialSecurityNumber: '11010519491231002X',
  name: '王建国',
  sex: '1',
  ethnicGroup: '01',
  birthplace: '110105',
  bornOn: '1949-12-31',
};

/** What the cards speak; the blocks of T=1 are made by the driver, so their bytes are on the wire too. */
const PROTOCOLS = { t0: 'T=0', t1: 'T=1' } as const;

/**
 * Reads a second-generation card over a paced cable (8N2), from the moment the card goes in to the state `card`.
 * Baseline: the time the bytes of host and reader need on the wire one after the other. The echo is left out of it,
 * because it travels while the host still sends; so nothing in the ratio is hidden behind it.
 */
export async function benchCardRead(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const protocol of ['t0', 't1'] as const) {
    for (const baudRate of BAUD_RATES) rows.push(await benchAt(baudRate, protocol));
  }
  return rows;
}

async function benchAt(baudRate: number, protocol: keyof typeof PROTOCOLS): Promise<BenchRow> {
  const emulator = createCardReaderEmulator({ variant: 'gempc-twin', timers: systemTimers });
  const port = createVirtualPort({ name: 'bench cable', timers: exactTimers, baudRate, pieceMs: 0 }, emulator.attach);
  const reader = createCardReader({
    open: port.open,
    variant: 'gempc-twin',
    timers: systemTimers,
    log: () => undefined,
  });
  reader.start();
  await isAt(reader, 'empty');

  const measured: Measured[] = [];
  const enough = patience(measured, BAR);
  while (!enough()) {
    const before = carriedBy(port);
    const began = systemTimers.running();
    emulator.insert(buildCard(CARD, { protocol }));
    await isAt(reader, 'card');
    const ours = systemTimers.running() - began;
    const after = carriedBy(port);
    const sent = after.aToB - before.aToB;
    const received = after.bToA - before.bToA;
    const byteMs = (BITS_PER_BYTE_8N2 * 1000) / baudRate;
    measured.push({ ours, baseline: received * byteMs, bytes: sent + received });
    emulator.remove();
    await isAt(reader, 'empty');
  }
  await reader.stop();

  return quickestRow(`card read ${PROTOCOLS[protocol]} at ${baudRate} baud`, BAR, measured, ' with echo');
}

/** The reader has come so far. */
function isAt(reader: CardReader, state: 'empty' | 'card'): Promise<void> {
  return reached(
    reader,
    (status) => status.state === state,
    (status) =>
      status.state === 'unavailable' || status.state === 'card-failed'
        ? `${status.fault}: ${status.detail}`
        : undefined,
  );
}
