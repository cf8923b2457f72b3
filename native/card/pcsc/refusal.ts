import { WorkerRefusal } from '../../helper/worker.ts';
import { explainPcscCode, pcscCodeName } from './returnCode.ts';

/** A return code as the refusal of a request; `what` names the call. */
export function refusalOf(what: string, code: number): WorkerRefusal {
  return new WorkerRefusal(pcscCodeName(code) ?? 'unknown-code', `${what}: ${explainPcscCode(code)}`);
}

/** Throws the refusal when the call did not succeed. */
export function succeed(what: string, code: number): void {
  if (code !== 0) throw refusalOf(what, code);
}
