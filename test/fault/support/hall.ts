import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { stringify } from 'yaml';
import { systemClock, systemTimers } from '../../../native/systemTime.ts';
import { clockAhead } from '../../../main/domain/time.ts';
import { MORNING_AHEAD_MS } from '../../fixtures/hallMorning.ts';
import type { CounterClient } from '../../../main/contract/contract.ts';
import { witnessFolder } from '../../../main/core/historyWitness.ts';
import { openStore } from '../../../main/core/openStore.ts';
import { startCentralStandIn, type CentralStandIn } from '../../../main/demo/central/standIn.ts';
import { demoConfiguration } from '../../../main/demo/configuration.ts';
import { demoPeople } from '../../../main/demo/people.ts';
import { createPasswords, PASSWORD_COST } from '../../../main/core/passwords.ts';
import { createAccount } from '../../../main/services/sessions.ts';
import { driverSchema } from '../../../main/domain/device/drivers/table.ts';
import { seedDevices } from '../../../main/services/devices/seedDevices.ts';
import { openPrinterDesk, type PrinterDesk } from './printerDesk.ts';

/** Key of the databases that get killed. */
export const FAULT_KEY = '5a'.repeat(32);
/** The one teller of the hall. */
export const TELLER = { number: '1001', name: '王小敏', role: 'teller', password: 'fault-1001' } as const;
/** The hall's own time: a run of any length stays within one day of it, at whatever hour it begins. */
const clock = clockAhead(systemClock, MORNING_AHEAD_MS);
/** Longest wait for a counter to come up, in ms: a machine under full load still gets there. */
const START_LIMIT_MS = 30_000;

/** The two windows of a counter. */
const WINDOWS = ['window-1', 'window-2'] as const;

/** A counter that runs now. */
export interface RunningCounter {
  /** The counter as its first window calls it. */
  readonly client: CounterClient;
  /** The same counter as a second window calls it. */
  readonly second: CounterClient;
  /** Steps its start has taken; see `crashSteps.ts`. */
  readonly startSteps: number;
  /** Resolves when the connection to it is gone. */
  readonly cut: Promise<void>;
  /** Ends it in order; resolves when nothing of it is left. Given a number, it dies at that step of its end. */
  readonly stop: (dieAfterSteps?: number) => Promise<void>;
}

/** A counter process that was spawned, perhaps not yet up. */
export interface CounterProcess {
  /** The counter once it can be used; `null` when it was killed before. */
  readonly up: Promise<RunningCounter | null>;
  /** SIGKILL; resolves when nothing of it is left and all it sent has arrived at the printer. */
  kill(): Promise<void>;
  /** Resolves when it has ended, however it did, and all it sent has arrived at the printer. */
  readonly ended: Promise<void>;
}

/** What lies around the counter and outlives it. */
export interface Hall {
  readonly home: string;
  readonly central: CentralStandIn;
  readonly printer: PrinterDesk;
  /** Lines of all counters so far. */
  readonly log: readonly string[];
  /** Starts a counter; given a number, it dies at that step of its life. */
  start(dieAfterSteps?: number): Promise<CounterProcess>;
  close(): Promise<void>;
}

/** A new hall: central system, printer, and a home with one teller's account, on a disk of its own when one is given. */
export async function openHall(disk?: string): Promise<Hall> {
  const folder = mkdtempSync(path.join(tmpdir(), 'yiguitong-fault-'));
  const home = path.join(disk ?? folder, 'home');
  mkdirSync(home);
  const central = await startCentralStandIn({
    port: 0,
    file: path.join(folder, 'central.db'),
    people: demoPeople,
    clock,
    timers: systemTimers,
  });
  const printer = await openPrinterDesk(folder);
  const example = demoConfiguration(central.url);
  writeFileSync(path.join(home, 'counter.yaml'), stringify(example));
  const memory = openStore({
    home,
    databaseKey: FAULT_KEY,
    clock,
    timers: systemTimers,
    mode: 'hall',
    witnessFolder: witnessFolder(process.platform, process.env),
    reportBug: (error) => {
      throw error;
    },
  });
  if (!memory.ok) throw new Error(memory.message);
  await createAccount({ ...memory, passwords: createPasswords(PASSWORD_COST) }, TELLER);
  seedDevices({ store: memory.store, newId: randomUUID }, [
    {
      name: '凭条打印机',
      driver: driverSchema.parse({ driver: 'escpos', link: { transport: 'serial', path: printer.path } }),
      plugIdentity: null,
    },
  ]);
  memory.store.close();

  const log: string[] = [];
  return {
    home,
    central,
    printer,
    log,
    start: (dieAfterSteps) => startCounter({ home, printer, log, cache: path.join(folder, 'compiled'), dieAfterSteps }),
    close: async () => {
      await central.close();
      printer.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startCounter(parts: {
  readonly home: string;
  readonly printer: PrinterDesk;
  readonly log: string[];
  readonly cache: string;
  readonly dieAfterSteps: number | undefined;
}): Promise<CounterProcess> {
  const unplug = await parts.printer.plugIn();
  const child = fork(
    path.join(import.meta.dirname, 'counterProcess.ts'),
    [
      parts.home,
      FAULT_KEY,
      String(MORNING_AHEAD_MS),
      ...(parts.dieAfterSteps === undefined ? [] : [String(parts.dieAfterSteps)]),
    ],
    {
      execArgv: [],
      env: { ...process.env, NODE_COMPILE_CACHE: parts.cache },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  );
  child.stderr?.setEncoding('utf8').on('data', (text: string) => parts.log.push(...text.trimEnd().split('\n')));
  const exited = once(child, 'exit');
  // Counted once, whoever asks and however often: the cable can be pulled only once.
  const ending = exited.then(unplug);
  return {
    up: comeUp(child, ending),
    ended: ending,
    kill: () => {
      child.kill('SIGKILL');
      return ending;
    },
  };
}

async function comeUp(child: ChildProcess, ending: Promise<void>): Promise<RunningCounter | null> {
  const told = once(child, 'message', { signal: AbortSignal.timeout(START_LIMIT_MS) });
  const message = await Promise.race([told, once(child, 'exit').then(() => null)]);
  if (message === null) {
    told.catch(() => undefined);
    return null;
  }
  const [{ port, steps }] = message as [{ readonly port: number; readonly steps: number }];
  const [first, second] = WINDOWS.map((name) => new WebSocket(`ws://127.0.0.1:${port}/${name}`)) as [
    WebSocket,
    WebSocket,
  ];
  const cut = Promise.race(
    [first, second].map((socket) => new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()))),
  );
  return {
    client: createORPCClient(new RPCLink({ websocket: first })),
    second: createORPCClient(new RPCLink({ websocket: second })),
    startSteps: steps,
    cut,
    stop: async (dieAfterSteps) => {
      child.send({ dieAfterSteps: dieAfterSteps ?? null });
      await ending;
    },
  };
}
