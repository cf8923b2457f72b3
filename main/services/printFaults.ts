import { printCauseTexts, type PrintCause } from '../domain/print/cause.ts';

/** Chinese name of a fault recorded with a job; other causes are already Chinese. */
export function faultText(cause: string): string {
  return Object.hasOwn(printCauseTexts, cause) ? printCauseTexts[cause as PrintCause][0] : cause;
}
