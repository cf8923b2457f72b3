import { afterEach, beforeEach, expect, it } from 'vitest';
import { linkSchema } from '../../../main/domain/case/act.ts';
import { findCase } from '../../../main/store/cases.ts';
import { readHead } from '../../../main/store/journal.ts';
import { messageHistory } from '../../../main/store/journal.ts';
import { openDesk, TELLER, type Desk } from '../../fixtures/desk/desk.ts';

/** Another workstation of the hall. */
const ELSEWHERE = '019aa2b0-0000-7000-8000-000000000009';

let desk: Desk;
let caseId: string;

beforeEach(async () => {
  desk = openDesk();
  await desk.arrive('990000198503121011');
  const { cases, act } = desk.services;
  const opened = await cases.open(TELLER, desk.request('open'), 'YB0310');
  if (!opened.ok) throw new Error(opened.code);
  ({ caseId } = opened.value);
  const view = desk.services.viewCase(TELLER, caseId);
  if (!view.ok) throw new Error(view.code);
  const input = { ticks: {}, form: view.value.form };
  expect(act(TELLER, desk.request('accept'), { kind: 'accept', caseId, input })).toMatchObject({ ok: true });
});
afterEach(() => desk.remove());

/** The case as it is after it was handed to another workstation: an act of custody does this once there is one. */
function moveAway(): void {
  const found = findCase(desk.database, caseId);
  if (!found.ok) throw new Error(found.why);
  const { custody } = found.value;
  const moved = { ...found.value, custody: { ...custody, holder: ELSEWHERE, turn: custody.turn + 1 } };
  desk.database
    .prepare('UPDATE service_case SET holder = ?, snapshot = ? WHERE case_id = ?')
    .run(ELSEWHERE, JSON.stringify(moved), caseId);
}

/** Records a note past every service, with the right place in the history. */
function appendNote(): void {
  const found = findCase(desk.database, caseId);
  if (!found.ok) throw new Error(found.why);
  const { n, turn, last } = found.value.custody;
  const link = linkSchema.parse({ n: n + 1, turn, previous: last });
  desk.store.transact((transaction) =>
    transaction.append({ kind: 'case.note', subject: caseId, actor: TELLER, payload: { link, text: '备注' } }),
  );
}

it('the holder appends to its case', () => {
  appendNote();
  expect(findCase(desk.database, caseId)).toMatchObject({ value: { notes: [{ text: '备注' }] } });
});

it('a workstation that does not hold the case is refused, by the services with a reason and by the store itself', () => {
  moveAway();
  const before = readHead(desk.database);
  const asked = { kind: 'complete' as const, caseId, input: {} };
  expect(desk.services.act(TELLER, desk.request('complete'), asked)).toMatchObject({ code: 'CASE_ELSEWHERE' });
  expect(desk.services.listTasks(TELLER)).toEqual([]);
  expect(() => appendNote()).toThrow('不是办件所在工位记录的');
  expect(readHead(desk.database)).toEqual(before);
});

it('a history of a former turn is refused also by the holder', () => {
  const found = findCase(desk.database, caseId);
  if (!found.ok) throw new Error(found.why);
  const { n, turn, last } = found.value.custody;
  const append = (link: object) => () =>
    desk.store.transact((transaction) =>
      transaction.append({
        kind: 'case.note',
        subject: caseId,
        actor: TELLER,
        payload: { link: linkSchema.parse(link), text: '备注' },
      }),
    );
  expect(append({ n: n + 1, turn: turn + 1, previous: last })).toThrow('办件的移交次序不符');
  expect(append({ n: n + 2, turn, previous: last })).toThrow('办件的步骤序号不连续');
  expect(append({ n: n + 1, turn, previous: '0'.repeat(64) })).toThrow('与办件的上一步接不上');
});

it('what the central system says of its message is still recorded where the message was sent from', async () => {
  const complete = desk.services.act(TELLER, desk.request('complete'), { kind: 'complete', caseId, input: {} });
  expect(complete).toMatchObject({ ok: true });
  const found = findCase(desk.database, caseId);
  const messageId = found.ok ? (found.value.completion?.messageId ?? null) : null;
  moveAway();
  await desk.forward();
  const said = messageHistory(desk.database, messageId === null ? [] : [messageId]);
  expect(said.ok && said.entries.map(({ kind }) => kind)).toEqual(['message.delivered']);
  // The case itself stays as it left.
  expect(findCase(desk.database, caseId)).toMatchObject({ value: { custody: { holder: ELSEWHERE } } });
});
