import type { DeviceFault } from '../../main/domain/device/faults.ts';
import type { LinkOpenFailure } from './port.ts';

/** The fault that a link which could not be opened stands for. */
export const OPEN_FAULTS = {
  NOT_FOUND: 'not-found',
  BUSY: 'port-busy',
  DENIED: 'port-denied',
  UNFIT: 'not-a-device',
  FAILED: 'port-refused',
} as const satisfies Record<LinkOpenFailure, DeviceFault>;
