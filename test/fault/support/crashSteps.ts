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

function count(): void {
  taken += 1;
  if (taken >= dieAt) process.kill(process.pid, 'SIGKILL');
}

/** The same function, with its beginning and its end counted. */
function counted<Work extends (...parameters: never[]) => unknown>(work: Work): Work {
  const around = function (this: unknown, ...parameters: never[]): unknown {
    count();
    const result = work.apply(this, parameters);
    count();
    return result;
  };
  return around as Work;
}

const probe = new BetterSqlite3(':memory:');
const statement = Object.getPrototypeOf(probe.prepare('SELECT 1')) as BetterSqlite3.Statement;
probe.close();
statement.run = counted(statement.run);
BetterSqlite3.prototype.exec = counted(BetterSqlite3.prototype.exec);
BetterSqlite3.prototype.pragma = counted(BetterSqlite3.prototype.pragma);
fs.writeSync = counted(fs.writeSync);
fs.fsyncSync = counted(fs.fsyncSync);
fs.renameSync = counted(fs.renameSync);
// The serial port's own writes.
fs.write = Object.assign(counted(fs.write), { __promisify__: fs.write.__promisify__ });
syncBuiltinESMExports();
