import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { createCentralClient } from '../../main/central/client.ts';
import { centralConfigSchema } from '../../main/central/config.ts';
import { contentHash } from '../../main/store/contentHash.ts';
import { writeRequest } from '../../main/central/envelope.ts';
import { createForwarder } from '../../main/central/forwarder.ts';
import { makeMessageId } from '../../main/central/messageId.ts';
import { tickAt } from '../../main/domain/delivery/messageTicks.ts';
import type { ForwardRecord, OutboundMessage } from '../../main/domain/delivery/delivery.ts';
import { systemClock, systemTimers } from '../../native/systemTime.ts';
import type { BenchRow } from './benchRow.ts';
import { makeStoreOutbox, type MakeBenchOutbox } from './support/storeOutbox.ts';

const MESSAGES = 10_000;
/** A hall's backlog after a long outage: ten cases for each of a thousand citizens. */
const CITIZENS = 1_000;
/** Against one bare loop, and against as many side by side as the forwarder has requests under way. */
const BARS = { alone: 2.5, sideBySide: 2 } as const;
/**
 * Runs of each side. Each drain stands between two bare loops and is compared with their mean, so that other work of the
 * machine weighs on both; the median of these ratios counts.
 */
const RUNS = 5;
/** How often memory is looked at, in ms. */
const MEMORY_LOOK_MS = 250;
const MEBIBYTE = 1_048_576;

const COMPLETED_MS = Date.parse('2026-11-21T01:30:05.000Z');
const MAKER = { institutionCode: 'J99000000001', slot: '03' };

/** A filing as it leaves the counter, about 1.2 kB on the wire. */
function message(serial: number): OutboundMessage {
  const citizen = `990000${String(serial % CITIZENS).padStart(16, '0')}`;
  const content = {
    transaction: '2501',
    insuranceRegion: '990000',
    operator: { number: '0103', name: '陈静' },
    completedAt: new Date(COMPLETED_MS).toISOString(),
    input: {
      refmedin: {
        psn_no: citizen,
        insutype: '390',
        tel: '13900000000',
        addr: '样例县城关镇幸福路一号',
        insu_optins: '990000',
        mdtrtarea_admdvs: '990100',
        refl_type: '2',
        refl_date: '2026-11-21',
        refl_rea: '本地医疗机构不具备诊疗条件',
        refl_opnn: '同意转诊',
        begndate: '2026-11-21',
        enddate: '2027-11-20',
      },
    },
  };
  return {
    messageId: makeMessageId(MAKER, tickAt(COMPLETED_MS) + serial),
    orderKey: citizen,
    ...content,
    contentHash: contentHash(content),
    journalHead: { sequence: serial + 1, hash: 'ab'.repeat(32) },
  };
}

async function startServer(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const file = fileURLToPath(new URL('support/minimalCentral.ts', import.meta.url));
  const child = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [port] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}

function configFor(endpoint: string) {
  const institutionName = '样例县医疗保障事务中心';
  const keys = { accessKey: 'bench', secretKey: 'bench' };
  return centralConfigSchema.parse({ endpoint, institutionCode: MAKER.institutionCode, institutionName, ...keys });
}

type Config = ReturnType<typeof configFor>;

/** The bare loop: the same bodies over so many kept connections, one request at a time on each, answers dropped. In ms. */
async function bareLoop(config: Config, bodies: readonly string[], connections: number): Promise<number> {
  const pool = new Pool(config.endpoint, { connections, pipelining: 1 });
  let next = 0;
  async function worker(): Promise<void> {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
      const answer = await pool.request({ method: 'POST', path: config.path, body });
      await answer.body.text();
    }
  }
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: connections }, worker));
  const elapsedMs = performance.now() - startedAt;
  await pool.close();
  return elapsedMs;
}

function collect(): void {
  if (globalThis.gc !== undefined) globalThis.gc();
}

/** Follows the process's memory; answers the growth of its peak over the start, in bytes. */
function watchMemory(): () => number {
  collect();
  const atStart = process.memoryUsage.rss();
  let peak = atStart;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, MEMORY_LOOK_MS);
  return () => {
    clearInterval(timer);
    return peak - atStart;
  };
}

interface Drain {
  readonly elapsedMs: number;
  readonly memoryGrowth: number;
}

interface Pair extends Drain {
  readonly bareMs: number;
}

/** The run whose ratio is the median. */
function middle(name: string, pairs: readonly Pair[]): BenchRow {
  const sorted = pairs.toSorted((one, other) => one.elapsedMs / one.bareMs - other.elapsedMs / other.bareMs);
  const median = sorted[Math.floor(sorted.length / 2)];
  if (median === undefined) throw new Error('no run, no median');
  const { elapsedMs: ours, bareMs: baseline } = median;
  return { name, ours, baseline, ratio: ours / baseline, unit: 'ms' };
}

