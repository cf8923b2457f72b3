import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { startCore } from '../../../main/core/core.ts';
import { makeHome, openCounter, TEST_KEY } from '../../fixtures/counter/counter.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const CONFIGURATION = `
hall: { organ: 局, name: 厅, address: 路, region: '990000', window: '03', phone: '1', supervisionPhone: '2', openingHours: 时 }
central: { endpoint: 'http://127.0.0.1:9', institutionCode: C99000000001, institutionName: 中心, accessKey: a, secretKey: b }
`;
let place: ReturnType<typeof makeHome>;

beforeEach(() => {
  place = makeHome();
});
afterEach(() => place.remove());

test('a folder that was used for a demonstration never becomes a real hall', async () => {
  // Given a home that a demonstration has run in, and a configuration put there afterwards
  const counter = await openCounter(place.home);
  await counter.stop();
  writeFileSync(path.join(place.home, 'counter.yaml'), CONFIGURATION);
  // When the counter is started for real work
  const started = await startCore({
    home: place.home,
    appRoot: ROOT,
    demo: false,
    databaseKey: TEST_KEY,
    clockAheadMs: 0,
    log: () => undefined,
  });
  // Then it refuses and says what to do
  expect(started).toMatchObject({ ok: false, code: 'CONFIGURATION' });
  expect(started.ok ? '' : started.message).toContain('演示数据');
});
