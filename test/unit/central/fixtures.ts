import { centralConfigSchema } from '../../../main/central/config.ts';
import { createMessageIds, makeMessageId } from '../../../main/central/messageId.ts';
import type { OutboundMessage } from '../../../main/domain/delivery/delivery.ts';
import { contentHash } from '../../../main/store/contentHash.ts';
import type { Clock } from '../../../main/domain/time.ts';
import { reserveTicks, tickAt, type TickSpan } from '../../../main/domain/delivery/messageTicks.ts';

/** Saturday morning at the hall: 2026-11-21 09:30:05 in China. */
export const HALL_TIME_MS = Date.parse('2026-11-21T01:30:05.000Z');
export const INSTITUTION = 'J99000000001';
export const MAKER = { institutionCode: INSTITUTION, slot: '03' };
export const TELLER = { number: '0103', name: '陈静' };

export const CONFIG = centralConfigSchema.parse({
  endpoint: 'http://127.0.0.1:9',
  institutionCode: INSTITUTION,
  institutionName: '样例县医疗保障事务中心政务服务大厅综合柜员窗口（城关）',
  accessKey: 'demo-access',
  secretKey: 'demo-secret',
});

/** The `serial`-th message of the day, about `citizen`. */
export function messageAbout(citizen: string, serial: number): OutboundMessage {
  const content = {
    transaction: '2501',
    insuranceRegion: '990000',
    operator: TELLER,
    completedAt: new Date(HALL_TIME_MS).toISOString(),
    input: { refmedin: { psn_no: citizen, insutype: '390', refl_type: '2', begndate: '2026-11-21' } },
  };
  return {
    messageId: makeMessageId(MAKER, tickAt(HALL_TIME_MS) + serial),
    orderKey: citizen,
    ...content,
    contentHash: contentHash(content),
    journalHead: { sequence: serial, hash: 'ab'.repeat(32) },
  };
}

/** The clock stands still at {@link HALL_TIME_MS}. */
export const HALL_CLOCK: Clock = { wall: () => new Date(HALL_TIME_MS), running: () => 0 };

/** What the store keeps of used ticks, in memory. */
export function memoryTicks(): (from: number, count: number) => TickSpan {
  let used: readonly TickSpan[] = [];
  return (from, count) => {
    const taken = reserveTicks(used, from, count);
    ({ used } = taken);
    return taken.reserved;
  };
}

/** Ids of a counter of its own under this clock. */
export function messageIds({ wall }: Pick<Clock, 'wall'>): () => string {
  return createMessageIds(MAKER, { now: () => wall().getTime(), reserve: memoryTicks() });
}
