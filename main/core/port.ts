import type { SupportedMessagePort } from '@orpc/client/message-port';
import type { WebSocket } from 'ws';

/** The database inside a home. The shells look only whether it is there: its key must not be made anew beside it. */
export const DATABASE_FILE = 'counter.db';

/** What a shell tells the core when it starts it. */
export interface CoreOptions {
  /** Absolute folder of this counter: database, counter.yaml, logs. Exists already. */
  readonly home: string;
  /** Absolute folder that holds package.json, main/catalogue and out/renderer; inside app.asar when packed. */
  readonly appRoot: string;
  /** Embedded stand-in of the central system, synthetic people and virtual devices. */
  readonly demo: boolean;
  /**
   * Devices may be emulated on pseudo-terminals whose links lie in any folder, as tests have them. A demonstration always may; in
   * a hall a device is only what the system keeps under `/dev`.
   */
  readonly emulatedDevices?: boolean;
  /** Absolute folder where the head of the history is kept a second time. Default: that of the machine's user. */
  readonly witnessFolder?: string;
  /** Raw key of the database: 64 hexadecimal digits, lower case. */
  readonly databaseKey: string;
  /** How far the core's clock is ahead of the machine's, ms: 0 at a hall, what a demonstration was told. */
  readonly clockAheadMs: number;
  /** One line of the technical log; no personal data, no line break at the end. */
  readonly log: (line: string) => void;
}

/** Why a core could not start: nothing a second try would change. `message` says what, what was kept, what to do next. */
export interface StartFailure {
  readonly ok: false;
  readonly code:
    | 'HOME_BUSY'
    | 'HOME_UNSAFE'
    | 'CONFIGURATION'
    | 'CATALOGUE'
    | 'DATABASE_KEY'
    | 'DATABASE_FUTURE'
    | 'DATABASE_BROKEN'
    | 'HISTORY_UNKNOWN'
    | 'STORAGE_FULL'
    | 'STORAGE_READONLY'
    | 'STORAGE_BUSY'
    | 'STORAGE_FAILED';
  /** Chinese. */
  readonly message: string;
}

/** The part of a WebSocket the contract needs (`ws` on the loopback server). */
export type CoreSocket = Pick<WebSocket, 'addEventListener' | 'send'>;

/** A message port already started by whoever hands it over: Electron's MessagePortMain or one of the web's shape. */
export type CoreMessagePort = SupportedMessagePort;

/** Which window speaks: the same id again when the same window comes back after a reload or a restart of the core. */
export interface WindowIdentity {
  readonly windowId: string;
}

/** The running product, without a window. */
export interface Core {
  /** Serves the contract on a WebSocket until it closes. */
  readonly upgradeWebSocket: (socket: CoreSocket, window: WindowIdentity) => void;
  /** Serves the contract on a message port until it closes. */
  readonly upgradePort: (port: CoreMessagePort, window: WindowIdentity) => void;
  /** Ends devices, outbox and database in order; afterwards nothing of the core is left running. */
  readonly stop: () => Promise<void>;
}

/** What starting a core gives. */
export type CoreStart = { readonly ok: true; readonly core: Core } | StartFailure;

/** The signature of `startCore` in core.ts. Foreseen failures are values; anything thrown is a bug. */
export type StartCore = (options: CoreOptions) => Promise<CoreStart>;
