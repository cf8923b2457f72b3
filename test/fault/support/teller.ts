import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { ORPCError } from '@orpc/client';
import type { CounterClient } from '../../../main/contract/contract.ts';
import { liveKeys, wholeStates, type Live } from '../../../main/contract/liveState.ts';
import type { DemoPerson } from '../../../main/demo/people.ts';
import { hallDate } from '../../../main/domain/calendar/hallTime.ts';
import type { FormValues, MaterialTicks, MissingMaterial } from '../../../main/domain/case/papers.ts';
import type { SlipKind } from '../../../main/domain/slip/slip.ts';
import { HALL_MORNING } from '../../fixtures/hallMorning.ts';
import { TELLER, type RunningCounter } from './hall.ts';
import type { Random } from './random.ts';

/** Thrown into the teller's work when the counter dies under it. */
export class CounterGone extends Error {}

/** Cases opened for one citizen in one visit, side by side. */
const CASES_A_VISIT = 3;

/** What a citizen comes for, and how the teller fills it in. */
interface Wish {
  readonly itemCode: string;
  /** What is on the table when it is accepted. */
  readonly work: (person: DemoPerson) => { readonly ticks: MaterialTicks; readonly form: FormValues };
  /** The same when something is missing, and what. */
  readonly notice: (person: DemoPerson) => {
    readonly ticks: MaterialTicks;
    readonly form: FormValues;
    readonly missing: readonly MissingMaterial[];
  };
}

const missing = (...codes: readonly string[]): readonly MissingMaterial[] =>
  codes.map((materialCode) => ({ materialCode, reason: 'not-brought' }));
const phoneOf = ({ person }: DemoPerson): string => person.phone ?? '';

const certificate = (person: DemoPerson) => ({ applicant: 'self', 'insurance-type': '390', phone: phoneOf(person) });
const filing = (person: DemoPerson) => ({
  applicant: 'self',
  'several-places': 'no',
  'residence-region': '990100',
  'residence-address': '邻县文化路 8 号',
  phone: phoneOf(person),
  'start-date': hallDate(HALL_MORNING),
});

/** Two items that every one of the citizens may have, and that complete at once. */
const WISHES: readonly Wish[] = [
  {
    // 出具《参保凭证》; an agent who comes with nothing in hand is told what to bring.
    itemCode: 'YB0310',
    work: (person) => ({ ticks: {}, form: certificate(person) }),
    notice: (person) => ({
      ticks: {},
      form: { ...certificate(person), applicant: 'agent' },
      missing: missing('principal-id', 'agent-id', 'agent-authority'),
    }),
  },
  {
    // 异地长期居住人员备案, with the systems' word on the insurance and a paper that may be missing.
    itemCode: 'YB0413',
    work: (person) => ({
      ticks: { 'residence-or-commitment': { alternative: 'commitment', form: 'original' } },
      form: filing(person),
    }),
    notice: (person) => ({ ticks: {}, form: filing(person), missing: missing('residence-or-commitment') }),
  },
];
/** Share of presses that reach the counter twice at once. */
const PRESSED_TWICE = 0.15;

type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: string; readonly happened: string };

/** One press of a key: the same request id however often it has to be sent. */
interface Press {
  readonly label: string;
  /** Sends it and takes in the answer. */
  readonly send: (counter: RunningCounter) => Promise<void>;
}

/** How far a case has come, as acknowledged to the teller. */
export type Step = 'intake' | 'notified' | 'accepted' | 'completed' | 'closed';

/** A case as the teller knows it: only what was acknowledged. */
export interface Business {
  readonly person: DemoPerson;
  readonly wish: Wish;
  readonly caseId: string;
  step: Step;
  caseNumber: string | null;
  readonly slips: Partial<Record<SlipKind, string>>;
}

