import type { Atr } from './atr.ts';
import { byteAt } from './bytes.ts';

/** What reader and card are to agree on. */
export interface ProtocolPlan {
  readonly protocol: 0 | 1;
  /** Fi and Di, each the index of the standard's tables. */
  readonly fiDi: number;
  /** The card must be asked (PPS) before: it offers a choice, or another speed than it starts with. */
  readonly pps: boolean;
}

/** Numerators and denominators of the elementary time unit by index; 0 = reserved. Source: ISO/IEC 7816-3:2006, tables 7 and 8. */
const F_VALUES = [372, 372, 558, 744, 1116, 1488, 1860, 0, 0, 512, 768, 1024, 1536, 2048, 0, 0] as const;
const D_VALUES = [0, 1, 2, 4, 8, 16, 32, 64, 12, 20, 0, 0, 0, 0, 0, 0] as const;
/** Clocks per bit of every card that was not asked for anything else. */
const DEFAULT_CLOCKS = 372;
const DEFAULT_FI_DI = 0x11;

const PPSS = 0xff;
const PPS1_PRESENT = 0x10;

/**
 * What to agree on with a card: of its protocols the first that is spoken here, and its speed where that is higher than the
 * default. `cautious`: nothing is asked for, the card is taken as it starts. Undefined: no protocol in common.
 */
export function planProtocol(atr: Atr, cautious: boolean): ProtocolPlan | undefined {
  const known = (protocol: number | undefined): protocol is 0 | 1 => protocol === 0 || protocol === 1;
  if (atr.specificProtocol !== undefined) {
    return known(atr.specificProtocol) ? { protocol: atr.specificProtocol, fiDi: atr.fiDi, pps: false } : undefined;
  }
  const protocol = atr.protocols.find(known);
  if (protocol === undefined) return undefined;
  const mustChoose = protocol !== atr.protocols[0];
  const fiDi = isFaster(atr.offeredFiDi) && !cautious ? atr.offeredFiDi : DEFAULT_FI_DI;
  const choice = new Set(atr.protocols).size > 1;
  return { protocol, fiDi, pps: mustChoose || (!cautious && (choice || fiDi !== DEFAULT_FI_DI)) };
}

function isFaster(fiDi: number): boolean {
  const clocks = F_VALUES[fiDi >> 4] ?? 0;
  const divisor = D_VALUES[fiDi & 0x0f] ?? 0;
  return clocks > 0 && divisor > 0 && clocks / divisor < DEFAULT_CLOCKS;
}

/** The request: PPSS, PPS0, PPS1 when the speed is not the default, check byte. Source: ISO/IEC 7816-3:2006, 9.2. */
export function ppsRequest(plan: ProtocolPlan): Uint8Array {
  const speed = plan.fiDi === DEFAULT_FI_DI ? [] : [plan.fiDi];
  const body = [PPSS, plan.protocol | (speed.length > 0 ? PPS1_PRESENT : 0), ...speed];
  return Uint8Array.from([...body, body.reduce((sum, byte) => sum ^ byte, 0)]);
}

/**
 * What a card's answer to the request means: the speed that counts from now on, or undefined when the card did not agree (9.3). A
 * card that leaves PPS1 out agrees to the protocol but keeps the default speed.
 */
export function agreedFiDi(request: Uint8Array, response: Uint8Array): number | undefined {
  if (Buffer.compare(request, response) === 0) return request.length === 4 ? byteAt(request, 2) : DEFAULT_FI_DI;
  const protocol = byteAt(request, 1) & 0x0f;
  return Buffer.compare(response, Uint8Array.of(PPSS, protocol, PPSS ^ protocol)) === 0 ? DEFAULT_FI_DI : undefined;
}
