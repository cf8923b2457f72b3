import type { CcidCommand, CcidFailure, CcidHost } from './ccidHost.ts';
import { ERROR_ICC_MUTE, answerStatus, describeCcidError } from './ccidMessage.ts';
import type { CcidMessage } from './ccidMessage.ts';
import { READER_VARIANTS } from './readerVariant.ts';
import type { ReaderVariant } from './readerVariant.ts';

/** Why something asked of the reader or its slot did not come about. */
export interface SlotFailure {
  /** `absent`: no card; `mute`: card gives no answer; `failed`: the reader reports an error; the rest: the line. */
  readonly code: CcidFailure | 'absent' | 'mute' | 'failed';
  /** For the log and the technician; no personal data. */
  readonly detail: string;
}

/** What was asked for, or why it did not come about. */
export type SlotResult<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: SlotFailure };

/** The firmware is asked for with a time-out of 2 s by the public driver as well. */
const IDENTIFY_TIMEOUT_MS = 2000;
/** A status needs no card: 26 bytes, 30 ms at 9600 baud, and generous time for a slow reader. */
const STATUS_TIMEOUT_MS = 1000;

/** What a command that may be repeated without harm is worth: one repetition after damage or silence. */
const REPEATABLE_ATTEMPTS = 2;

/** Asks for the firmware text and switches card-movement notices on. */
export async function identifyReader(host: CcidHost, variant: ReaderVariant): Promise<SlotResult<string>> {
  const { firmwareRequest, noticeRequest } = READER_VARIANTS[variant];
  const firmware = await repeatable(host, {
    name: 'escape',
    data: Uint8Array.from(firmwareRequest),
    timeoutMs: IDENTIFY_TIMEOUT_MS,
  });
  if (!firmware.ok) return firmware;
  if (answerStatus(firmware.value).failed) return { ok: false, failure: reportedFailure(firmware.value) };
  if (noticeRequest !== undefined) {
    // A reader that refuses still works: the slot is asked regularly as well.
    const notices = await repeatable(host, {
      name: 'escape',
      data: Uint8Array.from(noticeRequest),
      timeoutMs: STATUS_TIMEOUT_MS,
    });
    if (!notices.ok) return notices;
  }
  const text = Buffer.from(firmware.value.data).toString('latin1');
  return { ok: true, value: text.replaceAll(/[^\x20-\x7e]/g, '?') };
}

/** Asks whether a card is in the slot. */
export async function askSlot(host: CcidHost): Promise<SlotResult<'present' | 'absent'>> {
  const answer = await repeatable(host, { name: 'getSlotStatus', timeoutMs: STATUS_TIMEOUT_MS });
  if (!answer.ok) return answer;
  return { ok: true, value: answerStatus(answer.value).icc === 'absent' ? 'absent' : 'present' };
}

/** Takes the power off the card; how it ends does not matter for a card that was read. */
export async function powerOff(host: CcidHost): Promise<void> {
  await plain(host, { name: 'iccPowerOff', timeoutMs: STATUS_TIMEOUT_MS });
}

/** One command whose answer says that it was carried out; `absent`, `mute` or `failed` when it says otherwise. */
export async function askReader(host: CcidHost, command: CcidCommand): Promise<SlotResult<CcidMessage>> {
  const answer = await plain(host, command);
  if (answer.ok && answerStatus(answer.value).failed) return { ok: false, failure: reportedFailure(answer.value) };
  return answer;
}

async function plain(host: CcidHost, command: CcidCommand): Promise<SlotResult<CcidMessage>> {
  const result = await host.exchange(command);
  if (result.ok) return { ok: true, value: result.message };
  return { ok: false, failure: { code: result.code, detail: `${command.name}: ${result.code}` } };
}

async function repeatable(host: CcidHost, command: CcidCommand): Promise<SlotResult<CcidMessage>> {
  let result = await plain(host, command);
  for (let attempt = 1; attempt < REPEATABLE_ATTEMPTS; attempt += 1) {
    if (result.ok || (result.failure.code !== 'garbled' && result.failure.code !== 'no-answer')) break;
    result = await plain(host, command);
  }
  return result;
}

/** What an answer says that reports a failure. */
export function reportedFailure(message: CcidMessage): SlotFailure {
  const { icc, error } = answerStatus(message);
  const detail = describeCcidError(error);
  if (icc === 'absent') return { code: 'absent', detail };
  return { code: error === ERROR_ICC_MUTE ? 'mute' : 'failed', detail };
}
