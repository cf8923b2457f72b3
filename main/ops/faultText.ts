import type { FaultText } from '../domain/device/faults.ts';

/** What happened and what to do, as one text. */
export function faultSentence([happened, advice]: FaultText): string {
  return `${happened}。${advice}`;
}
