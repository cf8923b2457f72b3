import { calmLog } from '../../native/calmLog.ts';
import { createCardReader } from '../../native/card/cardReader.ts';
import { createLibraryReader } from '../../native/card/library/libraryReader.ts';
import { createPcscReader } from '../../native/card/pcsc/pcscReader.ts';
import { startHelper } from '../../native/helper/startHelper.ts';
import { createIdCardReader } from '../../native/idcard/idCardReader.ts';
import { decodePhoto, type DecodePhoto } from '../../native/idcard/photo/decodePhoto.ts';
import type { ReceiptPrinter } from '../../native/printer/port.ts';
import { createReceiptPrinter } from '../../native/printer/receiptPrinter.ts';
import { createSpoolerPrinter } from '../../native/printer/spooler/spoolerPrinter.ts';
import { createScanner } from '../../native/scanner/scanner.ts';
import type { DevicePathRules } from '../../native/transport/devicePath.ts';
import type { ListedPort, OpenLink } from '../../native/transport/port.ts';
import { endOnFlood } from '../../native/transport/floodGuard.ts';
import { fileOpener } from '../../native/transport/fileLink.ts';
import { serialOpener } from '../../native/transport/serialLink.ts';
import { tcpOpener } from '../../native/transport/tcpLink.ts';
import type { Timers } from '../domain/time.ts';
import type { DeviceDefinition, DeviceDriver, DeviceLink } from '../domain/device/device.ts';
import { unreachable } from '../domain/result.ts';
import type { DriverHooks, MakeDriver } from '../services/devices/driverPort.ts';
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

/** Serial CCID readers send two stop bits, everything else of a hall one. */
type StopBits = 1 | 2;

type Linked = Extract<DeviceDriver, { readonly link: DeviceLink }>;
/** A link whose bytes go through this process; a spooler takes whole documents. */
type ByteLink = Exclude<DeviceLink, { readonly transport: 'spooler' }>;

/** Makes drivers from definitions: the one place where a name of a driver becomes code. */
export function createDriverFactory(parts: DriverParts): MakeDriver {
  const ports = createPortList(parts.serialPorts, parts.timers);
  const { timers } = parts;
  const log = calmLog(parts.log, timers);

  const openLink = (
    definition: DeviceDefinition,
    driver: Linked,
    link: ByteLink,
    hooks: DriverHooks,
    stopBits: StopBits,
  ): OpenLink => {
    switch (link.transport) {
      case 'serial': {
        const { baudRate, flowControl, path } = link;
        const openAt = (at: string): OpenLink =>
          serialOpener({ path: at, baudRate, dataBits: 8, stopBits, parity: 'none', flowControl, rules: parts.paths });
        const { plugIdentity } = definition;
        if (plugIdentity === null) return openAt(path);
        const movedTo = (at: string): DeviceDriver => withPath(driver, at);
        return followPort({
          identity: plugIdentity,
          path,
          openAt,
          ports,
          isTaken: (at) => hooks.isTaken(movedTo(at)),
          onMoved: (at) => hooks.onMoved(movedTo(at)),
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
  };

  const photoDecoder = (library: string, runtime: string | null): { readonly decodePhoto: DecodePhoto } => ({
    decodePhoto: (wlt, signal) =>
      decodePhoto({ startHelper: () => startHelper({ kind: 'photo', runtime, log }), library }, wlt, signal),
  });

  const printerOf = (
    definition: DeviceDefinition,
    driver: Extract<DeviceDriver, { readonly driver: 'escpos' }>,
    hooks: DriverHooks,
  ): ReceiptPrinter => {
    const { link, profile } = driver;
    if (link.transport === 'spooler') {
      return createSpoolerPrinter({
        startHelper: () => startHelper({ kind: 'spooler', runtime: null, log }),
        printer: link.printer,
        profile,
        timers,
        log,
      });
    }
    return createReceiptPrinter({
      open: endOnFlood(hooks.record(openLink(definition, driver, link, hooks, 1)), timers),
      profile,
      timers,
      log,
      learned: ({ answersStatus }) => hooks.onAnswersStatus(answersStatus),
    });
  };

  return (definition, hooks) => {
    const { driver } = definition;
    const opened = (linked: Linked, link: ByteLink, stopBits: StopBits = 1): OpenLink =>
      endOnFlood(hooks.record(openLink(definition, linked, link, hooks, stopBits)), timers);
    switch (driver.driver) {
      case 'serial-ccid':
        return {
          role: 'card-reader',
          driver: createCardReader({ open: opened(driver, driver.link, 2), variant: driver.variant, timers, log }),
        };
      case 'pcsc':
        return {
          role: 'card-reader',
          driver: createPcscReader({
            startHelper: () => startHelper({ kind: 'pcsc', runtime: null, log }),
            reader: driver.reader,
            timers,
            log,
            trace: hooks.recording,
          }),
        };
      case 'ss-card-driver':
      case 'hea-sec-read-info':
      case 'ss-card-dll': {
        const { driver: kind, runtime } = driver;
        return {
          role: 'card-reader',
          driver: createLibraryReader({
            startHelper: () => startHelper({ kind, runtime, log }),
            settings: driver,
            timers,
            log,
          }),
        };
      }
      case 'sam-v':
        return {
          role: 'id-card-reader',
          driver: createIdCardReader({
            open: opened(driver, driver.link),
            timers,
            log,
            ...(driver.photoDecoder === null ? {} : photoDecoder(driver.photoDecoder, driver.runtime)),
          }),
        };
      case 'serial-scanner':
        return {
          role: 'scanner',
          driver: createScanner({ open: opened(driver, driver.link), gapMs: driver.gapMs, timers, log }),
        };
      case 'escpos':
        return { role: 'receipt-printer', driver: printerOf(definition, driver, hooks) };
      case 'keyboard-wedge':
        return { role: 'window' };
      case 'system-a4':
        return { role: 'system' };
      default:
        return unreachable(driver, 'device driver');
    }
  };
}

function withPath(driver: Linked, path: string): DeviceDriver {
  if (driver.link.transport !== 'serial') return driver;
  const link = { ...driver.link, path };
  // Told apart for the compiler: what may hang on a line differs from driver to driver.
  return driver.driver === 'escpos' ? { ...driver, link } : { ...driver, link };
}

function nowhere(detail: string): OpenLink {
  return () => Promise.resolve({ ok: false, code: 'NOT_FOUND', detail });
}
