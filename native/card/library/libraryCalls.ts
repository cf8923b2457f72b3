import type { ReaderFault } from '../../../main/domain/device/faults.ts';
import type { DeviceDriver } from '../../../main/domain/device/drivers/table.ts';
import { askHelper } from '../../helper/askHelper.ts';
import type { Helper, HelperEnd } from '../../helper/port.ts';
import { callSchema, LIBRARY_METHODS } from './libraryMessage.ts';

/** Settings of a reader that a vendor's library serves. */
export type LibrarySettings = Extract<
  DeviceDriver,
  { readonly driver: 'ss-card-driver' | 'hea-sec-read-info' | 'ss-card-dll' }
>;

/** Why a library cannot be used any more: the helper must be started again. */
export interface LibraryFailure {
  readonly fault: ReaderFault;
  /** For the technician; no personal data. */
  readonly detail: string;
}

/** What a call brought: code and output of the library. */
export type LibraryAnswer =
  | { readonly ok: true; readonly code: number; readonly output: Uint8Array }
  | { readonly ok: false; readonly failure: LibraryFailure };

/** A library in its helper. */
export interface LibraryCalls {
  open(): Promise<LibraryAnswer>;
  read(): Promise<LibraryAnswer>;
  hsmStep1(): Promise<LibraryAnswer>;
  hsmStep2(key: Uint8Array): Promise<LibraryAnswer>;
}

/**
 * Longest call, ms. Contact cards take some seconds, search over two slots and an authentication by a far service more; beyond
 * this the library is taken as hung.
 */
export const CALL_TIMEOUT_MS = 25_000;

/** Calls the library over its helper; every answer is checked. */
export function createLibraryCalls(helper: Helper, settings: LibrarySettings, timeoutMs: number): LibraryCalls {
  async function ask(method: string, parameters: unknown): Promise<LibraryAnswer> {
    const answer = await askHelper(helper, { method, parameters, timeoutMs, answer: callSchema });
    if (!answer.ok) {
      const failure =
        answer.code === 'ended' ? failureOfEnd(answer.end) : failureOfRefusal(answer.reason, answer.detail);
      return { ok: false, failure };
    }
    const { code, output } = answer.value;
    return { ok: true, code, output: Buffer.from(output, 'base64') };
  }
  const readParameters = { cardType: settings.driver === 'ss-card-driver' ? settings.cardType : 1 };
  return {
    open: () => ask(LIBRARY_METHODS.open, openParameters(settings.driver, settings)),
    read: () => ask(LIBRARY_METHODS.read, readParameters),
    hsmStep1: () => ask(LIBRARY_METHODS.hsmStep1, readParameters),
    hsmStep2: (key) => ask(LIBRARY_METHODS.hsmStep2, { key: Buffer.from(key).toString('base64') }),
  };
}

type LibraryName = LibrarySettings['driver'];
type SettingsOf<Name extends LibraryName> = {
  readonly [One in LibraryName]: Extract<LibrarySettings, { readonly driver: One }>;
}[Name];

/** What each library is opened with. */
const openings: { readonly [Name in LibraryName]: (settings: SettingsOf<Name>) => object } = {
  'ss-card-driver': ({ library, hsmEndpoint }) => ({ library, hsm: hsmEndpoint !== null }),
  'hea-sec-read-info': ({ library, initialization }) => ({ library, initialization }),
  'ss-card-dll': ({ library, url, user }) => ({ library, url, user }),
};

function openParameters<Name extends LibraryName>(name: Name, settings: SettingsOf<Name>): object {
  return openings[name](settings);
}

/** The end of a helper as a fault of the reader. */
export function failureOfEnd({ kind, detail }: HelperEnd): LibraryFailure {
  switch (kind) {
    case 'hung':
      return { fault: 'library-hung', detail };
    case 'crashed':
    case 'stopped':
      return { fault: 'library-crashed', detail };
    case 'not-started':
      return { fault: 'library-not-found', detail: `辅助进程不能启动:${detail}` };
  }
}

const REFUSALS: Readonly<Record<string, ReaderFault>> = {
  'library-not-found': 'library-not-found',
  'library-bitness': 'library-bitness',
  'library-unfit': 'library-unfit',
  // Wrote beyond a buffer: nothing it says can be believed.
  'library-overrun': 'library-unfit',
};

function failureOfRefusal(reason: string, detail: string): LibraryFailure {
  return { fault: REFUSALS[reason] ?? 'library-unfit', detail };
}
