import { randomUUID } from 'node:crypto';
import { isContractProcedure } from '@orpc/contract';
import { liveKeys } from '../../../main/contract/liveState.ts';
import { roles, type Role } from '../../../main/domain/staff/role.ts';
import { virtualDriver } from '../../fixtures/desk/rack.ts';

const id = '01900000-0000-7000-8000-000000000000';
const press = { requestId: randomUUID() };
const work = { caseId: id, ticks: {}, form: {} };
/** Settings that nobody can have: their place is taken. */
export const takenDevice = { name: '扫码器', driver: virtualDriver('scanner', 'taken'), plugIdentity: null };

/** Who may look into a case on some ground. */
const CASE_VIEWERS: readonly Role[] = [
  'teller',
  'reviewer',
  'branch-leader',
  'bureau-head',
  'duty-leader',
  'auditor',
  'technician',
  'administrator',
];

/** The card business is seen by who serves and checks, and who supervises. */
const CARD_VIEWERS: readonly Role[] = ['teller', 'reviewer', 'branch-leader', 'duty-leader', 'auditor'];

/** Everybody but the technician reads the registers. */
const REGISTER_READERS: readonly Role[] = roles.filter((role) => role !== 'technician');

/**
 * Who may call what, written by hand from the description of the posts, each with an input of the right shape that finds
 * nothing. `everybody` is a window of this counter, signed in or not.
 */
export const expected: Readonly<
  Record<string, { readonly who: readonly Role[] | 'everybody'; readonly input: unknown }>
