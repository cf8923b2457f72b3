import { wireStamp } from './wireTime.ts';

/** Serials run 0000–9999 and start again; with the second in the id that allows 10,000 messages a second. */
export const MESSAGE_SERIALS = 10_000;

/**
 * `msgid` of the national platform, 30 characters: institution code 12 + yyyyMMddHHmmss (Chinese time) + serial 4.
 * The serial comes from the store, which counts it durably: a random one repeats sooner or later and the platform would
 * take two transactions for one.
 */
export function makeMessageId(institutionCode: string, epochMs: number, serial: number): string {
  if (!Number.isInteger(serial) || serial < 0) throw new Error(`message serial is no whole number: ${serial}`);
  const id = institutionCode + wireStamp(epochMs) + String(serial % MESSAGE_SERIALS).padStart(4, '0');
  if (id.length !== 30) throw new Error(`message id of ${id.length} characters: institution code must have 12`);
  return id;
}
