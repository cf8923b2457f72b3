import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countWaiting, createOutbox, recoverOutbox } from '../../../main/store/outbox.ts';
import { sm3Text } from '../../../main/core/sm3.ts';
import { verifyStore } from '../../../main/store/verify.ts';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';

const LI = '990000198503121011';
const WANG = '990000195607082025';

let desk: Desk;
let outbox: ReturnType<typeof createOutbox>;
beforeEach(() => {
  desk = openDesk();
  outbox = createOutbox(desk.store);
});
afterEach(() => desk.remove());

/** A citizen comes and has an item completed; its message waits in the outbox. */
async function complete(idNumber: string): Promise<string> {
  const { cases, act } = desk.services;
  await desk.arrive(idNumber);
  const { caseId } = done(await cases.open(TELLER, desk.request('open'), 'YB0310'));
  const { form } = done(desk.services.viewCase(TELLER, caseId));
  done(act(TELLER, desk.request('accept'), { kind: 'accept', caseId, input: { ticks: {}, form } }));
  done(act(TELLER, desk.request('complete'), { kind: 'complete', caseId, input: {} }));
  desk.leave();
  return caseId;
}

/** What the queue calls the message that was queued as the first, second … */
const nth = (place: number): number =>
  desk.database.prepare<[], number>('SELECT queue_id FROM outbox_message ORDER BY queue_id').pluck().all()[place - 1]!;
const now = (): string => desk.clock.now.toISOString();
const later = (seconds: number): string => new Date(desk.clock.now.getTime() + seconds * 1_000).toISOString();
/** The longest wait a message can have, in seconds, as the forwarder says it. */
const LONGEST_WAIT = 60;
const claim = (limit = 10, busy: string[] = []) =>
  outbox.claim({ now: now(), latest: later(LONGEST_WAIT), limit, busy: new Set(busy) }, []);
const deliveries = () => desk.services.listDelivery().map(({ state, detail }) => ({ state, detail }));
const receipt = (reference: string) => ({ reference, at: now() });
const historyOf = (subject: string): string[] =>
  desk.database
    .prepare<[string], string>('SELECT kind FROM journal WHERE subject = ? ORDER BY sequence')
    .pluck()
    .all(subject);

describe('claiming', () => {
  it('gives one message of each citizen, the oldest, and the next only after it is settled', async () => {
    await complete(LI);
    await complete(LI);
    await complete(WANG);
    const first = claim();
    expect(first.map(({ queueId }) => queueId)).toEqual([nth(1), nth(3)]);
    expect(new Set(first.map(({ orderKey }) => orderKey)).size).toBe(2);
    expect(claim()).toEqual([]);
    outbox.record([{ queueId: nth(1), kind: 'delivered', receipt: receipt('R1') }]);
    expect(claim().map(({ queueId }) => queueId)).toEqual([nth(2)]);
  });

  it('keeps a citizen’s order also while the first one waits for its next try', async () => {
    await complete(LI);
    await complete(LI);
    claim();
    outbox.record([{ queueId: nth(1), kind: 'retry', detail: '连不上', nextAt: later(60), mustAsk: false }]);
    expect(claim()).toEqual([]);
    desk.clock.now = new Date(later(60));
    expect(claim().map(({ queueId, attempts }) => [queueId, attempts])).toEqual([[nth(1), 1]]);
  });

  it('lets the next one go after a refusal: nothing blocks the queue', async () => {
    await complete(LI);
    await complete(LI);
    claim();
    outbox.record([{ queueId: nth(1), kind: 'refused', message: '参保关系不在本统筹区' }]);
    expect(claim().map(({ queueId }) => queueId)).toEqual([nth(2)]);
  });

  it('leaves out citizens who are busy and takes no more than it is asked for', async () => {
    await complete(LI);
    await complete(WANG);
    const [one] = claim(1);
    expect(one?.queueId).toBe(nth(1));
    const orderKey = desk.database
      .prepare('SELECT order_key FROM outbox_message WHERE queue_id = ?')
      .pluck()
      .get(nth(2));
    expect(claim(10, [String(orderKey)])).toEqual([]);
    expect(claim().map(({ queueId }) => queueId)).toEqual([nth(2)]);
  });

  it('gives the message exactly as it was fixed when the case was completed', async () => {
    await complete(LI);
    const [message] = claim();
    desk.clock.now = new Date(later(3_600));
    outbox.record([{ queueId: nth(1), kind: 'retry', detail: '超时', nextAt: now(), mustAsk: true }]);
    const [again] = claim();
    expect(again).toEqual({ ...message, attempts: 1, mustAsk: true });
    expect(message).toMatchObject({ mustAsk: false, operator: { number: '1001' }, insuranceRegion: '990000' });
    expect(message?.messageId).toMatch(/^C99000000001\d{14}\d{4}$/);
  });
});

