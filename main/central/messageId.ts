import { partsOfTick, tickAt, type TickSpan } from '../domain/delivery/messageTicks.ts';
import { wireStamp } from './wireTime.ts';

/** Who makes the ids: the institution, and which of its workstations. */
export interface MessageIdMaker {
  /** 12 characters, the same at every workstation of the institution. */
  readonly institutionCode: string;
  /** Two digits, at each workstation of the institution others. */
  readonly slot: string;
}

/**
 * `msgid` of the national platform, 30 characters: institution code 12 + yyyyMMddHHmmss (Chinese time) + serial 4. The
 * platform takes equal ids for the same message, and the format has no place for the workstation, so the serial is split: two
 * digits name the workstation, two count within the second. Two workstations cannot make the same id whatever their clocks
 * say, and one cannot because it uses each tick once.
 */
export function makeMessageId({ institutionCode, slot }: MessageIdMaker, tick: number): string {
  if (institutionCode.length !== 12) throw new Error('an institution code has 12 characters');
  if (!/^\d\d$/.test(slot)) throw new Error('a workstation slot has two digits');
  const { epochMs, number } = partsOfTick(tick);
  return institutionCode + wireStamp(epochMs) + slot + String(number).padStart(2, '0');
}

/**
 * How far ahead ticks are reserved, in seconds. A longer time saves durable writes; after a crash ids name a time that is at
 * most this much ahead of the clock.
 */
const RESERVED_SECONDS = 60;

/**
 * Makes ids that are never repeated. `reserve` uses up ticks durably (the store), null = it cannot now; call the result
 * outside of transactions, because reserving is its own one. An id names the present second, or the next ones when the second's
 * ids are used up; while none can be reserved, ids of the last reservation go on being used.
 */
export function createMessageIds(
  maker: MessageIdMaker,
  parts: { readonly now: () => number; readonly reserve: (from: number, count: number) => TickSpan | null },
): () => string {
  const count = tickAt(RESERVED_SECONDS * 1_000);
  let next = 0;
  let last = -1;
  let reservedAt = 0;
  return () => {
    const present = tickAt(parts.now());
    // A clock that was set back by more than a reservation: from now on ids name its time.
    if (next > last || present > last || present < reservedAt - count) {
      const span = parts.reserve(present, count);
      if (span === null && next > last) throw new Error('no message id is left, and none can be reserved');
      if (span !== null) ({ first: next, last } = span);
      reservedAt = present;
    } else {
      next = Math.max(next, present);
    }
    const id = makeMessageId(maker, next);
    next += 1;
    return id;
  };
}
