import { calmLog } from '../../native/calmLog.ts';
import { createCardReader } from '../../native/card/cardReader.ts';
import { createLibraryReader } from '../../native/card/library/libraryReader.ts';
import { createPcscReader } from '../../native/card/pcsc/pcscReader.ts';
import type { HelperKind } from '../../native/helper/kinds.ts';
import type { StartHelper } from '../../native/helper/port.ts';
import { startHelper } from '../../native/helper/startHelper.ts';
import { createIdCardReader } from '../../native/idcard/idCardReader.ts';
import { decodePhoto, type DecodePhoto } from '../../native/idcard/photo/decodePhoto.ts';
import { createReceiptPrinter } from '../../native/printer/receiptPrinter.ts';
import { createSpoolerPrinter } from '../../native/printer/spooler/spoolerPrinter.ts';
import { createScanner } from '../../native/scanner/scanner.ts';
import type { DevicePathRules } from '../../native/transport/devicePath.ts';
import { endOnFlood } from '../../native/transport/floodGuard.ts';
import type { ListedPort, OpenLink } from '../../native/transport/port.ts';
import { fileOpener } from '../../native/transport/fileLink.ts';
import { serialOpener } from '../../native/transport/serialLink.ts';
import { tcpOpener } from '../../native/transport/tcpLink.ts';
import type { DeviceDefinition, DeviceDriver, DeviceLink, DriverName } from '../domain/device/device.ts';
import { unreachable } from '../domain/result.ts';
import type { Timers } from '../domain/time.ts';
import type { DriverHooks, MakeDriver, RunningDriver } from '../services/devices/driverPort.ts';
import { createPortList, followPort } from '../services/devices/followPort.ts';

/** What the drivers are put together from. */
export interface DriverParts {
  /** Opens a socket of the demonstration's virtual machine; undefined for a name that is none, and outside of it. */
  readonly virtualSocket: (name: string) => OpenLink | undefined;
  readonly serialPorts: () => Promise<readonly ListedPort[]>;
  readonly paths: DevicePathRules;
  readonly timers: Timers;
  readonly log: (line: string) => void;
}

/** Settings of each driver by its name. */
type DriverSettings = {
  readonly [Name in DriverName]: Extract<DeviceDriver, { readonly driver: Name }>;
};

/** A link whose bytes go through this process; a spooler takes whole documents. */
type ByteLink = Exclude<DeviceLink, { readonly transport: 'spooler' }>;

/** Serial CCID readers send two stop bits, everything else of a hall one. */
type StopBits = 1 | 2;

/** What one driver is made with. */
interface Tools {
  readonly timers: Timers;
  readonly log: (line: string) => void;
  readonly hooks: DriverHooks;
  /** Starts helpers of a kind; `runtime` as in {@link startHelper}. */
  readonly helper: (kind: HelperKind, runtime?: string | null) => StartHelper;
  /** Opens the way to the device, recorded, and ended when it is flooded. */
  readonly line: (link: ByteLink, stopBits?: StopBits) => OpenLink;
}

type Make<Name extends DriverName> = (settings: DriverSettings[Name], tools: Tools) => RunningDriver;

const vendorsLibrary: Make<'ss-card-driver' | 'hea-sec-read-info' | 'ss-card-dll'> = (settings, tools) => ({
  role: 'card-reader',
  driver: createLibraryReader({
    startHelper: tools.helper(settings.driver, settings.runtime),
    settings,
    timers: tools.timers,
    log: tools.log,
  }),
});

/** How each driver that can be set up becomes code. */
const makers: { readonly [Name in DriverName]: Make<Name> } = {
  'serial-ccid': ({ link, variant }, { line, timers, log }) => ({
    role: 'card-reader',
    driver: createCardReader({ open: line(link, 2), variant, timers, log }),
  }),
  pcsc: ({ reader }, { helper, timers, log, hooks }) => ({
    role: 'card-reader',
    driver: createPcscReader({ startHelper: helper('pcsc'), reader, timers, log, trace: hooks.recording }),
  }),
  'ss-card-driver': vendorsLibrary,
  'hea-sec-read-info': vendorsLibrary,
  'ss-card-dll': vendorsLibrary,
  'sam-v': ({ link, photoDecoder, runtime }, { line, helper, timers, log }) => ({
    role: 'id-card-reader',
    driver: createIdCardReader({
      open: line(link),
      timers,
      log,
      ...(photoDecoder === null ? {} : { decodePhoto: decodeBy(photoDecoder, helper('photo', runtime)) }),
    }),
  }),
  'serial-scanner': ({ link, gapMs }, { line, timers, log }) => ({
    role: 'scanner',
    driver: createScanner({ open: line(link), gapMs, timers, log }),
  }),
  'keyboard-wedge': () => ({ role: 'window' }),
  escpos: makeReceiptPrinter,
  'system-a4': () => ({ role: 'system' }),
};

