import { expect, it } from 'vitest';
import { listPcscReaders } from '../../../../../native/card/pcsc/listReaders.ts';
import { LIBRARY_ABSENT } from '../../../../../native/card/pcsc/message.ts';
import { createPcscWorker } from '../../../../../native/card/pcsc/pcscWorker.ts';
import { WorkerRefusal } from '../../../../../native/helper/worker.ts';
import { systemTimers } from '../../../../../native/systemTime.ts';
import { createFakeService } from './fakeService.ts';
import type { FakeService } from './fakeService.ts';
import { createMemoryHelper } from './memoryHelper.ts';

const list = (service: FakeService) =>
  listPcscReaders({
    startHelper: () =>
      createMemoryHelper((emit) => createPcscWorker(service.library, systemTimers, emit), systemTimers),
  });

it('names the readers of the system and leaves nothing open', async () => {
  const service = createFakeService(systemTimers);
  expect(await list(service)).toEqual({ ok: true, readers: [] });
  service.plug('A 00 00');
  service.plug('B 01 00');
  expect(await list(service)).toEqual({ ok: true, readers: ['A 00 00', 'B 01 00'] });
  expect(service.contexts()).toBe(0);
});

it('says that there is no service', async () => {
  const service = createFakeService(systemTimers);
  service.setRunning(false);
  expect(await list(service)).toMatchObject({ ok: false, code: 'service-absent' });
});

it('takes a system without the library for one without the service', async () => {
  const absent = await listPcscReaders({
    startHelper: () =>
      createMemoryHelper(
        () => ({ handle: () => Promise.reject(new WorkerRefusal(LIBRARY_ABSENT, 'no such file')) }),
        systemTimers,
      ),
  });
  expect(absent).toEqual({ ok: false, code: 'service-absent', detail: 'no such file' });
});

it('reports a helper that does not start', async () => {
  const failed = await listPcscReaders({
    startHelper: () => {
      const helper = createMemoryHelper(() => ({ handle: () => Promise.resolve(null) }), systemTimers);
      helper.crash();
      return helper;
    },
  });
  expect(failed).toEqual({ ok: false, code: 'failed', detail: 'crashed: SIGSEGV' });
});
