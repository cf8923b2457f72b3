import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCardReader } from '../../../native/card/cardReader.ts';
import type { CardReaderStatus } from '../../../native/card/port.ts';
import type { ReaderVariant } from '../../../native/card/readerVariant.ts';
import type { ContactOptions } from '../../../native/emulator/cardContacts.ts';
import { serialOpener } from '../../../native/transport/serialLink.ts';
import { systemTimers } from '../../../native/systemTime.ts';
import { missingForPcsc, startPcscd, type Pcscd } from '../../fixtures/pcscd/pcscd.ts';
import { cardWith, emulatedReaderOn, serialSettings, type EmulatedReader } from './emulatedReader.ts';
import { createSerialPair, socatIsMissing, type SerialPair } from './socat.ts';

const run = promisify(execFile);
const missing = [...missingForPcsc('opensc-tool', 'libccidtwin'), ...(socatIsMissing() ? ['socat'] : [])];

/** Reader variant, name of the reader in the other program, and the card. */
const COMBINATIONS: readonly (readonly [string, ReaderVariant, string, ContactOptions])[] = [
  ['GemPC Twin, T=0', 'gempc-twin', 'GemPCTwin', { protocol: 't0' }],
  ['GemPC Twin, T=1', 'gempc-twin', 'GemPCTwin', { protocol: 't1' }],
  ['SEC1210, T=0', 'sec1210', 'SEC1210', { protocol: 't0' }],
  ['SEC1210, T=1', 'sec1210', 'SEC1210', { protocol: 't1' }],
];
/** A speed of its own needs PPS from one side or the other; a CRC is seldom, so it has to be tried somewhere. */
const UNUSUAL: typeof COMBINATIONS = [
  ['GemPC Twin, T=0, PPS', 'gempc-twin', 'GemPCTwin', { protocol: 't0', fiDi: 0x95 }],
  ['GemPC Twin, T=1, PPS, small blocks', 'gempc-twin', 'GemPCTwin', { protocol: 't1', fiDi: 0x95, ifsc: 16 }],
  ['GemPC Twin, T=1, CRC', 'gempc-twin', 'GemPCTwin', { protocol: 't1', edc: 'crc' }],
];

const SELECT_DDF = '00A404000F7378312E73682EC9E7BBE1B1A3D5CF';

let pair: SerialPair;
let reader: EmulatedReader | undefined;
let service: Pcscd | undefined;

beforeEach(async () => {
  if (missing.length === 0) pair = await createSerialPair();
});
afterEach(async () => {
  await service?.stop();
  service = undefined;
  await reader?.unplug();
  reader = undefined;
  if (missing.length === 0) await pair.remove();
});

describe.runIf(missing.length === 0)(
  `the emulated reader before another program (needs pcscd, libccidtwin, opensc-tool, socat${missing.length > 0 ? `; missing: ${missing.join(', ')}` : ''})`,
  { timeout: 30_000 },
  () => {
    it.each([...COMBINATIONS, ...UNUSUAL])(
      '%s: pcscd and opensc-tool read the card',
      async (_title, variant, name, contacts) => {
        reader = await emulatedReaderOn(pair.a, variant);
        reader.emulator.insert(cardWith('second-generation', contacts));
        service = await startPcscd({
          readerConf: `FRIENDLYNAME "Counter"\nDEVICENAME ${pair.b}:${name}\nLIBPATH /usr/lib/pcsc/drivers/serial/libccidtwin.so\nCHANNELID 1\n`,
        });
        const apdus = [SELECT_DDF, '00A4020002EF05', '00B2010012', '00A4020002EF06', '00B2080014', '00B2090020'];
        const sent = apdus.flatMap((apdu) => ['-s', apdu]);
        const options = { env: { ...process.env, ...service.environment } };
        const list = await run('opensc-tool', ['-l'], options);
        const { stdout } = await run('opensc-tool', ['-r', '0', '-c', 'default', ...sent], options);
        expect(list.stdout).toMatch(/0\s+Yes\s+Counter/);
        const bytes = stdout.replaceAll(/\s[.!-~]{0,16}$/gm, '');
        expect(stdout.match(/SW1=0x90, SW2=0x00/g), bytes).toHaveLength(6);
        expect(answered(stdout)).toContain('0110639900D15600000500BF7C7A48FB4966');
        expect(answered(stdout)).toContain(Buffer.from('111111198101011110').toString('hex').toUpperCase());
        expect(answered(stdout)).toContain('D5C5C8FD');
      },
    );
  },
);

/** The bytes opensc-tool shows, as one hexadecimal text. */
function answered(output: string): string {
  const lines = output.split('\n').map((line) => /^((?:[0-9A-F]{2} ){1,16})/.exec(`${line} `)?.[1] ?? '');
  return lines.join('').replaceAll(' ', '');
}

describe.runIf(!missing.includes('socat'))('our driver before the emulated reader (needs socat)', () => {
  it.each([...COMBINATIONS, ...UNUSUAL])('%s: the card is read', async (_title, variant, _name, contacts) => {
    reader = await emulatedReaderOn(pair.a, variant);
    reader.emulator.insert(cardWith('second-generation', contacts));
    const open = serialOpener({ ...serialSettings, path: pair.b });
    const driver = createCardReader({ open, variant, timers: systemTimers, log: () => undefined });
    const status = await new Promise<CardReaderStatus>((resolve) => {
      driver.subscribe((next) => {
        if (next.state !== 'connecting' && next.state !== 'reading') resolve(next);
      });
      driver.start();
    });
    expect(status).toMatchObject({ state: 'card', card: { name: '张三', algorithm: '3DES', withheld: [] } });
    await driver.stop();
  });
});
