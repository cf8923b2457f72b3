import type { ApduExchange, CardProtocol } from './apdu.ts';
import { parseAtr } from './atr.ts';
import type { Atr } from './atr.ts';
import type { CcidHost } from './ccidHost.ts';
import { ERROR_ICC_MUTE, answerStatus } from './ccidMessage.ts';
import { agreedFiDi, planProtocol, ppsRequest } from './pps.ts';
import type { ProtocolPlan } from './pps.ts';
import { READER_VARIANTS } from './readerVariant.ts';
import type { ReaderVariant } from './readerVariant.ts';
import { askReader, reportedFailure } from './slot.ts';
import type { SlotFailure, SlotResult } from './slot.ts';
import { createT1 } from './t1.ts';
import type { T1Input, T1Step } from './t1.ts';

/** ATR: at most 40 000 clocks to the first byte and 33 slow bytes, and up to three tries inside the reader. */
const POWER_ON_TIMEOUT_MS = 3000;
const PARAMETERS_TIMEOUT_MS = 1000;
/** Work waiting time of T=0 is 1 s at WI=10; the reader asks for more time when it needs it. */
const XFR_TIMEOUT_MS = 3000;
/** Block waiting time of T=1 at BWI 0 and 3.57 MHz, doubled with each step of BWI (ISO/IEC 7816-3, 11.4.3). */
const BLOCK_WAITING_MS = 100;
/** For the way of a block over the slowest serial line and the reader's own time. */
const BLOCK_MARGIN_MS = 1500;

/** bPowerSelect in the order tried: 5 V, 3 V, 1.8 V. */
const VOLTAGES = [
  [0x01, '5V'],
  [0x02, '3V'],
  [0x03, '1.8V'],
] as const;

/** bError values of a block that came, but not whole: overrun, parity, check. The card can be asked for it again. */
const BLOCK_DAMAGED: ReadonlySet<number> = new Set([0xfc, 0xfd, 0xbd]);

/** A card under power that reader and card have agreed with on how to speak. */
export interface PoweredCard {
  readonly atr: Atr;
  readonly atrBytes: Uint8Array;
  readonly protocol: CardProtocol;
  /** The way of a command to it. */
  readonly exchange: ApduExchange<SlotFailure>;
}

/** How a card is powered. */
export interface PowerOptions {
  readonly variant: ReaderVariant;
  /** Nothing is negotiated: for another try with a card that could not be understood. */
  readonly cautious: boolean;
}

/**
 * Powers the card, reads its ATR and agrees on protocol and speed. A card that does not keep to what it offers is reset and taken
 * as it starts. `mute` = no ATR at any voltage.
 */
export async function powerOn(host: CcidHost, options: PowerOptions): Promise<SlotResult<PoweredCard>> {
  let last: SlotFailure = { code: 'mute', detail: 'no ATR' };
  for (const [select, volts] of VOLTAGES) {
    const atr = await activate(host, select);
    if (atr.ok) {
      const agreed = await agree(host, atr.value, options);
      if (agreed.ok || options.cautious || !isRefusal(agreed.failure)) return agreed;
      const again = await activate(host, select);
      return again.ok ? agree(host, again.value, { ...options, cautious: true }) : again;
    }
    last = atr.failure;
    if (!isRefusal(last)) return atr;
    last = { code: last.code, detail: `${volts}: ${last.detail}` };
  }
  return { ok: false, failure: last };
}

/** The reader or the card said no; the line works. */
function isRefusal({ code }: SlotFailure): boolean {
  return code === 'failed' || code === 'mute';
}

async function activate(host: CcidHost, select: number): Promise<SlotResult<Uint8Array>> {
  const answer = await askReader(host, { name: 'iccPowerOn', parameter: select, timeoutMs: POWER_ON_TIMEOUT_MS });
  return answer.ok ? { ok: true, value: answer.value.data } : answer;
}

function failed(detail: string): { readonly ok: false; readonly failure: SlotFailure } {
  return { ok: false, failure: { code: 'failed', detail } };
}

async function agree(host: CcidHost, atrBytes: Uint8Array, options: PowerOptions): Promise<SlotResult<PoweredCard>> {
  const parsed = parseAtr(atrBytes);
  if (!parsed.ok) return failed(`ATR ${parsed.code}`);
  const { atr } = parsed;
  const plan = planProtocol(atr, options.cautious);
  if (plan === undefined) {
    return failed(`the card offers ${atr.protocols.map((protocol) => `T=${protocol}`).join(', ')} only`);
  }
  const fiDi = await negotiate(host, plan, options.variant);
  if (!fiDi.ok) return fiDi;
  const set = await askReader(host, {
    name: 'setParameters',
    parameter: plan.protocol,
    data: plan.protocol === 0 ? t0Parameters(atr, fiDi.value) : t1Parameters(atr, fiDi.value),
    timeoutMs: PARAMETERS_TIMEOUT_MS,
  });
  if (!set.ok) return set;
  if (plan.protocol === 0) return { ok: true, value: { atr, atrBytes, protocol: 'T=0', exchange: t0Exchange(host) } };
  const exchange = await t1Exchange(host, atr);
  return exchange.ok ? { ok: true, value: { atr, atrBytes, protocol: 'T=1', exchange: exchange.value } } : exchange;
}

