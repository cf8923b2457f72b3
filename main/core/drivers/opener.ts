import type { DevicePathRules } from '../../../native/transport/devicePath.ts';
import { fileOpener } from '../../../native/transport/fileLink.ts';
import type { ListedPort, OpenLink } from '../../../native/transport/port.ts';
import { serialOpener } from '../../../native/transport/serialLink.ts';
import { tcpOpener } from '../../../native/transport/tcpLink.ts';
import type { DeviceDefinition } from '../../domain/device/device.ts';
import { driverSchema, type DeviceDriver } from '../../domain/device/drivers/table.ts';
import type { DriverHooks } from '../../services/devices/driverPort.ts';
import { followPort } from '../../services/devices/followPort.ts';
import type { ByteLink, StopBits } from './driver.ts';

/** What a way to a device is opened with. */
export interface Way {
  readonly definition: DeviceDefinition;
  readonly stopBits: StopBits;
  readonly hooks: DriverHooks;
  readonly ports: () => Promise<readonly ListedPort[]>;
  readonly paths: DevicePathRules;
  /** Opens a socket of the demonstration's virtual machine; undefined for a name that is none, and outside of it. */
  readonly virtualSocket: (name: string) => OpenLink | undefined;
}

type Transport = ByteLink['transport'];
type LinkOver<Name extends Transport> = Extract<ByteLink, { readonly transport: Name }>;

const openers: { readonly [Name in Transport]: (link: LinkOver<Name>, way: Way) => OpenLink } = {
  serial: followedSerial,
  tcp: ({ host, port }) => tcpOpener({ host, port }),
  'device-file': ({ path }, { paths }) => fileOpener({ path, rules: paths }),
  virtual: ({ socket }, { virtualSocket }) => virtualSocket(socket) ?? nowhere(`no virtual socket ${socket}`),
};

/** The way to a device over its link. */
export function openerOf<Name extends Transport>(transport: Name, link: LinkOver<Name>, way: Way): OpenLink {
  return openers[transport](link, way);
}

/** A serial port; a device that says what it is is looked for on the others when it is not there. */
function followedSerial({ baudRate, flowControl, path }: LinkOver<'serial'>, way: Way): OpenLink {
  const { definition, stopBits, hooks, ports, paths } = way;
  const openAt = (at: string): OpenLink =>
    serialOpener({ path: at, baudRate, dataBits: 8, stopBits, parity: 'none', flowControl, rules: paths });
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

/** The settings with another serial path; those of a device without one as they are. */
function withPath(settings: DeviceDriver, path: string): DeviceDriver {
  if (!('link' in settings) || settings.link.transport !== 'serial') return settings;
  return driverSchema.parse({ ...settings, link: { ...settings.link, path } });
}

function nowhere(detail: string): OpenLink {
  return () => Promise.resolve({ ok: false, code: 'NOT_FOUND', detail });
}
