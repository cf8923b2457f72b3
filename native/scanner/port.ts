import type { DeviceFault } from '../../main/domain/device/faults.ts';
import type { Unsubscribe } from '../transport/port.ts';

/** What a scanner is doing. */
export type ScannerStatus =
  | { readonly state: 'connecting' }
  | { readonly state: 'unavailable'; readonly fault: DeviceFault; readonly detail: string }
  | { readonly state: 'ready' };

/** A supervised code scanner: connects and reconnects by itself and gives each code whole, once. */
export interface Scanner {
  status(): ScannerStatus;
  subscribe(listener: (status: ScannerStatus) => void): Unsubscribe;
  /** Each scanned code: its text without prefix and suffix. May be a credential: never log it. */
  onCode(listener: (text: string) => void): Unsubscribe;
  start(): void;
  stop(): Promise<void>;
}
