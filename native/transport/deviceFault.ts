import type { LinkOpenFailure } from './port.ts';

/** Why a device on a byte link can not be used. */
export type DeviceFault =
  'not-found' | 'not-a-device' | 'port-busy' | 'port-denied' | 'cable-lost' | 'no-answer' | 'protocol-error';

/** The fault that a link which could not be opened stands for. */
export const OPEN_FAULTS = {
  NOT_FOUND: 'not-found',
  BUSY: 'port-busy',
  DENIED: 'port-denied',
  UNFIT: 'not-a-device',
  // The system refused the port or its settings: no device is to be found there.
  FAILED: 'not-found',
} as const satisfies Record<LinkOpenFailure, DeviceFault>;
