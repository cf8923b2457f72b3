import { businessOperations } from './business.ts';
import { clockOperations } from './clock.ts';
import type { Operation } from './given.ts';

/** The operations of the examples that the product has, by their names. What stands here must pass. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries({ ...clockOperations, ...businessOperations }),
);
