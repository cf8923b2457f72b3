import { z } from 'zod';
import { keysOf } from '../keysOf.ts';

/** What a device does at the counter. The Chinese title is what the screen shows. */
export const deviceRoleTitles = {
  'card-reader': '社保卡读卡器',
  'id-card-reader': '身份证阅读器',
  scanner: '扫码器',
  'receipt-printer': '凭条打印机',
  'a4-printer': 'A4 打印机',
} as const satisfies Record<string, string>;

/** What a device does at the counter. */
export type DeviceRole = keyof typeof deviceRoleTitles;

/** All roles, in the order shown. */
export const deviceRoles = keysOf(deviceRoleTitles);

/** A whole number that a device is set to: what it may be, and what most devices of the kind are sold with. */
interface Range {
  readonly min: number;
  readonly max: number;
  readonly usual: number;
}

/** Ranges of the settings, for whoever checks them and whoever asks for them. */
export const deviceRanges = {
  /** Bits per second. */
  baudRate: { min: 1_200, max: 921_600, usual: 115_200 },
  tcpPort: { min: 1, max: 65_535, usual: 9_100 },
  /** Milliseconds between two looks for a card; 0 = only when the teller asks. */
  pollMs: { min: 0, max: 60_000, usual: 0 },
  /** Silent milliseconds that end a code. */
  gapMs: { min: 20, max: 2_000, usual: 80 },
  bufferBytes: { min: 0, max: 1_048_576, usual: 4_096 },
  copies: { min: 1, max: 5, usual: 1 },
} as const satisfies Record<string, Range>;

function ranged({ min, max, usual }: Range) {
  return z.int().min(min).max(max).default(usual);
}

const text = z.string().min(1).max(400);

const serialLink = z.strictObject({
  transport: z.literal('serial'),
  /** `/dev/ttyUSB0`, `COM3`, or any other serial path, also one the system does not list. */
  path: text,
  baudRate: ranged(deviceRanges.baudRate),
  flowControl: z.enum(['none', 'xon-xoff', 'rts-cts']).default('none'),
});
const tcpLink = z.strictObject({
  transport: z.literal('tcp'),
  host: text,
  port: ranged(deviceRanges.tcpPort),
});
/** A character device that takes the bytes as they are: `/dev/usb/lp0`. */
const fileLink = z.strictObject({ transport: z.literal('device-file'), path: text });
/** A printer of the Windows spooler, written to raw. */
const spoolerLink = z.strictObject({ transport: z.literal('spooler'), printer: text });
/** A socket of the demonstration's virtual machine, by its name. */
const virtualLink = z.strictObject({ transport: z.literal('virtual'), socket: text });

/** How a device is reached. */
export const linkSchema = z.discriminatedUnion('transport', [serialLink, tcpLink, fileLink, spoolerLink, virtualLink]);

/** How a device is reached. */
export type DeviceLink = z.infer<typeof linkSchema>;

const byteLine = z.discriminatedUnion('transport', [serialLink, tcpLink, virtualLink]);

/** What differs between receipt printers. Model facts: always settings. */
export const printerProfileSchema = z.strictObject({
  /** Half-width characters per line at font A: 32 for 58 mm, 48 for 80 mm paper. */
  columns: z.union([z.literal(32), z.literal(48)]).default(48),
  /** Characters the built-in font has: `gbk` two-byte only, `gb18030` also four-byte. */
  repertoire: z.enum(['gbk', 'gb18030']).default('gbk'),
  /** False for clones that never answer a status request: then a job sent whole counts as printed. */
  answersStatus: z.boolean().default(true),
  /** Found out, not set by hand: it has answered before, so that silence means it is off, never that it is such a clone. */
  hasAnswered: z.boolean().default(false),
  cutter: z.boolean().default(true),
  /** False when the printer starts with Chinese mode off, so that it must be switched on (FS &). */
  chineseByDefault: z.boolean().default(true),
  /** `native`: the printer draws QR codes itself (GS ( k); `raster`: they are sent as a picture (GS v 0). */
  qr: z.enum(['native', 'raster']).default('native'),
  /** Receive buffer in bytes: never more than this is under way before the printer has answered. Clones: 0 = unknown, paced by time. */
  bufferBytes: ranged(deviceRanges.bufferBytes),
});

/** What differs between receipt printers. */
export type PrinterProfileSettings = z.infer<typeof printerProfileSchema>;

/** A printer nothing is known of: 80 mm paper, two-byte font, answers status requests. */
export const DEFAULT_PRINTER_PROFILE: Readonly<PrinterProfileSettings> = printerProfileSchema.parse({});

/**
 * Which driver serves a device, and its settings. `runtime` is the Node executable of the helper process that loads a
 * vendor's library: null = the counter's own; a 32-bit library needs a 32-bit one.
 */
