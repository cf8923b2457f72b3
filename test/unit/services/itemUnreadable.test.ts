import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogueAccess } from '../../../main/core/rules.ts';
import { sm3Text } from '../../../main/core/sm3.ts';
import { actKinds, actsWithoutItem, askedKinds, caseProcess, type ActKind } from '../../../main/domain/case/process.ts';
import { createCheckedDelivery } from '../../../main/services/checkedDelivery.ts';
import { COUNTER } from '../../../main/services/context.ts';
import { keepItems } from '../../../main/services/keptItems.ts';
import { createServices, type Services } from '../../../main/services/services.ts';
import { createOutbox } from '../../../main/store/outbox.ts';
import { verifyStore } from '../../../main/store/verify.ts';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';

const CODE = 'YB0310';
const NAME = '参保人员信息变更（旧版）';

/** What another release left of the version that the case was begun with. */
const LEFT = {
  missing: { content: null, name: `事项 ${CODE}（第 1 版）` },
  unparsable: { content: '{"code":"YB0310","version":1,"na', name: `事项 ${CODE}（第 1 版）` },
  'of another schema': { content: JSON.stringify({ code: CODE, version: 1, name: NAME, papers: [] }), name: NAME },
} as const satisfies Record<string, { readonly content: string | null; readonly name: string }>;

const INPUTS: Readonly<Record<ActKind, object>> = {
  obtain: { materials: [] },
  notify: { ticks: {}, form: {}, missing: [] },
  renotify: { ticks: {}, form: {}, missing: [] },
  accept: { ticks: {}, form: {} },
  admit: { ticks: {}, form: {} },
  supply: { ticks: {} },
  agree: { note: '同意' },
  remit: { reason: 'form', note: '填写有误' },
  deny: { reason: 'no-basis', note: '没有依据' },
  permit: { note: '属实' },
  decline: { note: '当场更正' },
  escalate: { reason: 'cannot-judge', note: '不能把握' },
  answer: { note: '同意', document: '1 号' },
  resubmit: { ticks: {}, form: {} },
  complete: {},
  conclude: {},
  settle: { ticks: {}, form: {} },
  correct: { form: {} },
  refuse: { reason: 'not-eligible', note: '不符合' },
  terminate: {},
  request: { note: '不清晰' },
  vouch: { note: '集中代办' },
  abandon: { reason: 'mistaken' },
  withdraw: { note: '改日再办' },
  annul: { note: '已在参保地办理' },
  recheck: { materials: [] },
  lapse: { what: 'gap' },
  pause: { reason: 'inquiry', note: '协查' },
  resume: { note: '已回复' },
  extend: { note: '专家评审未完成' },
  inform: { reason: 'phone' },
  note: { note: '已告知群众' },
};

