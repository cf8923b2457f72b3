import type { FaultText } from '../faults.ts';
import { linkRules, type DeviceLink } from '../link.ts';
import type { DeviceRole } from '../role.ts';

/** What a detection can find plugged in. */
export const foundKinds = ['serial-port', 'smart-card-reader', 'printer-file', 'system-printer'] as const;

/** What a detection can find plugged in. */
export type FoundKind = (typeof foundKinds)[number];

/** What is known of a driver without any code that speaks to a device. */
export interface DriverRules<Settings> {
  readonly role: DeviceRole;
  /** What the screen calls it. */
  readonly title: string;
  /** What a recording shows: the bytes of a line, whole commands and answers, or nothing that goes through this program. */
  readonly trace: 'line' | 'commands' | 'nothing';
  /** Bits per second such devices are sold with; null when they have no serial line. */
  readonly usualBaudRate: number | null;
  /** Where the device is, as a technician reads it: a path, `host:port`, a reader's name, a library, a printer's name. */
  place(settings: Settings): string;
  /** That nothing is found there, in words about that place; null where the place has no name. */
  notFound(settings: Settings): FaultText | null;
  /** Settings for what was found plugged in at a place, the usual ones left out; null when no such device is plugged in so. */
  found(kind: FoundKind, place: string): object | null;
}

/** The rules of a driver whose device hangs on a line. */
export function onLine(usualBaudRate: number) {
  return {
    trace: 'line',
    usualBaudRate,
    place: ({ link }: { readonly link: DeviceLink }): string => linkRules(link).place(link),
    notFound: ({ link }: { readonly link: DeviceLink }): FaultText | null => linkRules(link).notFound(link),
    found: (kind: FoundKind, path: string): object | null =>
      kind === 'serial-port' ? { link: { transport: 'serial', path, baudRate: usualBaudRate } } : null,
  } as const;
}

/** The rules of a driver without a line, that no detection finds. */
export const offLine = {
  trace: 'nothing',
  usualBaudRate: null,
  notFound: (): null => null,
  found: (): null => null,
} as const;
