import assert from 'node:assert/strict';
import type { ActKind } from '../../../main/domain/case/process.ts';
import type { RegisterName } from '../../../main/domain/register/registers.ts';
import type { StaffActor } from '../../../main/domain/staff/actor.ts';
import type { SlipLine } from '../../../main/domain/slip/line.ts';
import type { SlipKind } from '../../../main/domain/slip/slip.ts';
import { done, openDesk, OTHER_TELLER, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { hallTime } from '../given.ts';

/** The people of the stories, by their staff numbers. */
export const STAFF = {
  1001: TELLER,
  1002: OTHER_TELLER,
  2001: { kind: 'person', number: '2001', name: '赵国强', role: 'reviewer' },
  2002: { kind: 'person', number: '2002', name: '钱慧', role: 'reviewer' },
  3001: { kind: 'person', number: '3001', name: '孙立', role: 'branch-leader' },
  3002: { kind: 'person', number: '3002', name: '吴芳', role: 'branch-leader' },
  4001: { kind: 'person', number: '4001', name: '周正', role: 'bureau-head' },
} as const satisfies Record<string, StaffActor>;

/** What stands on a paper, without its line ends: a sentence may be wrapped anywhere. */
const textOf = (lines: readonly SlipLine[]): string =>
  lines.map((line) => (line.kind === 'text' ? line.spans.map(({ text }) => text).join('') : '|')).join('');

type Answer = { readonly ok: true } | { readonly ok: false; readonly code: string };

/** The counter of a story: its services, with a clock that a story sets. */
export interface Hall {
  readonly desk: Desk;
  /** Sets the clock to a time of the hall, `YYYY-MM-DD HH:mm[:ss]`. */
  readonly at: (time: string) => void;
  /** Opens an item for the citizen at the counter; the id of the case. */
  readonly open: (code: string, by?: StaffActor) => Promise<string>;
  /** Tries an act, by a press of its own. */
  readonly act: (by: StaffActor, caseId: string, kind: ActKind, input?: object) => ReturnType<Desk['services']['act']>;
  /** Takes an act; a refusal fails the story. */
  readonly take: (by: StaffActor, caseId: string, kind: ActKind, input?: object) => void;
  /** The case as this person sees it. */
  readonly view: (by: StaffActor, caseId: string) => CaseSeen;
  /** What stands on the newest slip of a kind. */
  readonly slip: (by: StaffActor, caseId: string, kind: SlipKind) => string;
  /** The rows of a register of some hall days, each as text, and what they come to. */
  readonly register: (
    name: RegisterName,
    from: string,
    to?: string,
  ) => { cells: (readonly string[])[]; rows: string[]; totals: string[] };
  /** The ids of the cases that wait for this person. */
  readonly tasks: (by: StaffActor) => readonly string[];
}

/** One example of the file, told at a counter. */
export type Story = (hall: Hall) => Promise<void> | void;

type CaseSeen = Extract<ReturnType<Desk['services']['viewCase']>, { readonly ok: true }>['value'];

/** Runs a story at a counter of its own, whose shelves are empty. */
export async function inHall(story: Story): Promise<void> {
  const desk = openDesk();
  const act: Hall['act'] = (by, caseId, kind, input = {}) =>
    desk.services.act(by, desk.request(kind, { caseId, input, by: by.number }), { kind, caseId, input });
  const view: Hall['view'] = (by, caseId) => done(desk.services.viewCase(by, caseId));
  try {
    await story({
      desk,
      at: (time) => void (desk.clock.now = new Date(hallTime.parse(time))),
      open: async (code, by = TELLER) =>
        done(await desk.services.cases.open(by, desk.request('open', { code }), code)).caseId,
      act,
      take: (by, caseId, kind, input) => void done(act(by, caseId, kind, input)),
      view,
      slip: (by, caseId, kind) => {
        const issued = view(by, caseId).slips.filter((one) => one.kind === kind);
        const newest = issued.at(-1);
        assert.ok(newest, `no ${kind} slip`);
        return textOf(done(desk.services.viewSlip(by, newest.slipNumber)).lines);
      },
      register: (register, from, to = from) => {
        const { rows, totals } = done(desk.services.viewRegister(STAFF[3001], { register, from, to }));
        return {
          cells: rows.map(({ cells }) => cells),
          rows: rows.map(({ cells }) => cells.join('|')),
          totals: totals.map(({ label, value }) => `${label} ${value}`),
        };
      },
      tasks: (by) => desk.services.listTasks(by).map((row) => row.caseId),
    });
    assert.deepEqual(desk.bugs, []);
  } finally {
    // A story may have started what goes on by time.
    await desk.services.stop();
    desk.remove();
  }
}

/** Fails the story unless the hall has refused. */
export function refused(answer: Answer, code?: string): void {
  if (answer.ok) assert.fail('this was to be refused');
  if (code !== undefined) assert.equal(answer.code, code);
}
