import assert from 'node:assert/strict';
import { refused, STAFF, type Story } from './hall.ts';

const TELLER = STAFF[1001];

/** Cases that end without a result. */
export const endingStories: Readonly<Record<string, Story>> = {
  'BUS-19': async ({ desk, at, open, act, take, slip, register }) => {
    at('2026-03-05 11:00');
    await desk.arrive('990000197909233035');
    const caseId = await open('YB0103');
    refused(act(TELLER, caseId, 'refuse', { note: '参保地不在本统筹区' }), 'INPUT_INVALID');
    take(TELLER, caseId, 'refuse', { reason: 'not-in-scope', note: '参保地不在本统筹区，请到参保地办理' });
    assert.ok(register('refusals', '2026-03-05').rows.join().includes('请到参保地办理'));
    const paper = slip(TELLER, caseId, 'BT');
    for (const said of ['BT20260305', '请到参保地办理', '60', '6 个月'])
      assert.ok(paper.includes(said), `${said}: ${paper}`);
  },
};