> = {
  'session.signIn': { who: 'everybody', input: { number: 'nobody', password: 'x' } },
  'session.signOut': { who: 'everybody', input: {} },
  'session.changePassword': { who: roles, input: { ...press, current: 'not-mine-1', chosen: 'short' } },
  'session.switchPost': { who: roles, input: { role: 'duty-clerk' } },
  'session.active': { who: 'everybody', input: {} },
  'live.watch': { who: 'everybody', input: { topics: liveKeys } },
  'visit.openByIdNumber': { who: ['teller'], input: { ...press, idNumber: '12' } },
  'visit.scanned': { who: ['teller'], input: { ...press, code: '6901234567892' } },
  'visit.readCard': { who: ['teller'], input: {} },
  'visit.lookUpAgain': { who: ['teller'], input: {} },
  'visit.takeUp': { who: ['teller'], input: { ...press, reader: 'card' } },
  'visit.checkIdentity': { who: ['teller'], input: { ...press, visitId: id } },
  'visit.decideOther': { who: ['teller'], input: { ...press, visitId: id, decision: 'stay' } },
  'visit.park': { who: ['teller'], input: { ...press, visitId: id } },
  'visit.resume': { who: ['teller'], input: { ...press, visitId: id } },
  'visit.takeOver': { who: ['teller'], input: { ...press, visitId: id } },
  'visit.end': { who: ['teller'], input: { ...press, visitId: id } },
  'visit.photo': { who: ['teller'], input: { visitId: id, photo: id } },
  'visit.reveal': { who: ['teller'], input: { field: 'id-number', reason: 'fill-form' } },
  'catalogue.search': { who: ['teller'], input: { text: '参保' } },
  'catalogue.item': { who: CASE_VIEWERS, input: { code: 'YB0310', version: 1 } },
  'card.view': { who: CARD_VIEWERS, input: {} },
  'card.batch': { who: CARD_VIEWERS, input: { batch: '2026-11-B1' } },
  'card.send': { who: ['teller'], input: { ...press, batch: '2026-11-B1' } },
  'card.receive': { who: ['teller'], input: { ...press, batch: '2026-11-B1', rejected: [] } },
  'card.settleRejected': { who: ['teller'], input: { ...press, orderId: id, again: true, note: '照片已重拍' } },
  'register.view': { who: REGISTER_READERS, input: { register: 'handled', from: '2026-11-20', to: '2026-11-20' } },
  'register.export': {
    who: REGISTER_READERS,
    input: { ...press, register: 'voided', from: '2026-11-20', to: '2026-11-20', purpose: '月度通报' },
  },
  'case.open': { who: ['teller'], input: { ...press, itemCode: 'YB0310' } },
  'case.reveal': { who: ['teller'], input: { caseId: id, field: 'id-number', reason: 'call-back' } },
  'case.view': { who: CASE_VIEWERS, input: { caseId: id } },
  'case.ask': { who: CASE_VIEWERS, input: { ...press, name: { by: 'case', caseId: id }, reason: 'complaint' } },
  'case.act': {
    who: ['teller', 'reviewer', 'branch-leader', 'bureau-head', 'duty-leader'],
    input: { ...press, caseId: id, kind: 'accept', input: { ticks: {}, form: {} } },
  },
  'case.give': {
    who: ['teller', 'reviewer', 'branch-leader', 'bureau-head'],
    input: { ...press, caseId: id, to: '2002' },
  },
  'asked.list': { who: roles, input: {} },
  'asked.record': {
    who: roles,
    input: {
      ...press,
      who: '一位老人',
      matter: '补缴',
      referred: { to: 'nobody', dueOn: '2026-11-23' },
      answer: null,
    },
  },
  'asked.accept': { who: roles, input: { ...press, askedId: id } },
  'asked.answer': { who: roles, input: { ...press, askedId: id, text: '可以', satisfied: true } },
  'releases.view': { who: ['administrator'], input: {} },
  'releases.export': { who: ['administrator'], input: {} },
  'releases.propose': { who: ['administrator'], input: { ...press, text: '{}', why: '评估' } },
  'releases.publish': { who: ['administrator'], input: { ...press, code: 'YB0001', version: 9 } },
  'releases.decline': { who: ['administrator'], input: { ...press, code: 'YB0001', version: 9, why: '依据不足' } },
  'duty.view': { who: roles, input: {} },
  'duty.enterAbsence': {
    who: roles,
    input: { ...press, number: 'nobody', from: '2026-11-20', to: '2026-11-20', half: null, reason: '病假' },
  },
  'duty.endAbsence': { who: roles, input: { ...press, absenceId: id } },
  'duty.answerSilence': { who: ['duty-leader'], input: { ...press, number: 'nobody', absent: true } },
  'duty.nameSubstitute': {
    who: ['bureau-head'],
    input: { ...press, number: 'nobody', role: 'reviewer', substitute: 'office', reason: '都不在' },
  },
  'case.tasks': { who: ['teller', 'reviewer', 'branch-leader', 'bureau-head'], input: {} },
  'case.awaited': { who: ['teller'], input: {} },
  'case.today': { who: ['teller'], input: {} },
  'case.saveDraft': { who: ['teller'], input: work },
  'case.obtainAgain': { who: ['teller'], input: { ...press, caseId: id } },
  'case.previewNotice': { who: ['teller'], input: { ...work, missing: [] } },
  'slip.view': { who: ['teller', 'reviewer', 'branch-leader', 'bureau-head'], input: { slipNumber: 'SL1' } },
  'slip.reprint': { who: ['teller'], input: { ...press, slipNumber: 'SL1' } },
  'slip.settleUnknown': { who: ['teller'], input: { ...press, jobId: id, cameOut: true } },
  'slip.cancelPrint': { who: ['teller'], input: { ...press, jobId: id } },
  'slip.release': { who: ['teller'], input: { ...press, jobId: id } },
  'slip.printAgain': { who: ['teller'], input: { ...press, jobId: id } },
  'slip.moveToPrinter': { who: ['teller'], input: { ...press, jobId: id, deviceId: id } },
  'sheet.view': { who: ['teller'], input: { of: { kind: 'slip', slipNumber: 'SL1' } } },
  'sheet.handOut': {
    who: ['teller'],
    input: { ...press, of: { kind: 'slip', slipNumber: 'SL1' }, how: 'printer' },
  },
  'device.detect': { who: ['technician'], input: {} },
  'device.add': { who: ['technician'], input: { ...press, ...takenDevice } },
  'device.change': { who: ['technician'], input: { ...press, ...takenDevice, deviceId: id } },
  'device.remove': { who: ['technician'], input: { ...press, deviceId: id } },
  'device.prefer': { who: ['technician'], input: { ...press, deviceId: id } },
  'device.test': { who: ['technician', 'teller'], input: { ...press, deviceId: id } },
  'device.setTracing': { who: ['technician'], input: { ...press, deviceId: id, tracing: true } },
  'device.trace': { who: ['technician'], input: { deviceId: id } },
  'device.saveTrace': { who: ['technician'], input: { ...press, deviceId: id } },
  'outbox.list': { who: ['teller', 'technician', 'administrator', 'auditor'], input: {} },
  'outbox.sendNow': { who: ['teller', 'technician'], input: { ...press, messageId: 'M1' } },
};

/** Dotted names of all procedures of the contract. */
export function namesOf(node: unknown, prefix = ''): string[] {
  if (isContractProcedure(node)) return [prefix];
  if (typeof node !== 'object' || node === null) throw new Error(`no procedure at ${prefix}`);
  return Object.entries(node).flatMap(([key, child]) => namesOf(child, prefix ? `${prefix}.${key}` : key));
}
