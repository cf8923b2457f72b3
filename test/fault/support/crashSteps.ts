import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import BetterSqlite3 from 'better-sqlite3';

/**
 * Steps toward what outlives a process: every statement that writes or ends a transaction, every script and PRAGMA (migration,
 * checkpoint), every write and flush of a file, every byte block to a printer. A process can be told to die at one of them, so
 * that the moment of a kill follows from a seed and not from the speed of the machine. Import this before anything that keeps a
 * reference of what is counted here.
 */
let taken = 0;
let dieAt = Infinity;

/** Dies, as by `kill -9`, at the n-th step from now: on odd ones before the step is taken, on even ones after it. */
export function dieAfter(steps: number): void {
  dieAt = taken + steps;
}

/** Steps taken so far; each counts twice, before and after. */
export function stepsTaken(): number {
  return taken;
}

function step(): void {
  taken += 1;
  if (taken >= dieAt) process.kill(process.pid, 'SIGKILL');
}

/** Counts the beginning and the end of each call of a method. */
function count<Name extends string>(owner: Record<Name, (...parameters: never[]) => unknown>, name: Name): void {
  const { [name]: work } = owner;
  owner[name] = function (this: unknown, ...parameters: never[]): unknown {
    step();
    const result = work.apply(this, parameters);
    step();
    return result;
  };
}

const probe = new BetterSqlite3(':memory:');
count(Object.getPrototypeOf(probe.prepare('SELECT 1')) as BetterSqlite3.Statement, 'run');
probe.close();
count(BetterSqlite3.prototype, 'exec');
count(BetterSqlite3.prototype, 'pragma');
count(fs, 'writeSync');
count(fs, 'fsyncSync');
count(fs, 'renameSync');
// The serial port's own writes.
count(fs, 'write');
syncBuiltinESMExports();
