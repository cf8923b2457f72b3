import { centralConfigSchema } from '../../../main/central/config.ts';
import { makeMessageId } from '../../../main/central/messageId.ts';
import type { OutboundMessage } from '../../../main/domain/delivery/delivery.ts';

/** Saturday morning at the hall: 2026-11-21 09:30:05 in China. */
export const HALL_TIME_MS = Date.parse('2026-11-21T01:30:05.000Z');
export const INSTITUTION = 'J99000000001';
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
  return {
    messageId: makeMessageId(INSTITUTION, HALL_TIME_MS, serial),
    transaction: '2501',
    orderKey: citizen,
    insuranceRegion: '990000',
    operator: TELLER,
    completedAt: new Date(HALL_TIME_MS).toISOString(),
    input: { refmedin: { psn_no: citizen, insutype: '390', refl_type: '2', begndate: '2026-11-21' } },
    journalHead: { sequence: serial, hash: 'ab'.repeat(32) },
  };
}
