import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { toHex } from '../../native/card/bytes.ts';
import { createPcscClient } from '../../native/card/pcsc/pcscClient.ts';
import type { PcscClient } from '../../native/card/pcsc/pcscClient.ts';
import { readCard } from '../../native/card/readCard.ts';
import { buildCard } from '../../native/emulator/cardEmulator.ts';
import { startHelper } from '../../native/helper/startHelper.ts';
import { traceExchange } from '../../native/trace/traceLink.ts';
import { systemTimers } from '../../native/systemTime.ts';
import { cardFixture } from '../fixtures/card/cardFixture.ts';
import { compileOtherProgram, hasCCompiler } from '../fixtures/pcscd/otherProgram.ts';
import { missingForPcsc, startPcscd } from '../fixtures/pcscd/pcscd.ts';
import { VIRTUAL_READER, virtualReader } from '../fixtures/pcscd/virtualCard.ts';
import type { BenchRow } from './benchRow.ts';

/** Turns and readings of each side in a turn: both sides see the same moods of the machine. */
const TURNS = 10;
const READINGS = 10;
const CARD_SEEN_PAUSE_MS = 100;
const BAR = 1.5;
/** The system's own Python: Debian's pyscard belongs to it and to no other that may come first in PATH. */
const PYTHON = '/usr/bin/python3';

/** A client to compare with: how it is started, given the compiled program, and what it prints are milliseconds a line. */
interface Client {
  readonly what: string;
  readonly start: (program: string) => readonly [string, ...string[]];
  readonly bar?: number;
}

const bareC: Client = { what: 'bare C client', start: (program) => [program, 'read'] };
const pyscard: Client = {
  what: 'pyscard client',
  start: () => [PYTHON, join(import.meta.dirname, '..', 'fixtures', 'pcscd', 'read.py')],
  bar: BAR,
};

interface Card {
  readonly name: string;
  readonly microsecondsPerByte: number;
  readonly clients: readonly Client[];
}

/**
 * How long a byte takes on the line between reader and card. 115200 baud with 12 bits a byte is the quickest such cards
 * negotiate; by default they run at 9600. Before a card that takes no time at all everything of ours shows: there a C client
 * is the floor, and a client in a language with a runtime the measure.
 */
const CARDS: readonly Card[] = [
  { name: 'PC/SC read, card that takes no time', microsecondsPerByte: 0, clients: [pyscard, bareC] },
  { name: 'PC/SC read, card at 115200 baud', microsecondsPerByte: 104, clients: [{ ...bareC, bar: BAR }, pyscard] },
];

const run = promisify(execFile);

/**
 * Reads a second-generation card in pcscd's virtual reader: our driver (connect, transaction, commands, disconnect, over the
 * helper process) against a bare C program with the same calls and commands. The card is a C program too, because vpcd loses
 * 40 ms a command before others.
 */
export async function benchPcscRead(): Promise<BenchRow[]> {
  const missing = [
    ...missingForPcsc('vpcd'),
    ...(hasCCompiler ? [] : ['cc']),
    ...(hasPyscard() ? [] : ['python3-pyscard']),
  ];
  if (missing.length > 0) {
    return [
      {
        name: 'PC/SC read',
        ours: 0,
        baseline: 0,
        ratio: 0,
        unit: 'ms',
        note: `not measured, needs ${missing.join(', ')}`,
      },
    ];
  }
  const folder = mkdtempSync(join(tmpdir(), 'bench-pcsc-'));
  const environment = process.env.PCSCLITE_CSOCK_NAME;
  try {
    const program = compileOtherProgram(folder);
    const rows: BenchRow[] = [];
    for (const card of CARDS) rows.push(...(await benchCard(program, card)));
    return rows;
  } finally {
    if (environment === undefined) delete process.env.PCSCLITE_CSOCK_NAME;
    else process.env.PCSCLITE_CSOCK_NAME = environment;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether Debian's pyscard is installed. */
function hasPyscard(): boolean {
  return spawnSync(PYTHON, ['-c', 'import smartcard']).status === 0;
}

/** One card in a service of its own. */
async function benchCard(program: string, { name, microsecondsPerByte, clients }: Card): Promise<BenchRow[]> {
  const { atr, commands, answers } = await conversation();
  const pairs = commands.flatMap((command, index) => [command, answers[index] ?? '']);
  const hardware = await virtualReader();
  const service = await startPcscd({ readerConf: hardware.readerConf });
  process.env.PCSCLITE_CSOCK_NAME = service.socket;
  const card = ['card', String(hardware.port), String(microsecondsPerByte), atr, ...pairs];
  const inserted = spawn(program, card, { stdio: 'ignore' });
  const helper = startHelper({ kind: 'pcsc', runtime: null, log: () => undefined });
  try {
    const client = createPcscClient(helper);
    await cardSeen(client);
    const ours: number[] = [];
    const theirs = clients.map((client) => ({ ...client, times: [] as number[] }));
    for (let turn = 0; turn < TURNS; turn += 1) {
      for (let reading = 0; reading < READINGS; reading += 1) ours.push(await readOnce(client));
      for (const { start, times } of theirs) {
        const [file, ...first] = start(program);
        const { stdout } = await run(file, [...first, VIRTUAL_READER, String(READINGS), ...commands]);
        times.push(...stdout.trim().split('\n').slice(-READINGS).map(Number));
      }
    }
    return theirs.map(({ what, bar, times }) => ({
      ...compare(ours, times),
      name: `${name} ÷ ${what}`,
      ...(bar === undefined ? {} : { bar }),
      note: `${commands.length} commands, medians of ${ours.length} readings`,
    }));
  } finally {
    await helper.stop();
    inserted.kill();
    await service.stop();
  }
}

/** What reading the card takes: every command and its answer, in hexadecimal. */
async function conversation() {
  const card = buildCard(cardFixture('second-generation'));
  const atr = card.powerOn() ?? new Uint8Array(0);
  const commands: string[] = [];
  const answers: string[] = [];
  const exchange = traceExchange<never>(
    (command) => Promise.resolve({ ok: true, answer: card.transmit(command) }),
    (direction, bytes) => void (direction === 'to-device' ? commands : answers).push(toHex(bytes)),
  );
  await readCard(exchange, atr);
  return { atr: toHex(atr), commands, answers };
}

/** The service looks into its slots from time to time. */
async function cardSeen(client: PcscClient): Promise<void> {
  while (!(await client.read(VIRTUAL_READER, false)).ok) await pause();
}

function pause(): Promise<void> {
  return new Promise((over) => void systemTimers.after(CARD_SEEN_PAUSE_MS, () => over()));
}

async function readOnce(client: PcscClient): Promise<number> {
  const start = systemTimers.running();
  const read = await client.read(VIRTUAL_READER, false);
  if (!read.ok || read.value.kind !== 'card') throw new Error(JSON.stringify(read));
  return systemTimers.running() - start;
}

function compare(ours: readonly number[], theirs: readonly number[]) {
  const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
  return { ours: median(ours), baseline: median(theirs), ratio: median(ours) / median(theirs), unit: 'ms' };
}
