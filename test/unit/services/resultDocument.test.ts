import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActKind } from '../../../main/domain/case/process.ts';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import { rebuildProjections } from '../../../main/store/projections/rebuild.ts';
import { done, openDesk, OTHER_TELLER, TELLER, type Desk } from '../../fixtures/desk/desk.ts';

const EMPLOYEE = '990000198503121011';
const REVIEWER: StaffActor = { kind: 'person', number: '2001', name: '赵国强', role: 'reviewer' };

let desk: Desk;
beforeEach(async () => {
  desk = openDesk();
  await desk.arrive(EMPLOYEE);
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.remove();
});

const act = (caseId: string, kind: ActKind, input: object = {}, by: StaffActor = TELLER) =>
  desk.services.act(by, desk.request(kind, { caseId, input }), { kind, caseId, input });
const view = (caseId: string) => done(desk.services.viewCase(TELLER, caseId));
const handOut = (number: string) =>
  done(desk.services.sheets.handOut(TELLER, desk.request('hand'), { kind: 'document', number }, 'dialogue')).sheet;
const told = () => desk.services.visits.scanNotice()?.told.happened ?? '';
const scan = async (text: string) => done(await desk.services.visits.scanned(TELLER, desk.request('scan'), text));

const FORM = { applicant: 'self', 'insurance-type': '310', phone: '13900000001' };

/** The certificate of the citizen at the counter, completed. */
async function certificate(form: object = FORM): Promise<{ caseId: string; number: string }> {
  const caseId = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0310')).caseId;
  done(act(caseId, 'accept', { ticks: {}, form }));
  expect(view(caseId).documents).toEqual([]);
  done(act(caseId, 'complete'));
  return { caseId, number: view(caseId).documents[0]?.number ?? '' };
}

describe('the document of a result', () => {
  it('is numbered by its own series without a gap, beside those of the slips', async () => {
    const [first, second] = [await certificate(), await certificate()];
    expect([first.number, second.number]).toEqual(['PZ2026112003-0001', 'PZ2026112003-0002']);
    expect(view(first.caseId).slips.map(({ slipNumber }) => slipNumber)).toEqual([
      'SL2026112003-0001',
      'BJ2026112003-0001',
    ]);
    // The series come out of the history alone.
    expect(rebuildProjections(desk.database)).toMatchObject({ ok: true });
    expect((await certificate()).number).toBe('PZ2026112003-0003');
  });

  it('is kept as it went out: what is known later changes nothing on it', async () => {
    const { caseId, number } = await certificate();
    const before = handOut(number);
    expect(before.facts).toContainEqual({ label: '证件号码', value: EMPLOYEE });
    desk.clock.now = new Date('2027-05-04T01:00:00.000Z');
    desk.central.mood = 'down';
    const { mark, ...after } = handOut(number);
    expect(after).toEqual(before);
    expect(mark).toMatch(/^补打 1　2027年5月4日 09:00　王小敏$/);
    expect(view(caseId).documents).toMatchObject([{ handedOut: 2 }]);
  });

  it('shows no number in full to whoever only looks at it', async () => {
    const { number } = await certificate();
    const looked = done(desk.services.sheets.view(TELLER, { kind: 'document', number }));
    expect(JSON.stringify(looked)).not.toContain(EMPLOYEE);
    expect(JSON.stringify(looked)).toContain('990000********1011');
    expect(view((await certificate()).caseId).documents).toMatchObject([{ handedOut: 0 }]);
  });

  it('says 补打 n from the second time on, once for each press', async () => {
    const { number } = await certificate();
    expect(handOut(number).mark).toBeUndefined();
    const request = desk.request('hand');
    const of = { kind: 'document', number } as const;
    const pressed = [1, 2].map(() => done(desk.services.sheets.handOut(TELLER, request, of, 'printer')).sheet.mark);
    expect(pressed.map((mark) => mark?.slice(0, 4))).toEqual(['补打 1', '补打 1']);
    expect(handOut(number).mark).toMatch(/^补打 2　/);
  });

  it('is for whoever sees the case in full alone', async () => {
    const { number } = await certificate();
    const of = { kind: 'document', number } as const;
    expect(desk.services.sheets.handOut(OTHER_TELLER, desk.request('hand'), of, 'pdf').ok).toBe(false);
    expect(desk.services.sheets.view(REVIEWER, of).ok).toBe(false);
    expect(desk.services.sheets.view(TELLER, { kind: 'document', number: 'PZ2026112003-0099' }).ok).toBe(false);
  });
});

