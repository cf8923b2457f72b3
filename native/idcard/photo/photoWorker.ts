import { WorkerRefusal } from '../../helper/worker.ts';
import type { CreateWorker } from '../../helper/worker.ts';

/** Refuses every request: nothing is served by this kind yet. */
export const createWorker: CreateWorker = () => ({
  handle: (method) => Promise.reject(new WorkerRefusal('not-served', method)),
});
