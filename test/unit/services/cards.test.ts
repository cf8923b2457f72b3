import { afterEach, beforeEach, expect, it } from 'vitest';
import { aCardLostAndReissued, handleCard } from '../../fixtures/desk/cards.ts';
import { done, openDesk, OTHER_TELLER, TELLER, type Desk } from '../../fixtures/desk/desk.ts';

/* Social-security cards at the counter, from the report of loss to the new card in hand. */

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.remove();
});

const CITIZEN = '990000198503121011';
const alerts = () => desk.services.visits.reception().present?.person?.cards.map(({ state }) => state) ?? [];

it('a card that was reported lost here proves nobody any more, before the central system has heard of it', async () => {
  desk.central.mood = 'up';
  await desk.arrive(CITIZEN);
  await handleCard(desk, 'YT0101', { way: 'formal', reason: 'lost' });
  desk.leave();
  desk.reader.put('employee');
  await desk.services.visits.lookUpAgain(TELLER);
  expect(alerts()).toEqual(['lost']);
});

it('is not lost twice, nor ordered twice; what was sent back is made again in the next batch, or not at all', async () => {
  await desk.arrive(CITIZEN);
  await handleCard(desk, 'YT0101', { way: 'formal', reason: 'lost' });
  await expect(handleCard(desk, 'YT0101', { way: 'formal', reason: 'lost' })).rejects.toThrow('CARD_FORBIDS');
  await handleCard(desk, 'YT0103', { reason: 'lost', delivery: 'window' });
  await expect(handleCard(desk, 'YT0104', { reason: 'damaged' })).rejects.toThrow(/CARD_FORBIDS|MATERIALS/);
  const { cards } = desk.services;
  const batch = '2026-11-B1';
  const [order] = cards.batch(batch);
  const rejected = [{ orderId: order?.orderId ?? '', reason: '照片不合格' }];
  expect(cards.receive(OTHER_TELLER, desk.request('receive'), { batch, rejected })).toMatchObject({
    code: 'CARD_BATCH_MOVED_ON',
  });
  done(cards.send(TELLER, desk.request('send'), batch));
  expect(cards.receive(TELLER, desk.request('receive'), { batch, rejected })).toMatchObject({
    code: 'CARD_BATCH_SAME_PERSON',
  });
  const press = desk.request('receive');
  const twice = [...rejected, ...rejected];
  expect(cards.receive(OTHER_TELLER, desk.request('receive'), { batch, rejected: twice })).toMatchObject({
    code: 'CARD_ORDER_MOVED_ON',
  });
  done(cards.receive(OTHER_TELLER, press, { batch, rejected }));
  done(cards.receive(OTHER_TELLER, press, { batch, rejected }));
  expect(cards.view().rejected).toMatchObject([
    { reason: '照片不合格', citizen: expect.stringContaining('*') as string },
  ]);
  const again = { orderId: order?.orderId ?? '', again: true, note: '照片已重拍' };
  done(cards.settleRejected(TELLER, desk.request('again'), again));
  expect(cards.settleRejected(TELLER, desk.request('again'), again)).toMatchObject({ code: 'CARD_ORDER_MOVED_ON' });
  expect(cards.batch('2026-11-B2')).toMatchObject([{ state: 'ordered', reason: null }]);
});

it('ends with the activation of the new one, and whoever lays it later is told', async () => {
  await aCardLostAndReissued(desk);
  expect(desk.services.cards.view().stock).toEqual([]);
  await desk.arrive(CITIZEN);
  expect(alerts()).toEqual(['ended', 'active']);
  await expect(handleCard(desk, 'YT0106', { 'card-number': 'Z99009999', activate: 'now' })).rejects.toThrow(
    'CARD_FORBIDS',
  );
});

it('is ordered no more when its case is void', async () => {
  await desk.arrive(CITIZEN);
  await handleCard(desk, 'YT0101', { way: 'formal', reason: 'lost' });
  await desk.forward();
  const caseId = await handleCard(desk, 'YT0103', { reason: 'lost', delivery: 'window' });
  desk.central.mood = 'refuses';
  await desk.forward();
  const annul = { kind: 'annul', caseId, input: { note: '信息有误' } } as const;
  done(desk.services.act(TELLER, desk.request('annul'), annul));
  expect(desk.services.cards.batch('2026-11-B1')).toMatchObject([{ state: 'cancelled' }]);
});