/** Makes drivers from definitions: the one place where a name of a driver becomes code. */
export function createDriverFactory(parts: DriverParts): MakeDriver {
  const ports = createPortList(parts.serialPorts, parts.timers);
  return (definition, hooks) => {
    const log = calmLog(parts.log, parts.timers);
    const tools: Tools = {
      timers: parts.timers,
      log,
      hooks,
      helper:
        (kind, runtime = null) =>
        () =>
          startHelper({ kind, runtime, log }),
      line: (link, stopBits = 1) =>
        endOnFlood(hooks.record(openerOf({ definition, link, stopBits, hooks, ports, parts })), parts.timers),
    };
    const { driver } = definition;
    return make(driver.driver, driver, tools);
  };
}

function make<Name extends DriverName>(name: Name, settings: DriverSettings[Name], tools: Tools): RunningDriver {
  return makers[name](settings, tools);
}

function makeReceiptPrinter(
  settings: DriverSettings['escpos'],
  { line, helper, timers, log, hooks }: Tools,
): RunningDriver {
  const { link, profile } = settings;
  if (link.transport === 'spooler') {
    const startHelper = helper('spooler');
    const { printer } = link;
    return { role: 'receipt-printer', driver: createSpoolerPrinter({ startHelper, printer, profile, timers, log }) };
  }
  const learned = ({ answersStatus }: { readonly answersStatus: boolean }): void =>
    hooks.discovered('learned', (now) =>
      now.driver === 'escpos'
        ? { ...now, profile: { ...now.profile, answersStatus, hasAnswered: answersStatus } }
        : now,
    );
  return { role: 'receipt-printer', driver: createReceiptPrinter({ open: line(link), profile, timers, log, learned }) };
}

function decodeBy(library: string, startHelper: StartHelper): DecodePhoto {
  return (wlt, signal) => decodePhoto({ startHelper, library }, wlt, signal);
}

/** The way to a device over its link. */
function openerOf(way: {
  readonly definition: DeviceDefinition;
  readonly link: ByteLink;
  readonly stopBits: StopBits;
  readonly hooks: DriverHooks;
  readonly ports: () => Promise<readonly ListedPort[]>;
  readonly parts: DriverParts;
}): OpenLink {
  const { definition, link, stopBits, hooks, ports, parts } = way;
  switch (link.transport) {
    case 'serial': {
      const { baudRate, flowControl, path } = link;
      const openAt = (at: string): OpenLink =>
        serialOpener({ path: at, baudRate, dataBits: 8, stopBits, parity: 'none', flowControl, rules: parts.paths });
      const { plugIdentity: identity } = definition;
      if (identity === null) return openAt(path);
      return followPort({
        identity,
        path,
        openAt,
        ports,
        isTaken: (at) => hooks.isTaken(withPath(definition.driver, at)),
        onMoved: (at) => hooks.discovered('moved', (now) => withPath(now, at)),
      });
    }
    case 'virtual':
      return parts.virtualSocket(link.socket) ?? nowhere(`no virtual socket ${link.socket}`);
    case 'tcp':
      return tcpOpener({ host: link.host, port: link.port });
    case 'device-file':
      return fileOpener({ path: link.path, rules: parts.paths });
    default:
      return unreachable(link, 'device link');
  }
}

/** The settings with another serial path; those of a device without one as they are. */
function withPath(settings: DeviceDriver, path: string): DeviceDriver {
  if (!('link' in settings) || settings.link.transport !== 'serial') return settings;
  const link = { ...settings.link, path };
  // Told apart for the compiler: what may hang on a line differs from driver to driver.
  return settings.driver === 'escpos' ? { ...settings, link } : { ...settings, link };
}

function nowhere(detail: string): OpenLink {
  return () => Promise.resolve({ ok: false, code: 'NOT_FOUND', detail });
}