/** A queue that costs nothing: hands out each message once, in order, and counts what comes back. */
const makeMemoryOutbox: MakeBenchOutbox = (messages) => {
  let next = 0;
  let open = messages.length;
  const record = (outcomes: readonly ForwardRecord[]) => {
    open -= outcomes.length;
  };
  return {
    outbox: {
      claim({ limit }, outcomes) {
        record(outcomes);
        const from = next;
        next = Math.min(messages.length, from + limit);
        return messages
          .slice(from, next)
          .map((claimed, index) => ({ ...claimed, queueId: from + index, attempts: 0, mustAsk: false }));
      },
      record,
      nextDueAt: () => null,
    },
    waiting: () => open,
    close: () => undefined,
  };
};

/** Our way: the durable queue, the forwarder and the client, until nothing waits. */
async function drain(
  config: Config,
  makeOutbox: MakeBenchOutbox,
  messages: readonly OutboundMessage[],
): Promise<Drain> {
  const queue = makeOutbox(messages);
  const log = () => undefined;
  const nextMessageId = () => makeMessageId(MAKER, tickAt(Date.now()));
  const central = createCentralClient(config, {
    region: '990000',
    clock: systemClock,
    timers: systemTimers,
    nextMessageId,
    log,
  });
  const drained = Promise.withResolvers<null>();
  const note = (outcomes: readonly ForwardRecord[]) => {
    const failed = outcomes.find((outcome) => outcome.kind === 'retry');
    if (failed !== undefined) drained.reject(new Error(failed.detail));
    if (queue.waiting() === 0) drained.resolve(null);
  };
  const forwarder = createForwarder({
    outbox: {
      claim: (claim, outcomes) => {
        const claimed = queue.outbox.claim(claim, outcomes);
        note(outcomes);
        return claimed;
      },
      record: (outcomes) => {
        queue.outbox.record(outcomes);
        note(outcomes);
      },
      nextDueAt: () => queue.outbox.nextDueAt(),
    },
    central,
    clock: systemClock,
    timers: systemTimers,
    nextMessageId,
    random: Math.random,
    parallel: config.parallel,
    onChange: () => undefined,
    log,
  });
  const memoryGrowth = watchMemory();
  const startedAt = performance.now();
  forwarder.start();
  await drained.promise;
  const elapsedMs = performance.now() - startedAt;
  const result = { elapsedMs, memoryGrowth: memoryGrowth() };
  await forwarder.stop();
  await central.close();
  if (queue.waiting() !== 0) throw new Error('the queue says it is empty and is not');
  queue.close();
  return result;
}

/** Delivering a backlog of 10,000 completed transactions, against a bare keep-alive loop with the same bodies. */
export async function benchOutboxDrain(makeOutbox: MakeBenchOutbox = makeStoreOutbox): Promise<BenchRow[]> {
  const server = await startServer();
  const config = configFor(server.url);
  const messages = Array.from({ length: MESSAGES }, (_, serial) => message(serial));
  const bodies = messages.map((one) => {
    const { messageId, transaction, insuranceRegion, operator, input, journalHead, contentHash: hash } = one;
    const { sequence: journalSequence, hash: journalHash } = journalHead;
    const safety = JSON.stringify({ journalSequence, journalHash, contentHash: hash });
    return writeRequest(
      { ...config, region: '990000' },
      { messageId, transaction, insuranceRegion, operator, input, epochMs: COMPLETED_MS, safety },
    );
  });
  const measure = async (makeQueue: MakeBenchOutbox, connections: number): Promise<Pair[]> => {
    const pairs: Pair[] = [];
    let before = await bareLoop(config, bodies, connections);
    for (let run = 0; run < RUNS; run += 1) {
      const drained = await drain(config, makeQueue, messages);
      const after = await bareLoop(config, bodies, connections);
      pairs.push({ ...drained, bareMs: (before + after) / 2 });
      before = after;
    }
    return pairs;
  };
  await bareLoop(config, bodies.slice(0, MESSAGES / 10), 1);
  const stored = await measure(makeOutbox, 1);
  const sideBySide = await measure(makeOutbox, config.parallel);
  const inMemory = await measure(makeMemoryOutbox, config.parallel);
  await server.stop();
  const name = `outbox drain of ${MESSAGES} messages ÷ bare keep-alive loop`;
  const memoryGrowths = stored.map(({ memoryGrowth }) => `+${Math.round(memoryGrowth / MEBIBYTE)}`);
  const growth = `memory at its peak over the start of each run: ${memoryGrowths.join(', ')} MiB`;
  const loops = `${config.parallel} bare loops side by side, as many as the forwarder has requests under way`;
  return [
    { ...middle(name, stored), bar: BARS.alone, note: growth },
    { ...middle('the same ÷ parallel bare loops', sideBySide), bar: BARS.sideBySide, note: loops },
    { ...middle('the same with the queue in memory', inMemory), note: 'what forwarder and client alone cost' },
  ];
}