/** The teller's memory, which no kill takes away. */
export interface Teller {
  readonly businesses: readonly Business[];
  /** Acknowledged answers so far. */
  readonly acknowledged: () => number;
  /** Presses that are not acknowledged yet, in the order they were made. */
  readonly open: () => readonly string[];
  /** How often the teller said of a job "it did not come out, print it again". */
  readonly saidAgain: ReadonlyMap<string, number>;
  /** Copies asked for (补打). */
  readonly copies: () => number;
  /** Signs in and meets every citizen once, so that the counter knows them when the central system is down. */
  meet(counter: RunningCounter): Promise<void>;
  /** Works as fast as the counter answers, until the counter is gone. */
  work(counter: RunningCounter): Promise<never>;
  /** Repeats what was not acknowledged and brings everything begun to its end. */
  finish(counter: RunningCounter): Promise<void>;
}

/** A teller with citizens waiting. `cameOut` looks at the paper: did this slip come out whole? */
export function createTeller(parts: {
  readonly people: readonly DemoPerson[];
  readonly random: Random;
  readonly cameOut: (job: Live['printing'][number]) => boolean;
  readonly onUnknown: (jobId: string) => void;
  readonly onAnswer: () => void;
}): Teller {
  const { people, random } = parts;
  const businesses: Business[] = [];
  const open = new Set<Press>();
  const saidAgain = new Map<string, number>();
  const decided = new Set<string>();
  let present: DemoPerson | null = null;
  /** Id of their visit. */
  let presentId = '';
  /** Their document was compared with the person. */
  let checked = false;
  let ofVisit: Business[] = [];
  let acknowledged = 0;
  let copies = 0;

  /** Sends one press; when the counter dies under it, it stays open. */
  const send = async (counter: RunningCounter, press: Press): Promise<void> => {
    const gone = counter.cut.then(() => Promise.reject(new CounterGone(press.label)));
    gone.catch(() => undefined);
    await Promise.race([press.send(counter), gone]);
    open.delete(press);
  };

  /** Presses a key. The request is made once here; `learn` runs with its acknowledged answer, whichever life gives it. */
  const press = <Value>(
    counter: RunningCounter,
    label: string,
    call: (client: CounterClient, request: { readonly requestId: string }) => Promise<Answer<Value>>,
    learn: (value: Value) => void,
  ): Promise<void> => {
    const request = { requestId: randomUUID() };
    const window = random.pick(['client', 'second'] as const);
    const times = random.next() < PRESSED_TWICE ? 2 : 1;
    const made: Press = {
      label,
      send: async (running) => {
        const sent = Array.from({ length: times }, () => call(running[window], request));
        const answers = await Promise.all(sent).catch((error: unknown) => {
          // The counter answered, with a bug.
          if (error instanceof ORPCError) throw error;
          throw new CounterGone(label, { cause: error });
        });
        const [answer] = answers;
        if (!answer || answers.some((other) => !isDeepStrictEqual(other, answer))) {
          throw new Error(`${label}: pressed twice and answered differently`);
        }
        if (!answer.ok) throw new Error(`${label}: ${answer.code} ${answer.happened}`);
        learn(answer.value);
        acknowledged += 1;
        parts.onAnswer();
      },
    };
    open.add(made);
    return send(counter, made);
  };

  const look = async (counter: RunningCounter, condition: (live: Live) => boolean): Promise<Live> => {
    const watch = async (): Promise<Live> => {
      const updates = await counter.client.live.watch({ topics: liveKeys });
      for await (const live of wholeStates(updates)) if (condition(live)) return live;
      throw new CounterGone('live');
    };
    const gone = counter.cut.then(() => Promise.reject(new CounterGone('live')));
    gone.catch(() => undefined);
    return Promise.race([watch(), gone]);
  };

  const decideUnknown = async (counter: RunningCounter): Promise<void> => {
    const { printing } = await look(counter, () => true);
    for (const job of printing.filter(({ state, jobId }) => state === 'unknown' && !decided.has(jobId))) {
      const { jobId } = job;
      parts.onUnknown(jobId);
      const cameOut = parts.cameOut(job);
      decided.add(jobId);
      if (!cameOut) saidAgain.set(jobId, (saidAgain.get(jobId) ?? 0) + 1);
      await press(
        counter,
        `settleUnknown ${jobId}`,
        (client, request) => client.slip.settleUnknown({ ...request, jobId, cameOut }),
        // Printed again it may be cut off again, and is looked at anew.
        () => decided.delete(jobId),
      );
    }
  };

  /** What an earlier citizen did not get is let out as soon as it is seen. */
  const releaseHeld = async (counter: RunningCounter): Promise<void> => {
    const { printing } = await look(counter, () => true);
    for (const { jobId } of printing.filter(({ held }) => held)) {
      await press(
        counter,
        `release ${jobId}`,
        (client, request) => client.slip.release({ ...request, jobId }),
        () => undefined,
      );
    }
  };

  const resume = async (counter: RunningCounter): Promise<void> => {
    for (const waiting of [...open]) await send(counter, waiting);
    await decideUnknown(counter);
  };

  const welcome = async (counter: RunningCounter, person: DemoPerson): Promise<void> => {
    const { idNumber } = person.person;
    await press(
      counter,
      'visit.openByIdNumber',
      (client, request) => client.visit.openByIdNumber({ ...request, idNumber }),
      ({ visitId }) => {
        present = person;
        presentId = visitId ?? '';
        checked = false;
        ofVisit = [];
      },
    );
  };

  /** The counter may have died between the number and the document. */
  const checkDocument = async (counter: RunningCounter): Promise<void> => {
    const visitId = presentId;
    if (checked) return;
    await press(
      counter,
      'visit.checkIdentity',
      (client, request) => client.visit.checkIdentity({ ...request, visitId }),
      () => (checked = true),
    );
  };

  const bidFarewell = (counter: RunningCounter): Promise<void> => {
    const visitId = presentId;
    return press(
      counter,
      'visit.end',
      (client, request) => client.visit.end({ ...request, visitId }),
      () => {
        for (const business of ofVisit.filter(({ step }) => step === 'intake')) business.step = 'closed';
        present = null;
        ofVisit = [];
      },
    );
  };

  const openCase = (counter: RunningCounter, person: DemoPerson): Promise<void> => {
    const wish = random.pick(WISHES);
    return press(
      counter,
      'case.open',
      (client, request) => client.case.open({ ...request, itemCode: wish.itemCode }),
      ({ caseId }) => {
        // What is open for this citizen already is gone on with.
        if (ofVisit.some((one) => one.caseId === caseId)) return;
        const business: Business = { person, wish, caseId, step: 'intake', caseNumber: null, slips: {} };
        businesses.push(business);
        ofVisit.push(business);
      },
    );
  };

  const learnNumbers = (business: Business, kind: SlipKind, step: Step) => {
    return ({
      slipNumber,
      caseNumber,
    }: {
      readonly slipNumber: string | null;
      readonly caseNumber: string | null;
    }): void => {
      if (slipNumber === null) throw new Error(`${step} gave no slip`);
      business.slips[kind] = slipNumber;
      business.caseNumber = caseNumber ?? business.caseNumber;
      business.step = step;
    };
  };

  /** One step further with one case. */
  const advance = async (counter: RunningCounter, business: Business): Promise<void> => {
    const { caseId, person, wish } = business;
    switch (business.step) {
      case 'intake':
        if (random.next() < 0.4) {
          const notice = wish.notice(person);
          return press(
            counter,
            'case.notify',
            (client, request) => client.case.act({ ...request, caseId, kind: 'notify', input: notice }),
            learnNumbers(business, 'BZ', 'notified'),
          );
        }
        return accept();
      case 'notified':
        return accept();
      case 'accepted':
        return press(
          counter,
          'case.complete',
          (client, request) => client.case.act({ ...request, caseId, kind: 'complete', input: {} }),
          learnNumbers(business, 'BJ', 'completed'),
        );
      case 'completed':
      case 'closed':
        return undefined;
    }
    function accept(): Promise<void> {
      return press(
        counter,
        'case.accept',
        (client, request) => client.case.act({ ...request, caseId, kind: 'accept', input: wish.work(person) }),
        learnNumbers(business, 'SL', 'accepted'),
      );
    }
  };

  const bringToEnd = async (counter: RunningCounter): Promise<void> => {
    for (;;) {
      const unfinished = ofVisit.filter(({ step }) => step !== 'completed' && step !== 'closed');
      if (unfinished.length === 0) return;
      await together(unfinished.map((business) => advance(counter, business)));
    }
  };

  const serve = async (counter: RunningCounter): Promise<void> => {
    const person = present ?? random.pick(people);
    if (present === null) await welcome(counter, person);
    await checkDocument(counter);
    const wanted = CASES_A_VISIT - ofVisit.length;
    await together(Array.from({ length: Math.max(0, wanted) }, () => openCase(counter, person)));
    await bringToEnd(counter);
    const [slipNumber] = Object.values(random.pick(ofVisit).slips);
    if (slipNumber !== undefined && random.next() < 0.3) {
      await press(
        counter,
        'slip.reprint',
        (client, request) => client.slip.reprint({ ...request, slipNumber }),
        () => (copies += 1),
      );
    }
    // One in five visits ends with a case that came to nothing.
    if (random.next() < 0.2) await openCase(counter, person);
    await bidFarewell(counter);
  };

  return {
    businesses,
    acknowledged: () => acknowledged,
    open: () => [...open].map(({ label }) => label),
    saidAgain,
    copies: () => copies,

    meet: async (counter) => {
      const { number, password } = TELLER;
      for (const window of [counter.client, counter.second]) {
        const signedIn = await window.session.signIn({ number, password });
        if (!signedIn.ok) throw new Error(signedIn.happened);
      }
      for (const person of people) {
        await welcome(counter, person);
        await bidFarewell(counter);
      }
    },

    work: async (counter) => {
      await resume(counter);
      for (;;) await serve(counter);
    },

    finish: async (counter) => {
      await resume(counter);
      if (present !== null) {
        await checkDocument(counter);
        await bringToEnd(counter);
        await bidFarewell(counter);
      }
      for (;;) {
        await decideUnknown(counter);
        await releaseHeld(counter);
        const ended = (live: Live): boolean =>
          live.printing.every(({ state, held }) => held || (state !== 'queued' && state !== 'printing'));
        const { printing } = await look(counter, ended);
        for (const { jobId } of printing.filter(({ state }) => state === 'failed')) {
          await press(
            counter,
            'slip.printAgain',
            (client, request) => client.slip.printAgain({ ...request, jobId }),
            () => undefined,
          );
        }
        if (printing.every(({ state, held }) => !held && state !== 'failed' && state !== 'unknown')) break;
      }
      const listed = await counter.client.outbox.list({});
      if (!listed.ok) throw new Error(listed.happened);
      for (const { messageId } of listed.value.rows.filter(({ state }) => state === 'waiting' || state === 'unknown')) {
        // A message that left by itself meanwhile needs no push.
        await counter.client.outbox.sendNow({ requestId: randomUUID(), messageId });
      }
      await look(counter, (live) => live.outbox.waiting === 0);
    },
  };
}

/** All of them to their end; then the first failure, the death of the counter last. */
async function together(works: readonly Promise<void>[]): Promise<void> {
  const settled = await Promise.allSettled(works);
  const failures = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
  const [first] = failures.sort(
    (one, other) => Number(one instanceof CounterGone) - Number(other instanceof CounterGone),
  );
  if (first !== undefined) throw first;
}