describe.each(Object.entries(LEFT))('an item version that is %s', (_kind, { content, name }) => {
  let desk: Desk;
  beforeEach(async () => {
    desk = openDesk();
    await desk.arrive('990000198503121011');
  });
  afterEach(() => desk.remove());

  const begin = async (): Promise<string> =>
    done(await desk.services.cases.open(TELLER, desk.request('open'), CODE)).caseId;
  const act = (services: Services, caseId: string, kind: ActKind, input: object = INPUTS[kind]) =>
    services.act(TELLER, desk.request(kind, { caseId, input }), { kind, caseId, input });
  const accept = (caseId: string): void => {
    const { form } = done(desk.services.viewCase(TELLER, caseId));
    done(act(desk.services, caseId, 'accept', { ticks: {}, form }));
  };

  /** The counter as this release starts it: the files are gone, and of the version it has what was left. */
  const startLater = () => {
    if (content !== null) {
      desk.store.transact((transaction) =>
        transaction.append({
          kind: 'item.kept',
          subject: `${CODE}.1`,
          actor: COUNTER,
          payload: { code: CODE, version: 1, content },
        }),
      );
    }
    const context = { ...desk.context, catalogue: catalogueAccess({ search: [] }, keepItems(desk.context, []), []) };
    const services = createServices({
      context,
      devices: desk.rack.devices,
      deviceService: desk.deviceService,
      forwarding: { reachable: () => true, wake: () => undefined },
      demoAccounts: [],
      dock: null,
    });
    services.visits.tellerChanged(TELLER);
    return { services, delivery: createCheckedDelivery(context) };
  };

  it('leaves its case in sight with number, name, person and phase, and says what to do', async () => {
    const caseId = await begin();
    accept(caseId);
    const before = done(desk.services.viewCase(TELLER, caseId));
    const { services } = startLater();
    const view = done(services.viewCase(TELLER, caseId));
    expect(view).toMatchObject({
      caseNumber: before.caseNumber,
      phase: 'accepted',
      citizen: before.citizen,
      item: { code: CODE, version: 1 },
      slips: before.slips.map(({ slipNumber }) => ({ slipNumber })),
      history: before.history,
    });
    expect(services.viewItem(view.item)).toMatchObject({ name, materials: [], fields: [] });
    expect(view.itemProblem).toMatch(/读不了.*联系信息股/);
    expect(view.acts.map(({ kind }) => kind)).toEqual(
      actsWithoutItem.filter((kind) => caseProcess[kind].by.includes('teller')),
    );
    expect(desk.bugs).toEqual([]);
  });

  it('empties no list: its rows stand there by name beside all others', async () => {
    const caseId = await begin();
    accept(caseId);
    const { services } = startLater();
    expect(services.listTasks(TELLER).map((row) => [row.caseId, row.itemName])).toEqual([[caseId, name]]);
    done(act(desk.services, caseId, 'complete'));
    expect(services.listDelivery().map((row) => [row.caseId, row.itemName])).toEqual([[caseId, name]]);
    expect(services.findItems('参保')).toMatchObject({ items: [] });
  });

  it.each(['intake', 'accepted', 'completed'] as const)('is worked on by no act that needs it: %s', async (phase) => {
    const caseId = await begin();
    if (phase !== 'intake') accept(caseId);
    if (phase === 'completed') done(act(desk.services, caseId, 'complete'));
    const { services } = startLater();
    const entries = () =>
      desk.database.prepare(`SELECT count(*) FROM journal WHERE kind <> 'access.refused'`).pluck().get();
    const after = entries();
    for (const kind of askedKinds) {
      if (actsWithoutItem.includes(kind)) continue;
      const { by, from, all, returned } = caseProcess[kind];
      const possible = from.includes(phase) && !all && returned !== true;
      const code = !by.includes('teller') ? 'NOT_ALLOWED' : possible ? 'ITEM_UNREADABLE' : 'CASE_MOVED_ON';
      expect([kind, act(services, caseId, kind)]).toMatchObject([kind, { ok: false, code }]);
    }
    if (phase === 'intake') {
      expect(services.cases.saveDraft(TELLER, caseId, { ticks: {}, form: {} })).toMatchObject({
        code: 'ITEM_UNREADABLE',
      });
      const told = { ticks: {}, form: {}, missing: [] };
      expect(services.cases.previewNotice(TELLER, caseId, told)).toMatchObject({ code: 'ITEM_UNREADABLE' });
    }
    expect(await services.cases.obtainAgain(TELLER, desk.request('again'), caseId)).toMatchObject({
      code: 'ITEM_UNREADABLE',
    });
    expect(services.sheets.view(TELLER, { kind: 'application', caseId, form: {} })).toMatchObject({
      code: 'ITEM_UNREADABLE',
    });
    expect(entries()).toBe(after);
    expect(actKinds).toEqual(Object.keys(INPUTS));
  });

  it('lets what asks nothing of it go on: words, and an end of what cannot go on', async () => {
    const accepted = await begin();
    accept(accepted);
    const looked = await begin();
    const { services } = startLater();
    done(act(services, looked, 'note'));
    done(act(services, looked, 'abandon'));
    done(act(services, accepted, 'withdraw'));
    const left = await begin();
    const visitId = services.visits.reception().present?.visitId ?? '';
    done(services.visits.act(TELLER, desk.request('end'), { kind: 'ended', visitId }).answer);
    const phase = desk.database.prepare('SELECT phase FROM service_case WHERE case_id = ?').pluck();
    expect([looked, accepted, left].map((caseId) => phase.get(caseId))).toEqual(['closed', 'closed', 'closed']);
  });

  it('holds only a message whose materials still wait, with the reason', async () => {
    const sound = await begin();
    accept(sound);
    done(act(desk.services, sound, 'complete'));
    desk.central.mood = 'down';
    const pending = await begin();
    accept(pending);
    done(act(desk.services, pending, 'complete'));
    desk.central.mood = 'up';
    const { delivery } = startLater();
    const now = desk.clock.now.toISOString();
    const claimed = createOutbox(desk.store).claim({ now, latest: '9999', limit: 9, busy: new Set() }, []);
    const [first] = claimed;
    expect(await delivery.submit(first!)).toMatchObject({ outcome: 'delivered' });
    createOutbox(desk.store).record([
      { queueId: first!.queueId, kind: 'delivered', receipt: { reference: 'R', at: now } },
    ]);
    const [second] = createOutbox(desk.store).claim({ now, latest: '9999', limit: 9, busy: new Set() }, []);
    expect(await delivery.submit(second!)).toMatchObject({
      outcome: 'not-sent',
      detail: expect.stringMatching(/读不了.*联系信息股/) as unknown,
    });
  });

  it('is no fault of the history', async () => {
    const caseId = await begin();
    accept(caseId);
    startLater();
    expect(verifyStore(desk.database, { anchorFile: desk.anchorFile, hashText: sm3Text })).toMatchObject({ ok: true });
  });
});
