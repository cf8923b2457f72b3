import { examineDevicePath, type DevicePathRules } from '../../native/transport/devicePath.ts';
import type { DeviceDriver } from '../domain/device/drivers/table.ts';
import type { DevicePathCheck } from '../services/devices/driverPort.ts';

/**
 * Where this counter's devices may be. `emulated`: links laid by any program are followed to their pseudo-terminals, as a
 * demonstration and tests need it; a hall has devices only where the system makes them.
 */
export function devicePathRules(home: string, emulated: boolean): DevicePathRules {
  return { from: emulated ? 'anywhere' : 'system', home };
}

/** Checks the path of a driver before it is set. A path where nothing is yet is none to refuse: the device may come later. */
export function devicePathCheck(rules: DevicePathRules): DevicePathCheck {
  return (driver: DeviceDriver) => {
    if (!('link' in driver)) return null;
    const { link } = driver;
    if (link.transport !== 'serial' && link.transport !== 'device-file') return null;
    const examined = examineDevicePath(link.path, link.transport === 'serial' ? 'serial' : 'printer', rules);
    return examined.found === 'unfit' ? examined.problem : null;
  };
}
