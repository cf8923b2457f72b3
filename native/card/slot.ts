import type { ApduExchange } from './apdu.ts';
import { parseAtr } from './atr.ts';
import type { Atr } from './atr.ts';
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

type SlotResult<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: SlotFailure };

/** The firmware is asked for with a time-out of 2 s by the public driver as well. */
const IDENTIFY_TIMEOUT_MS = 2000;
/** A status needs no card: 26 bytes, 30 ms at 9600 baud, and generous time for a slow reader. */
const STATUS_TIMEOUT_MS = 1000;
/** ATR: at most 40 000 clocks to the first byte and 33 slow bytes, and up to three tries inside the reader. */
const POWER_ON_TIMEOUT_MS = 3000;
/** Work waiting time of T=0 is 1 s at WI=10; the reader asks for more time when it needs it. */
const XFR_TIMEOUT_MS = 3000;

/** What a command that may be repeated without harm is worth: one repetition after damage or silence. */
const REPEATABLE_ATTEMPTS = 2;

/** bPowerSelect in the order tried: 5 V, 3 V, 1.8 V. */
const VOLTAGES = [
  [0x01, '5V'],
  [0x02, '3V'],
  [0x03, '1.8V'],
] as const;

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

/** A card under power. */
export interface PoweredCard {
  readonly atr: Atr;
  readonly atrBytes: Uint8Array;
}

/** Powers the card, reads its ATR and agrees on T=0. `mute` = no ATR at any voltage. */
export async function powerOn(host: CcidHost): Promise<SlotResult<PoweredCard>> {
  let last: SlotFailure = { code: 'mute', detail: 'no ATR' };
  for (const [select, volts] of VOLTAGES) {
    const answer = await plain(host, { name: 'iccPowerOn', parameter: select, timeoutMs: POWER_ON_TIMEOUT_MS });
    if (!answer.ok) return answer;
    if (!answerStatus(answer.value).failed) return agreeOnProtocol(host, answer.value.data);
    last = reportedFailure(answer.value);
    if (last.code === 'absent') break;
    last = { code: last.code, detail: `${volts}: ${last.detail}` };
  }
  return { ok: false, failure: last };
}

async function agreeOnProtocol(host: CcidHost, atrBytes: Uint8Array): Promise<SlotResult<PoweredCard>> {
  const parsed = parseAtr(atrBytes);
  if (!parsed.ok) return { ok: false, failure: { code: 'failed', detail: `ATR ${parsed.code}` } };
  const { atr } = parsed;
  if (!atr.protocols.includes(0)) {
    const offered = atr.protocols.map((protocol) => `T=${protocol}`).join(', ');
    return { ok: false, failure: { code: 'failed', detail: `the card offers ${offered} only, T=0 is required` } };
  }
  const answer = await plain(host, {
    name: 'setParameters',
    data: Uint8Array.of(atr.fiDi, atr.inverse ? 0x02 : 0x00, atr.guardTime, atr.waitingInteger, 0x00),
    timeoutMs: STATUS_TIMEOUT_MS,
  });
  if (!answer.ok) return answer;
  if (answerStatus(answer.value).failed) return { ok: false, failure: reportedFailure(answer.value) };
  return { ok: true, value: { atr, atrBytes } };
}

/** Takes the power off the card; how it ends does not matter for a card that was read. */
export async function powerOff(host: CcidHost): Promise<void> {
  await plain(host, { name: 'iccPowerOff', timeoutMs: STATUS_TIMEOUT_MS });
}

/** The way of an APDU through the reader (TPDU level: the command goes as it is). */
export function slotExchange(host: CcidHost): ApduExchange<SlotFailure> {
  return async (command) => {
    const answer = await plain(host, { name: 'xfrBlock', data: command, timeoutMs: XFR_TIMEOUT_MS });
    if (!answer.ok) return answer;
    if (answerStatus(answer.value).failed) return { ok: false, failure: reportedFailure(answer.value) };
    return { ok: true, answer: answer.value.data };
  };
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

function reportedFailure(message: CcidMessage): SlotFailure {
  const { icc, error } = answerStatus(message);
  const detail = describeCcidError(error);
  if (icc === 'absent') return { code: 'absent', detail };
  return { code: error === ERROR_ICC_MUTE ? 'mute' : 'failed', detail };
}