describe('a due time', () => {
  it('L1 further off than any wait was fixed by a clock that has been set right since: the message is due', async () => {
    await complete(LI);
    await complete(WANG);
    claim();
    outbox.record([
      { queueId: nth(1), kind: 'retry', detail: '连不上', nextAt: later(LONGEST_WAIT), mustAsk: false },
      { queueId: nth(2), kind: 'retry', detail: '连不上', nextAt: later(LONGEST_WAIT + 1), mustAsk: false },
    ]);
    expect(claim().map(({ queueId }) => queueId)).toEqual([nth(2)]);
  });
});

describe('outcomes recorded with a claim', () => {
  it('let the successor of the same citizen go in the same transaction', async () => {
    await complete(LI);
    await complete(LI);
    claim();
    const due = { now: now(), latest: later(LONGEST_WAIT), limit: 10, busy: new Set<string>() };
    const next = outbox.claim(due, [{ queueId: nth(1), kind: 'delivered', receipt: receipt('R1') }]);
    expect(next.map(({ queueId }) => queueId)).toEqual([nth(2)]);
    expect(countWaiting(desk.database)).toBe(1);
  });
});

describe('a message whose id is somebody else’s', () => {
  it('goes out under the fresh id and no other, also when its journal is folded anew, and keeps its place', async () => {
    await complete(LI);
    await complete(LI);
    const [message] = claim();
    const freshId = 'C99000000001202611210930060400';
    outbox.record([{ queueId: nth(1), kind: 'renumbered', freshId, detail: '编号重复', nextAt: later(1) }]);
    expect(claim()).toEqual([]);
    desk.clock.now = new Date(later(1));
    recoverOutbox(desk.database);
    const [again] = claim();
    expect(again).toEqual({ ...message, messageId: freshId, attempts: 1, mustAsk: false });
    outbox.record([{ queueId: nth(1), kind: 'delivered', receipt: receipt('R1') }]);
    expect(historyOf(message!.messageId)).toContain('message.renumbered');
    expect(historyOf(message!.messageId).at(-1)).toBe('message.delivered');
    expect(verifyStore(desk.database, { anchorFile: desk.anchorFile, hashText: sm3Text })).toMatchObject({ ok: true });
  });
});

describe('after a crash', () => {
  it('what was on its way comes back and must be asked about first; what waited need not', async () => {
    await complete(LI);
    await complete(WANG);
    claim(1);
    recoverOutbox(desk.database);
    expect(claim().map(({ queueId, mustAsk }) => [queueId, mustAsk])).toEqual([
      [nth(1), true],
      [nth(2), false],
    ]);
  });
});

describe('an outcome', () => {
  it('is written into the history once; a late second one is ignored', async () => {
    await complete(LI);
    const [message] = claim();
    outbox.record([{ queueId: nth(1), kind: 'delivered', receipt: receipt('R1') }]);
    const before = historyOf(message!.messageId);
    outbox.record([{ queueId: nth(1), kind: 'delivered', receipt: receipt('R2') }]);
    outbox.record([{ queueId: nth(1), kind: 'refused', message: '重复' }]);
    outbox.record([{ queueId: nth(1), kind: 'retry', detail: '超时', nextAt: now(), mustAsk: true }]);
    expect(historyOf(message!.messageId)).toEqual(before);
    expect(before).toEqual(['message.delivered']);
    expect(deliveries()).toEqual([{ state: 'delivered', detail: 'R1' }]);
    expect([countWaiting(desk.database), outbox.nextDueAt(), claim()]).toEqual([0, null, []]);
  });

  it('that refuses is work for the teller, who sends it again with the same message id', async () => {
    await complete(LI);
    const [message] = claim();
    outbox.record([{ queueId: nth(1), kind: 'refused', message: '参保关系不在本统筹区' }]);
    expect(deliveries()).toEqual([{ state: 'refused', detail: '参保关系不在本统筹区' }]);
    const send = desk.request('send');
    desk.services.sendNow(TELLER, send, message!.messageId);
    desk.services.sendNow(TELLER, send, message!.messageId);
    expect(claim().map(({ messageId }) => messageId)).toEqual([message!.messageId]);
    outbox.record([{ queueId: nth(1), kind: 'delivered', receipt: receipt('R9') }]);
    expect(historyOf(message!.messageId)).toEqual(['message.refused', 'message.requeued', 'message.delivered']);
    expect(desk.services.sendNow(TELLER, desk.request('send'), message!.messageId)).toMatchObject({
      code: 'MESSAGE_NOT_WAITING',
    });
  });

  it('of an unknown message changes nothing', () => {
    outbox.record([{ queueId: 99, kind: 'delivered', receipt: receipt('R1') }]);
    expect(desk.database.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(0);
  });
});
