import type { ListedPort } from '../../../native/transport/port.ts';
import type { Timers } from '../../domain/time.ts';
import type { DetectionProblem, FoundDevice } from '../../contract/device.ts';
import type { FoundKind } from '../../domain/device/drivers/driver.ts';
import { driverRules, placeKey, settingsFor, type DeviceDriver } from '../../domain/device/drivers/table.ts';
import type { DeviceRole } from '../../domain/device/role.ts';
import type { DeviceDefinition, PlugIdentity } from '../../domain/device/device.ts';
import { explainSystemError } from '../../domain/systemErrors.ts';

/** A search that cannot be made: its message is the sentence, `detail` what a technician may want to know more. */
export class SearchRefused extends Error {
  readonly detail: string;

  constructor(sentence: string, detail = '') {
    super(sentence);
    this.detail = detail;
  }
}

/** Ways to look for what is plugged in. One that cannot look rejects. */
export interface Searches {
  readonly serialPorts: () => Promise<readonly ListedPort[]>;
  /** Names as the smart-card service lists them. */
  readonly cardReaders: () => Promise<readonly string[]>;
  /** Paths of character devices of USB printers. */
  readonly printerFiles: () => Promise<readonly string[]>;
  /** Names of the printers of the system. */
  readonly systemPrinters: () => Promise<readonly string[]>;
}

/** The sentence of a search that failed for a reason nobody foresaw. */
export const NOT_FOUND_OUT = '没有查到，可手工填写';

/** A search that hangs (a driver or service that does not answer) is given up. */
const SEARCH_LIMIT_MS = 6_000;

/** What hangs on an adapter cannot be seen: the devices of a hall that have a serial line, the likeliest first. */
const ANYTHING = [
  'id-card-reader',
  'card-reader',
  'receipt-printer',
  'scanner',
] as const satisfies readonly DeviceRole[];
const SCANNER = ['scanner'] as const satisfies readonly DeviceRole[];
const RECEIPT_PRINTER = ['receipt-printer'] as const satisfies readonly DeviceRole[];

interface Vendor {
  readonly name: string;
  readonly likely: readonly DeviceRole[];
}

/**
 * USB vendors seen at counters (numbers of the public USB id list, linux-usb.org/usb.ids). A vendor makes more than one thing,
 * so all of this is a proposal to a person, never a choice of the counter.
 */
const vendors = {
  '0403': { name: 'FTDI 转串口', likely: ANYTHING },
  '067b': { name: 'Prolific 转串口', likely: ANYTHING },
  '1a86': { name: 'CH340 转串口', likely: ANYTHING },
  '10c4': { name: 'CP210x 转串口', likely: ANYTHING },
  '0c2e': { name: 'Honeywell 扫码器', likely: SCANNER },
  '05e0': { name: 'Zebra 扫码器', likely: SCANNER },
  '05f9': { name: 'Datalogic 扫码器', likely: SCANNER },
  '1eab': { name: '新大陆扫码器', likely: SCANNER },
  '04b8': { name: 'Epson 打印机', likely: RECEIPT_PRINTER },
  '0519': { name: 'Star 打印机', likely: RECEIPT_PRINTER },
} as const satisfies Record<string, Vendor>;

function vendorOf(vendorId: string): Vendor | undefined {
  return new Map<string, Vendor>(Object.entries(vendors)).get(vendorId);
}

/** What a port says of the device behind it; null without a serial number, which alone tells it from others of its kind. */
export function plugIdentityOf({ vendorId, productId, serialNumber }: ListedPort): PlugIdentity | null {
  if (vendorId === '' || productId === '' || serialNumber === '') return null;
  return { vendorId, productId, serialNumber: serialNumber.slice(0, 100) };
}

/** What one search found, before it is compared with the devices there are. */
interface Candidate {
  readonly kind: FoundKind;
  readonly place: string;
  readonly manufacturer: string;
  readonly plugIdentity: PlugIdentity | null;
  readonly suggestions: DeviceDriver[];
  /** Drivers of any kind that would use this place. */
  readonly uses: readonly DeviceDriver[];
}

function portCandidate(port: ListedPort): Candidate {
  const vendor = vendorOf(port.vendorId);
  const uses = settingsFor('serial-port', port.path);
  const likely = vendor?.likely ?? [];
  return {
    kind: 'serial-port',
    place: port.path,
    manufacturer: port.manufacturer || (vendor?.name ?? ''),
    plugIdentity: plugIdentityOf(port),
    suggestions: likely.flatMap((role) => uses.filter((settings) => driverRules(settings).role === role)),
    uses,
  };
}

/** What says by the way it is plugged in what it is. */
const candidate =
  (kind: Exclude<FoundKind, 'serial-port'>) =>
  (place: string): Candidate => {
    const uses = settingsFor(kind, place);
    return { kind, place, manufacturer: '', plugIdentity: null, suggestions: [...uses], uses };
  };

/** Looks everywhere at once. What could not be searched is a problem in words; the rest is found all the same. */
export async function detectDevices(
  searches: Searches,
  devices: readonly DeviceDefinition[],
  timers: Timers,
): Promise<{ readonly found: FoundDevice[]; readonly problems: DetectionProblem[] }> {
  const results = await Promise.all([
    look('串口', searches.serialPorts, portCandidate, timers),
    look('USB 读卡器（PC/SC）', searches.cardReaders, candidate('smart-card-reader'), timers),
    look('USB 打印机', searches.printerFiles, candidate('printer-file'), timers),
    look('系统打印机', searches.systemPrinters, candidate('system-printer'), timers),
  ]);
  const candidates = results.flatMap(({ candidates: found }) => found);
  return {
    found: candidates.map(({ uses, ...one }) => ({
      ...one,
      key: `${one.kind} ${one.place}`,
      usedBy: userOf(uses, devices),
    })),
    problems: results.flatMap(({ problem }) => (problem === null ? [] : [problem])),
  };
}

function userOf(uses: readonly DeviceDriver[], devices: readonly DeviceDefinition[]): string | null {
  const places = new Set(uses.map(placeKey));
  return devices.find(({ driver }) => places.has(placeKey(driver)))?.name ?? null;
}

interface Looked {
  readonly candidates: readonly Candidate[];
  readonly problem: DetectionProblem | null;
}

/** One search within its time. Whatever ends it, the others go on. */
function look<Thing>(
  what: string,
  run: () => Promise<readonly Thing[]>,
  candidateOf: (thing: Thing) => Candidate,
  timers: Timers,
): Promise<Looked> {
  return new Promise((resolve) => {
    const cancel = timers.after(SEARCH_LIMIT_MS, () =>
      resolve({ candidates: [], problem: { text: `${what}：没有及时答复，可手工填写`, detail: '' } }),
    );
    run().then(
      (things) => {
        cancel();
        resolve({ candidates: things.map(candidateOf), problem: null });
      },
      (error: unknown) => {
        cancel();
        const text = error instanceof SearchRefused ? error.message : NOT_FOUND_OUT;
        const detail = error instanceof SearchRefused ? error.detail : explainSystemError(error);
        resolve({ candidates: [], problem: { text: `${what}：${text}`, detail } });
      },
    );
  });
}
