import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startCore } from '../../../main/core/core.ts';
import { openDatabaseToRead } from '../../../main/store/database.ts';
import { parts, resetParts } from '../../fixtures/counter/observedParts.ts';
import { DESK_KEY } from '../../fixtures/desk/desk.ts';

const observing = vi.hoisted(() => () => import('../../fixtures/counter/observedParts.ts'));
vi.mock('../../../main/core/hall.ts', async (original) =>
  (await observing()).observed(await original(), 'openHall', 'hall', { within: 'hall', method: 'close' }),
);
vi.mock('../../../main/core/openStore.ts', async (original) =>
  (await observing()).observed(await original(), 'openStore', 'store', { within: 'store', method: 'close' }),
);
vi.mock('../../../main/central/client.ts', async (original) =>
  (await observing()).observed(await original(), 'createCentralClient', 'central', { method: 'close' }),
);
vi.mock('../../../main/services/devices/seedDevices.ts', async (original) =>
  (await observing()).observed(await original(), 'seedDevices', 'first devices', null),
);
vi.mock('../../../main/services/devices/deviceService.ts', async (original) =>
  (await observing()).observed(await original(), 'createDeviceService', 'devices', { method: 'stop' }),
);
vi.mock('../../../main/central/forwarder.ts', async (original) =>
  (await observing()).observed(await original(), 'createForwarder', 'forwarder', { method: 'stop' }),
);
vi.mock('../../../main/services/services.ts', async (original) =>
  (await observing()).observed(await original(), 'createServices', 'services', { method: 'stop' }),
);
vi.mock('../../../main/core/windows.ts', async (original) =>
  (await observing()).observed(await original(), 'openToWindows', 'windows', null),
);

/** Parts in the order of their beginning; those that hold nothing have no end. */
const ALL = ['hall', 'store', 'central', 'first devices', 'devices', 'forwarder', 'services', 'windows'];
const WITH_END = ALL.filter((part) => part !== 'first devices' && part !== 'windows');

let home: string;
let log: string[];
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'start-stop-'));
  log = [];
  resetParts();
});
afterEach(() => rmSync(home, { recursive: true }));

const start = () =>
  startCore({
    home,
    appRoot: path.resolve(import.meta.dirname, '../../..'),
    demo: true,
    databaseKey: DESK_KEY,
    clockAheadMs: 0,
    log: (line) => log.push(line),
  });

/** Starts and stops of the core as the history has them. */
function runs(): string[] {
  const opened = openDatabaseToRead(path.join(home, 'counter.db'), DESK_KEY);
  if (!opened.ok) throw new Error(opened.detail);
  const kinds = opened.database
    .prepare<[], string>(`SELECT kind FROM journal WHERE kind LIKE 'core.%' ORDER BY sequence`)
    .pluck()
    .all();
  opened.database.close();
  return kinds;
}

async function started() {
  const core = await start();
  if (!core.ok) throw new Error(core.message);
  return core.core;
}

test('a core begins and ends its parts in order, and says so in its history', async () => {
  const core = await started();
  expect(parts.begun).toEqual(ALL);
  await Promise.all([core.stop(), core.stop()]);
  expect(new Set(parts.ended)).toEqual(new Set(WITH_END));
  // Nothing that still works finds the memory closed, and the hall outlives everything in it.
  expect(parts.ended.slice(-2)).toEqual(['store', 'hall']);
  expect(runs()).toEqual(['core.started', 'core.stopped']);
  expect(log.filter((line) => line.startsWith('stop:'))).toEqual([]);
});

describe('a start that breaks', () => {
  test.each(ALL)('at %s ends what has begun, and the next start finds nothing of it', async (part) => {
    parts.breaksAt = part;
    await expect(start()).rejects.toThrow(part);
    const begun = parts.begun.filter((one) => WITH_END.includes(one));
    expect([...parts.ended].sort()).toEqual([...begun].sort());
    const before = part === 'hall' || part === 'store' ? [] : runs();
    parts.breaksAt = '';
    const core = await started();
    await core.stop();
    expect(runs()).toEqual([...before, 'core.started', 'core.stopped']);
  });
});

describe('a stop in which a part fails', () => {
  test.each(WITH_END)('%s: the others end, and the history has its last entry', async (part) => {
    const core = await started();
    parts.rejectsAt = part;
    await core.stop();
    expect(new Set(parts.ended)).toEqual(new Set(WITH_END));
    expect(runs()).toEqual(['core.started', 'core.stopped']);
    expect(log.filter((line) => line.startsWith('stop:'))).toHaveLength(1);
    expect(log.filter((line) => line.startsWith('bug: Error'))).toHaveLength(1);
  });
});
