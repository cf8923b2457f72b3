import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { sm3Text } from '../../../main/core/sm3.ts';
import { credentialOf } from '../../../main/demo/credentials.ts';
import { demoPeople } from '../../../main/demo/people.ts';
import { summary } from '../../../main/domain/case/summary.ts';
import type { Phase } from '../../../main/domain/case/phase.ts';
import { replay } from '../../../main/domain/case/replay.ts';
import { createAccount } from '../../../main/services/sessions.ts';
import { caseHistory } from '../../../main/store/journal.ts';
import { findCase } from '../../../main/store/cases.ts';
import { openJobs } from '../../../main/store/slips.ts';
import { verifyStore } from '../../../main/store/verify.ts';
import { answerOf, openDesk, OTHER_TELLER, TELLER, type Desk } from '../../fixtures/desk/desk.ts';
import { documentOf } from '../../fixtures/desk/devices.ts';
import { nextTurn } from '../../fixtures/desk/turns.ts';

const PEOPLE = ['employee', 'retiree', 'child', 'locked', 'generation-3', 'unknown'] as const;
const ID_NUMBERS = ['990000198503121011', '990000195607082025', '990000199901016094', '12'] as const;
const ITEMS = ['YB0310', 'YB0413', 'YB9999'] as const;

/** What somebody at the counter, or the world around it, may do next. Foolish things are among them. */
const actArbitrary = fc.oneof(
  { weight: 3, arbitrary: fc.record({ act: fc.constant('put' as const), person: fc.constantFrom(...PEOPLE) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('lay' as const), person: fc.constantFrom(...PEOPLE) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('scan' as const), person: fc.constantFrom(...PEOPLE) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('type' as const), idNumber: fc.constantFrom(...ID_NUMBERS) }) },
  { weight: 5, arbitrary: fc.record({ act: fc.constant('open' as const), item: fc.constantFrom(...ITEMS) }) },
  {
    weight: 12,
    arbitrary: fc.record({
      act: fc.constantFrom(
        'notify' as const,
        'accept' as const,
        'complete' as const,
        'abandon' as const,
        'obtain' as const,
        'refuse' as const,
        'withdraw' as const,
        'note' as const,
      ),
      which: fc.constantFrom(0, 0, 0, 1, 2),
      twice: fc.boolean(),
      other: fc.boolean(),
      ticked: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('central' as const),
      mood: fc.constantFrom(
        'up' as const,
        'up' as const,
        'down' as const,
        'refuses' as const,
        'denies-materials' as const,
      ),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      act: fc.constantFrom(
        'take' as const,
        'end' as const,
        'check' as const,
        'park' as const,
        'resume' as const,
        'forward' as const,
        'send-now' as const,
        'reprint' as const,
        'reprint' as const,
        'settle' as const,
        'draft' as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('printer' as const),
      outcome: fc.constantFrom('failed' as const, 'unknown' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('serve' as const),
      person: fc.constantFrom(...PEOPLE),
      until: fc.constantFrom(
        'completed' as const,
        'delivered' as const,
        'refused' as const,
        'notified' as const,
        'withdrawn' as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('decide' as const),
      decision: fc.constantFrom('stay' as const, 'agent' as const, 'park' as const, 'end' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('wait' as const), minutes: fc.constantFrom(1, 5, 20, 900) }) },
);
type Act = typeof actArbitrary extends fc.Arbitrary<infer Value> ? Value : never;

/** What is done on a case until it has come so far. */
const STEPS_TO = {
  notified: ['notify'],
  withdrawn: ['accept', 'withdraw', 'note'],
  completed: ['accept', 'complete'],
  delivered: ['accept', 'complete'],
  refused: ['accept', 'complete'],
} as const;

async function perform(desk: Desk, act: Act, caseIds: string[]): Promise<void> {
  const { services, central, reader, printer } = desk;
  const { visits, cases, printing } = services;
  const request = desk.request(act.act);
  const visitId = visits.reception().present?.visitId ?? '';
  switch (act.act) {
    case 'put':
      reader.put(act.person);
      return;
    case 'lay':
      desk.idReader.lay(documentOf(act.person));
      return;
    case 'scan':
      desk.scanner.scan(credentialOf(demoPeople.find(({ id }) => id === act.person) ?? demoPeople[0]!));
      return;
    case 'serve': {
      reader.put(act.person);
      await nextTurn();
      const opened = await cases.open(TELLER, request, act.until === 'notified' ? 'YB0413' : 'YB0310');
      if (!opened.ok) return;
      caseIds.unshift(opened.value.caseId);
      for (const step of STEPS_TO[act.until]) {
        await performOnCase(
          desk,
          { act: step, which: 0, twice: true, other: false, ticked: false },
          opened.value.caseId,
        );
      }
      if (act.until !== 'delivered' && act.until !== 'refused') return;
      const { mood } = central;
      central.mood = act.until === 'refused' ? 'refuses' : 'up';
      await desk.forward();
      central.mood = mood;
      return;
    }
    case 'take':
      reader.take();
      desk.idReader.take();
      return;
    case 'type':
      await visits.openByIdNumber(TELLER, request, act.idNumber);
      return;
    case 'decide':
      await answerOf(visits.act(TELLER, request, { kind: 'other-decided', visitId, decision: act.decision }));
      return;
    case 'check':
      visits.act(TELLER, request, { kind: 'identity-checked', visitId });
      return;
    case 'park':
      visits.act(TELLER, request, { kind: 'parked', visitId });
      return;
    case 'resume':
      await answerOf(
        visits.act(TELLER, request, { kind: 'resumed', visitId: visits.reception().parked[0]?.visit.visitId ?? '' }),
      );
      return;
    case 'end':
      visits.act(TELLER, request, { kind: 'ended', visitId });
      return;
    case 'open': {
      const opened = await cases.open(TELLER, request, act.item);
      if (opened.ok) caseIds.unshift(opened.value.caseId);
      return;
    }
    case 'central':
      central.mood = act.mood;
      return;
    case 'forward':
      await desk.forward();
      return;
    case 'send-now': {
      const [row] = services.listDelivery();
      if (row) services.sendNow(TELLER, request, row.messageId);
      return;
    }
    case 'printer':
      printer.outcomes.push({ outcome: act.outcome, fault: 'cable-lost' });
      return;
    case 'reprint': {
      const slipNumber = desk.database.prepare('SELECT max(slip_number) FROM slip').pluck().get();
      if (typeof slipNumber === 'string') printing.reprint(TELLER, request, slipNumber);
      return;
    }
    case 'settle': {
      const [job] = openJobs(desk.database);
      if (!job) return;
      printing.say(TELLER, request, job.jobId, { kind: job.copy === 0 ? 'came-out' : 'did-not-come-out' });
      printing.say(TELLER, desk.request('again'), job.jobId, { kind: 'print-again' });
      return;
    }
    case 'wait':
      desk.clock.pass(act.minutes * 60_000);
      return;
    case 'draft':
      for (const caseId of caseIds.slice(0, 1))
        cases.saveDraft(TELLER, caseId, { ticks: {}, form: { phone: '13900000001' } });
      return;
    case 'notify':
    case 'accept':
    case 'complete':
    case 'abandon':
    case 'obtain':
    case 'refuse':
    case 'withdraw':
    case 'note':
      await performOnCase(desk, act, caseIds[act.which]);
      return;
  }
}

async function performOnCase(
  desk: Desk,
  act: Extract<Act, { which: number }>,
  caseId: string | undefined,
): Promise<void> {
  if (caseId === undefined) return;
  const { cases, act: perform } = desk.services;
  const teller = act.other ? OTHER_TELLER : TELLER;
  const request = desk.request(act.act, { caseId });
  const view = desk.services.viewCase(TELLER, caseId);
  const filled = {
    'residence-region': '990100',
    'residence-address': '邻县',
    'start-date': '2026-11-20',
    phone: '13900000001',
    'several-places': 'no',
    applicant: 'self',
  };
  const form = view.ok && view.value.item.code === 'YB0413' ? filled : view.ok ? view.value.form : {};
  const ticks = act.ticked
    ? { 'residence-or-commitment': { alternative: 'commitment', form: 'original' as const } }
    : {};
  const missing = [{ materialCode: 'residence-or-commitment', reason: 'not-brought' as const }];
  const inputs = {
    notify: { ticks: {}, form, missing },
    accept: { ticks: view.ok && view.value.item.code === 'YB0413' ? ticks : {}, form },
    complete: {},
    abandon: { reason: 'withdrawn' },
    refuse: { reason: 'not-eligible', note: '未参保' },
    withdraw: { note: '改日再办' },
    note: { note: '已电话告知' },
  };
  for (let press = 0; press < (act.twice ? 2 : 1); press += 1) {
    if (act.act === 'obtain') await cases.obtainAgain(teller, request, caseId);
    else perform(teller, request, { kind: act.act, caseId, input: inputs[act.act] });
  }
}

/** The process written down a second time as pairs of phases: what may follow what, by a teller's hand. */
const FOLLOWS: Readonly<Record<Phase, readonly string[]>> = {
  intake: ['obtain', 'notify', 'accept', 'refuse', 'abandon', 'note'],
  notified: ['obtain', 'accept', 'refuse', 'abandon', 'note'],
  accepted: ['obtain', 'complete', 'withdraw', 'note'],
  // No item of this day takes the special route.
  asking: [],
  reviewing: [],
  deciding: [],
  escalated: [],
  returned: [],
  approved: [],
  expired: ['note'],
  lapsed: ['note'],
  rejected: [],
  completed: ['note'],
  closed: ['note'],
};

function checkHistories(desk: Desk): void {
  const rows = desk.database
    .prepare<
      [],
      { case_id: string; phase: string; case_number: string | null; holder: string; message_id: string | null }
    >('SELECT case_id, phase, case_number, holder, message_id FROM service_case')
    .all();
  for (const row of rows) {
    const read = caseHistory(desk.database, row.case_id);
    if (!read.ok) throw new Error(read.unreadable.reason);
    const acts = read.entries;
    const now = replay(acts);
    if (!now.ok) throw new Error(now.illegal.why);
    expect(findCase(desk.database, row.case_id)).toEqual(now);
    const { phase, caseNumber, holder, messageId } = summary(now.value);
    expect([row.phase, row.case_number, row.holder, row.message_id]).toEqual([phase, caseNumber, holder, messageId]);
    acts.forEach((act, index) => {
      if (index === 0 || act.actor.kind === 'system') return;
      const before = replay(acts.slice(0, index));
      if (!before.ok) throw new Error(before.illegal.why);
      expect(FOLLOWS[before.value.phase]).toContain(act.kind.slice('case.'.length));
    });
  }
}

function checkNumbers(desk: Desk): void {
  const slips = desk.database.prepare<[], string>('SELECT slip_number FROM slip').pluck().all();
  const cases = desk.database
    .prepare<[], string>('SELECT case_number FROM service_case WHERE case_number IS NOT NULL')
    .pluck()
    .all();
  const series = new Map<string, number[]>();
  for (const number of [...slips, ...cases]) {
    const prefix = number.slice(0, -4);
    series.set(prefix, [...(series.get(prefix) ?? []), Number(number.slice(-4))]);
  }
  for (const serials of series.values()) {
    expect(serials.sort((one, other) => one - other)).toEqual(serials.map((_, index) => index + 1));
  }
}

/** Walks through a counter's day; more by HISTORY_WALKS. */
const WALKS = Number(process.env.HISTORY_WALKS ?? 40);

const seen = {
  acts: 0,
  visits: 0,
  accepted: 0,
  notified: 0,
  refusedToCitizen: 0,
  withdrawn: 0,
  noted: 0,
  delivered: 0,
  refused: 0,
  reprints: 0,
};

it('whatever is done at a counter, its history verifies, its rows are its history and its numbers have no gap', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(actArbitrary, { minLength: 25, maxLength: 60 }), async (acts) => {
      const desk = openDesk();
      try {
        await createAccount(desk.context, { ...TELLER, password: 'counter-1' });
        desk.services.start();
        await desk.services.sessions.signIn('window-1', TELLER.number, 'counter-1');
        const caseIds: string[] = [];
        for (const act of acts) {
          desk.services.sessions.use('window-1');
          await perform(desk, act, caseIds);
          await nextTurn();
          seen.acts += 1;
        }
        await desk.services.stop();
        expect(desk.bugs).toEqual([]);
        const verified = verifyStore(desk.database, { anchorFile: desk.anchorFile, hashText: sm3Text });
        expect(verified).toMatchObject({ ok: true });
        checkHistories(desk);
        checkNumbers(desk);
        const count = (kind: string): number =>
          Number(desk.database.prepare('SELECT count(*) FROM journal WHERE kind = ?').pluck().get(kind));
        seen.visits += count('visit.ended');
        seen.accepted += count('case.accept');
        seen.notified += count('case.notify');
        seen.refusedToCitizen += count('case.refuse');
        seen.withdrawn += count('case.withdraw');
        seen.noted += count('case.note');
        seen.delivered += count('message.delivered');
        seen.refused += count('message.refused');
        seen.reprints += count('print.requested');
        expect(desk.central.effects.map(({ messageId }) => messageId)).toEqual([
          ...new Set(desk.central.effects.map(({ messageId }) => messageId)),
        ]);
      } finally {
        desk.remove();
      }
    }),
    { numRuns: WALKS },
  );
}, 120_000);

afterAll(() => {
  // The property means little unless the walks really reach these.
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(0);
});
