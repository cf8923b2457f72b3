import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conditionHolds } from '../../../main/domain/catalogue/form.ts';
import { isUrgentLock } from '../../../main/domain/benefit/urgent.ts';
import { isFromCitizen, materialsFor } from '../../../main/domain/catalogue/materialList.ts';
import { applicationsFor, type Application } from '../../fixtures/catalogue/applications.ts';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import { done, openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { citizenOf } from '../../fixtures/desk/citizenOf.ts';

const first = openDesk();
const { items } = first.context.catalogue;
first.remove();

/** Who checks and decides what takes the special route, in this order. */
const CHECKING: readonly StaffActor[] = [
  { kind: 'person', number: '2001', name: '赵国强', role: 'reviewer' },
  { kind: 'person', number: '3001', name: '孙立', role: 'branch-leader' },
];

describe.each(items.map((item) => [item.code, item.name, item] as const))('%s %s', (code, _name, item) => {
  let desk: Desk;
  /** A counter at which nothing of this has been handled yet: the same matter twice is refused. */
  const begin = async () => {
    desk.remove();
    desk = openDesk();
    await desk.arrive(citizenOf(item));
    if (item.card === 'lift-loss' || item.card === 'reissue') await loseCard();
  };
  beforeEach(async () => {
    desk = openDesk();
    await desk.arrive(citizenOf(item));
  });
  afterEach(() => desk.remove());

  type Kind = 'notify' | 'accept' | 'settle' | 'agree' | 'complete';
  const act = (caseId: string, kind: Kind, input: object, by: StaffActor = TELLER) =>
    desk.services.act(by, desk.request(kind, { caseId, input, by }), { kind, caseId, input });
  const open = async () => done(await desk.services.cases.open(TELLER, desk.request('open'), code)).caseId;

  /** A card that was not lost is neither found again nor made a second time. */
  const loseCard = async () => {
    const { caseId } = done(await desk.services.cases.open(TELLER, desk.request('open'), 'YT0101'));
    const form = { applicant: 'self', way: 'formal', reason: 'lost', phone: '13900000001' };
    done(act(caseId, 'accept', { form, ticks: {} }));
    done(act(caseId, 'complete', {}));
    await desk.forward();
  };

  /** From the citizen's word to the message: told what is missing if anything is, accepted, completed, sent. */
  const walk = async ({ form, ticks }: Application) => {
    if (item.prechecks.length > 0 || item.card !== undefined) await begin();
    const before = desk.central.effects.length;
    const caseId = await open();
    done(desk.services.cases.saveDraft(TELLER, caseId, { ticks, form }));
    // What this form makes necessary is asked about as soon as it is kept; the answers come on their own.
    await new Promise(setImmediate);
    const missing = materialsFor(item, form)
      .filter(isFromCitizen)
      .map((material) => ({ materialCode: material.code, reason: 'not-brought' as const }));
    const handIn = item.oneStep ? 'settle' : 'accept';
    if (missing.length > 0) {
      expect(done(act(caseId, 'notify', { form, ticks: {}, missing })).slipNumber).toMatch(/^BZ/);
      expect(act(caseId, handIn, { form, ticks: {} })).toMatchObject({ code: 'MATERIALS_INCOMPLETE' });
    }
    done(act(caseId, handIn, { form, ticks }));
    if (item.approvalRoute === 'special') for (const by of CHECKING) done(act(caseId, 'agree', { note: '同意' }, by));
    if (!item.oneStep) done(act(caseId, 'complete', {}));
    // Messages of one citizen leave one after the other.
    await desk.forward();
    await desk.forward();
    expect(desk.services.viewCase(TELLER, caseId)).toMatchObject({
      ok: true,
      value: { phase: 'completed', delivery: { state: 'delivered' } },
    });
    // A lock that acts at once is told at once, and with its result.
    expect(desk.central.effects.length).toBe(before + (isUrgentLock(item, form) ? 2 : 1));
    handedOver(caseId);
    desk.leave();
    await desk.arrive(citizenOf(item));
  };

  /** The result is a paper of its own: numbered, whole, with its seal and the code by which it is verified. */
  const handedOver = (caseId: string): void => {
    const { documents, form } = done(desk.services.viewCase(TELLER, caseId));
    const [document, ...more] = documents;
    if (!conditionHolds(item.resultDocument?.issuedWhen, form)) {
      expect(documents).toEqual([]);
      return;
    }
    expect(more).toEqual([]);
    expect(document).toMatchObject({ name: item.resultDocument?.name, standing: 'genuine', handedOut: 0 });
    const of = { kind: 'document', number: document?.number ?? '' } as const;
    const { sheet } = done(desk.services.sheets.handOut(TELLER, desk.request('hand'), of, 'dialogue'));
    expect(sheet).toMatchObject({ title: document?.name, number: document?.number });
    expect(sheet.facts).toContainEqual({ label: '证件号码', value: citizenOf(item) });
    expect(sheet.qr).toContain(sheet.number);
    expect(sheet.seal?.organ).toBe(sheet.organ);
    expect(sheet.parts.length).toBeGreaterThan(2);
    for (const part of sheet.parts) {
      if (part.kind === 'grid') for (const { value } of part.pairs) expect(value).not.toBe('');
    }
  };

  it('is begun, noticed, accepted, completed and sent, whoever applies', async () => {
    await fc.assert(fc.asyncProperty(applicationsFor(item), walk), { numRuns: 3 });
    expect(desk.bugs).toEqual([]);
  });
});