export const driverSchema = z.discriminatedUnion('driver', [
  z.strictObject({
    driver: z.literal('serial-ccid'),
    link: byteLine,
    variant: z.enum(['gempc-twin', 'sec1210']).default('gempc-twin'),
  }),
  /** `reader` is the name as the smart-card service lists it; its running number (last two digits) may change. */
  z.strictObject({ driver: z.literal('pcsc'), reader: text }),
  z.strictObject({
    driver: z.literal('ss-card-driver'),
    library: text,
    /** iType: 1 contact, 2 contactless, 3 search, contact first, 4 search, contactless first. */
    cardType: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).default(3),
    pollMs: ranged(deviceRanges.pollMs),
    /** Service that does the HSM step for cards without a PSAM in the reader; null = none. */
    hsmEndpoint: z.url().nullable().default(null),
    runtime: text.nullable().default(null),
  }),
  z.strictObject({
    driver: z.literal('hea-sec-read-info'),
    library: text,
    /** JSON text given to Init: IP, PORT, TIMEOUT, LOG_PATH, SFZ_DRIVER_TYPE. */
    initialization: z.string().max(2_000),
    pollMs: ranged(deviceRanges.pollMs),
    runtime: text.nullable().default(null),
  }),
  z.strictObject({
    driver: z.literal('ss-card-dll'),
    library: text,
    url: z.string().max(400),
    user: z.string().max(100),
    pollMs: ranged(deviceRanges.pollMs),
    runtime: text.nullable().default(null),
  }),
  z.strictObject({
    driver: z.literal('sam-v'),
    link: byteLine,
    /** Library that decodes the photo (libwlt.so, WltRS.dll); null = no picture is shown. */
    photoDecoder: text.nullable().default(null),
    runtime: text.nullable().default(null),
  }),
  z.strictObject({
    driver: z.literal('serial-scanner'),
    link: byteLine,
    /** A code ends with CR, LF, tab or ETX, or after so many silent milliseconds. */
    gapMs: ranged(deviceRanges.gapMs),
  }),
  /** A scanner that types like a keyboard; the window takes its codes. */
  z.strictObject({ driver: z.literal('keyboard-wedge') }),
  z.strictObject({ driver: z.literal('escpos'), link: linkSchema, profile: printerProfileSchema.prefault({}) }),
  /** A printer of the operating system by its name; the empty name is the default printer. */
  z.strictObject({
    driver: z.literal('system-a4'),
    printer: z.string().max(200).default(''),
    copies: ranged(deviceRanges.copies),
  }),
]);

/** Which driver serves a device, and its settings. */
export type DeviceDriver = z.infer<typeof driverSchema>;

/** Name of a driver. */
export type DriverName = DeviceDriver['driver'];

/** What is known of a driver without its settings. */
interface DriverFacts {
  readonly role: DeviceRole;
  /** What the screen calls it. */
  readonly title: string;
  /** What a recording shows: the bytes of a line, whole commands and answers, or nothing that goes through this program. */
  readonly trace: 'line' | 'commands' | 'nothing';
  /** Bits per second such devices are sold with; null when they have no serial line. */
  readonly usualBaudRate: number | null;
}

/** All drivers; how each becomes code stands in `main/core/drivers.ts`, what is asked for it in `renderer/devices/driverSettings.ts`. */
export const drivers = {
  'serial-ccid': { role: 'card-reader', title: '串口读卡器（CCID）', trace: 'line', usualBaudRate: 115_200 },
  pcsc: { role: 'card-reader', title: 'USB 读卡器（PC/SC）', trace: 'commands', usualBaudRate: null },
  'ss-card-driver': {
    role: 'card-reader',
    title: '厂家读卡库（SSCardDriver）',
    trace: 'nothing',
    usualBaudRate: null,
  },
  'hea-sec-read-info': {
    role: 'card-reader',
    title: '国家医保读卡库（HeaSecReadInfo）',
    trace: 'nothing',
    usualBaudRate: null,
  },
  'ss-card-dll': { role: 'card-reader', title: '国家医保读卡库（SSCard）', trace: 'nothing', usualBaudRate: null },
  'sam-v': { role: 'id-card-reader', title: '串口身份证阅读器', trace: 'line', usualBaudRate: 115_200 },
  'serial-scanner': { role: 'scanner', title: '串口扫码器', trace: 'line', usualBaudRate: 9_600 },
  'keyboard-wedge': { role: 'scanner', title: '键盘口扫码器', trace: 'nothing', usualBaudRate: null },
  escpos: { role: 'receipt-printer', title: '热敏凭条打印机（ESC/POS）', trace: 'line', usualBaudRate: 115_200 },
  'system-a4': { role: 'a4-printer', title: '系统打印机（A4）', trace: 'nothing', usualBaudRate: null },
} as const satisfies Record<DriverName, DriverFacts>;

/** Names of all drivers, in the order shown. */
export const driverNames = keysOf(drivers);

/** True for what goes over a line, or in whole commands, through this program. */
export function isTraceable(driver: DeviceDriver): boolean {
  const overLine = 'link' in driver && driver.link.transport !== 'spooler';
  const { trace } = drivers[driver.driver];
  return trace === 'commands' || (trace === 'line' && overLine);
}

/**
 * What a plugged device says of itself, by which it is recognised on another port. Only a device with a serial number can be
 * told from others of its kind.
 */
export const plugIdentitySchema = z.strictObject({
  vendorId: z.string().max(8),
  productId: z.string().max(8),
  serialNumber: z.string().min(1).max(100),
});

/** What a plugged device says of itself. */
export type PlugIdentity = z.infer<typeof plugIdentitySchema>;

/** A device of this counter as the technician set it up. */
export const deviceDefinitionSchema = z.strictObject({
  deviceId: z.uuid(),
  /** What the hall calls it, e.g. `左侧读卡器`. */
  name: z.string().min(1).max(40),
  driver: driverSchema,
  plugIdentity: plugIdentitySchema.nullable(),
});

/** A device of this counter as the technician set it up. */
export type DeviceDefinition = z.infer<typeof deviceDefinitionSchema>;

/** What a device is for. */
export function roleOf(device: Pick<DeviceDefinition, 'driver'>): DeviceRole {
  return drivers[device.driver.driver].role;
}