describe('what a document is worth', () => {
  it('is told when its code is scanned, and nobody comes to the counter by it', async () => {
    const { number } = await certificate();
    const code = handOut(number).qr ?? '';
    desk.leave();
    await scan(code);
    expect(told()).toBe(`核验：《参保凭证》 ${number} 真实有效。`);
    const { kept } = desk.services.visits.scanNotice()?.told ?? {};
    expect(kept).toContain('持有人 李*国，2026年11月20日出具');
    expect(desk.services.visits.reception().present).toBeNull();
    await scan(code.replace('-0001/', '-0009/'));
    expect(told()).toContain('没有出具过');
    const otherCase = `YGT1/${number}/990000001202611200030099`;
    await scan(otherCase);
    expect(told()).toContain('没有出具过');
  });

  it('is nothing once the centre has refused the result for good; the number stays with its reason', async () => {
    const { caseId, number } = await certificate();
    const code = handOut(number).qr ?? '';
    desk.central.mood = 'refuses';
    await desk.forward();
    done(act(caseId, 'annul', { note: '参保关系不在本地' }));
    expect(view(caseId).documents).toMatchObject([{ number, standing: 'void' }]);
    const again = desk.services.sheets.handOut(TELLER, desk.request('hand'), { kind: 'document', number }, 'pdf');
    expect(again).toMatchObject({ ok: false, code: 'SLIP_VOID' });
    expect(done(desk.services.sheets.view(TELLER, { kind: 'document', number })).sheet.mark).toContain('作废');
    await scan(code);
    expect(told()).toContain('已作废');
    expect((await certificate()).number).toBe('PZ2026112003-0002');
  });

  it('goes over to the one that corrects it', async () => {
    const { caseId, number } = await certificate();
    const code = handOut(number).qr ?? '';
    desk.central.mood = 'refuses';
    await desk.forward();
    done(act(caseId, 'correct', { form: { ...FORM, phone: '13900000002' } }));
    const [old, now] = view(caseId).documents;
    expect(old).toMatchObject({ number, standing: 'superseded' });
    expect(now).toMatchObject({ number: 'PZ2026112003-0002', standing: 'genuine' });
    expect(JSON.stringify(handOut(now?.number ?? ''))).toContain(`代替 ${number}，原文书作废`);
    await scan(code);
    expect(told()).toContain(`已被新的文书代替（${now?.number ?? ''}）`);
  });

  it('ends with the day before so many years, and is told to have ended', async () => {
    desk.leave();
    desk.clock.now = new Date('2028-02-29T02:00:00.000Z');
    await desk.arrive(EMPLOYEE);
    const caseId = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YB0516')).caseId;
    const ticks = { 'medical-records': { alternative: 'check-up', form: 'original' } };
    const disease = {
      'disease-code': 'M03900',
      'disease-name': '高血压',
      doctor: '周医生',
      'diagnosed-on': '2028-02-01',
    };
    const form = {
      ...view(caseId).form,
      ...disease,
      'hospital-name': '县人民医院',
      applicant: 'self',
      phone: FORM.phone,
    };
    done(act(caseId, 'accept', { ticks, form }));
    done(act(caseId, 'complete'));
    expect(view(caseId).documents).toMatchObject([{ validUntil: '2033-02-28', standing: 'genuine' }]);
    const { sheet } = done(
      desk.services.sheets.view(TELLER, { kind: 'document', number: view(caseId).documents[0]?.number ?? '' }),
    );
    expect(JSON.stringify(sheet)).toContain('2028年2月29日至2033年2月28日有效');
    desk.clock.now = new Date('2033-03-01T02:00:00.000Z');
    await scan(sheet.qr ?? '');
    expect(told()).toContain('真实，但已过有效期');
  });

  it('is no certificate where a review ends the benefit', async () => {
    const caseId = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YT0301')).caseId;
    const ticks = { 're-examination': { alternative: 'clinic', form: 'original' } };
    const disease = {
      'disease-code': 'M03900',
      'disease-name': '高血压',
      'old-certificate': 'A1',
      'expired-on': '2026-10-31',
    };
    const form = { ...view(caseId).form, ...disease, conclusion: 'stop', applicant: 'self', phone: FORM.phone };
    done(act(caseId, 'accept', { ticks, form }));
    done(act(caseId, 'complete'));
    expect(view(caseId)).toMatchObject({ phase: 'completed', documents: [] });
  });
});