/** Asks the card, unless the reader does that by itself when its parameters are set. Answers Fi and Di to be set. */
async function negotiate(host: CcidHost, plan: ProtocolPlan, variant: ReaderVariant): Promise<SlotResult<number>> {
  if (!plan.pps || READER_VARIANTS[variant].readerNegotiates) return { ok: true, value: plan.fiDi };
  const request = ppsRequest(plan);
  const answer = await askReader(host, { name: 'xfrBlock', data: request, timeoutMs: XFR_TIMEOUT_MS });
  if (!answer.ok) return answer;
  const fiDi = agreedFiDi(request, answer.value.data);
  return fiDi === undefined ? failed('PPS refused') : { ok: true, value: fiDi };
}

/** abProtocolDataStructure for T=0: bmFindexDindex, bmTCCKST0, bGuardTime, bWaitingInteger, bClockStop (CCID 6.1.7). */
function t0Parameters(atr: Atr, fiDi: number): Uint8Array {
  return Uint8Array.of(fiDi, atr.inverse ? 0x02 : 0x00, atr.guardTime, atr.waitingInteger, 0x00);
}

/** The same for T=1: with bmTCCKST1 saying CRC or LRC, and bIFSC and bNadValue at the end. */
function t1Parameters(atr: Atr, fiDi: number): Uint8Array {
  const { ifsc, waitingIntegers, crc } = atr.t1;
  const checks = 0x10 | (atr.inverse ? 0x02 : 0x00) | (crc ? 0x01 : 0x00);
  return Uint8Array.of(fiDi, checks, atr.guardTime, waitingIntegers, 0x00, ifsc, 0x00);
}

/** T=0 at TPDU level: the command goes as it is. */
function t0Exchange(host: CcidHost): ApduExchange<SlotFailure> {
  return async (command) => {
    const answer = await askReader(host, { name: 'xfrBlock', data: command, timeoutMs: XFR_TIMEOUT_MS });
    return answer.ok ? { ok: true, answer: answer.value.data } : answer;
  };
}

/** T=1 at TPDU level: the blocks are made here. Ready when the card knows how long its blocks may be. */
async function t1Exchange(host: CcidHost, atr: Atr): Promise<SlotResult<ApduExchange<SlotFailure>>> {
  const connection = createT1({ ifsc: atr.t1.ifsc, edc: atr.t1.crc ? 'crc' : 'lrc' });
  const waitingMs = BLOCK_WAITING_MS * 2 ** (atr.t1.waitingIntegers >> 4);

  async function run(first: T1Step): Promise<SlotResult<Uint8Array>> {
    let step = first;
    while (step.kind === 'send') {
      const brought = await carryBlock(host, step.bytes, step.waitFactor, waitingMs);
      if (!brought.ok) return brought;
      step = connection.take(brought.value);
    }
    return step.kind === 'done' ? { ok: true, value: step.answer } : failed(`T=1 ${step.code}`);
  }

  const announced = await run(connection.announceSize());
  if (!announced.ok) return announced;
  return {
    ok: true,
    value: async (command) => {
      const carried = await run(connection.transmit(command));
      return carried.ok ? { ok: true, answer: carried.value } : carried;
    },
  };
}

async function carryBlock(
  host: CcidHost,
  block: Uint8Array,
  waitFactor: number,
  waitingMs: number,
): Promise<SlotResult<T1Input>> {
  const result = await host.exchange({
    name: 'xfrBlock',
    // bBWI: the reader waits so many block waiting times; 0 = the usual one.
    parameter: waitFactor === 1 ? 0 : waitFactor,
    data: block,
    timeoutMs: Math.max(XFR_TIMEOUT_MS, waitingMs * waitFactor + BLOCK_MARGIN_MS),
  });
  if (!result.ok) {
    // Lost between reader and us: the card still has its block and repeats it.
    if (result.code === 'garbled') return { ok: true, value: 'damaged' };
    return { ok: false, failure: { code: result.code, detail: `xfrBlock: ${result.code}` } };
  }
  const { message } = result;
  const status = answerStatus(message);
  if (!status.failed) return { ok: true, value: message.data.length === 0 ? 'silent' : message.data };
  if (status.icc !== 'absent' && status.error === ERROR_ICC_MUTE) return { ok: true, value: 'silent' };
  if (status.icc !== 'absent' && BLOCK_DAMAGED.has(status.error)) return { ok: true, value: 'damaged' };
  return { ok: false, failure: reportedFailure(message) };
}
