import type { LiveValue } from '../contract/live.ts';
import { workSchema } from '../domain/case/papers.ts';
import { performAct, type AskedByPerson } from './act.ts';
import { createCases, type Cases } from './cases.ts';
import { createCardDesk } from './cards/cardDesk.ts';
import { createCaseAccess, type CaseAccess } from './caseAccess.ts';
import { listTasks, listToday } from './caseLists.ts';
import { viewCase } from './caseView.ts';
import type { Context } from './context.ts';
import { listDelivery, sendNow } from './delivery.ts';
import type { DeviceService } from './devices/deviceService.ts';
import type { CounterDevices } from './devices/port.ts';
import type { DemoDock } from './dock.ts';
import { findItems, viewItem } from './itemSearch.ts';
import { recordLapses } from './lapses.ts';
import { moveTasksByTime } from './tasks.ts';
import { createDuty } from './duty.ts';
import { createFirstAsked } from './firstAsked.ts';
import { followLastServed } from './lastServed.ts';
import { createLiveState, type LiveState } from './live/live.ts';
import type { Request } from './once.ts';
import { registerBlocked } from './prechecks.ts';
import { listAwaited } from './papersAwaited.ts';
import { createPrinting, viewSlip } from './printing.ts';
import { createRefusedTries, type RefusedTries } from './refusedTries.ts';
import { revealOfCase, type Revealing } from './revealing.ts';
import { createReleases } from './releases.ts';
import { exportRegister, viewRegister, type AskedRegister } from './registers/registers.ts';
import { createSheets } from './sheets.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createVisits, type Visits } from './visits.ts';
import { locksOf } from '../store/benefitLocks.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import type { Role } from '../domain/staff/role.ts';
import { repeatedly } from '../domain/time.ts';

/** What the services need beside the context. */
export interface ServiceParts {
  readonly context: Context;
  readonly devices: CounterDevices;
  readonly deviceService: DeviceService;
  readonly forwarding: { readonly reachable: () => boolean; readonly wake: () => void };
  readonly demoAccounts: LiveValue<'session'>['demoAccounts'];
  readonly dock: DemoDock | null;
}

/** How often the live state is looked at without an event, in milliseconds: an idle session ends by time alone. */
const LOOK_AGAIN_MS = 5_000;

/** Puts the services together. `start` follows the devices, `stop` ends that in order. */
export function createServices(parts: ServiceParts) {
  const { context, devices, deviceService, forwarding, dock } = parts;
  const sessions = createSessions(context);
  const refusedTries = createRefusedTries(context);
  const visits = createVisits(context, devices, refusedTries);
  const access = createCaseAccess(context, visits);
  const cases = createCases({ context, visits, access });
  const printing = createPrinting(context, devices, access, followLastServed(context, visits));
  const sheets = createSheets({ context, access, a4Printer: () => a4PrinterOf(deviceService) });
  const duty = createDuty(context);
  const live = createLiveState({ ...parts, sessions, visits, printing, duty, reachable: forwarding.reachable });
  const watches = createWatches({ parts, sessions, visits, live, refusedTries });

  return {
    sessions,
    visits,
    refusedTries,
    ...judged(refusedTries, { context, sessions, access, cases: afterLapses(context, tellingOfDrafts(cases, live)) }),
    printing,
    sheets,
    live,
    devices: deviceService,
    readCard: () => devices.cardReader.reread(),
    demo: dock,
    storage: context.storage,
    duty,
    ...beside(context, visits),
    revealOfCase: (viewer: StaffActor, what: Revealing & { readonly caseId: string }) =>
      revealOfCase(context, access, viewer, what),
    listAwaited: (viewer: StaffActor) => listAwaited(context, access, viewer),
    listTasks: (viewer: StaffActor) => listTasks(context, viewer),
    listToday: (viewer: StaffActor) => listToday(context, access, viewer),
    viewSlip: (viewer: StaffActor, slipNumber: string) => viewSlip(context, access, viewer, slipNumber),
    findItems: (text: string) => findItems(context, visits.present(), text),
    viewItem: (version: Parameters<typeof viewItem>[1]) => viewItem(context, version),
    /** Every lock of this person's benefits, the first one first: their state at every window of the hall. */
    benefitsOf: (personId: string) => locksOf(context.store.read, personId),
    viewRegister: (viewer: StaffActor, asked: AskedRegister) => viewRegister(context, viewer, asked),
    exportRegister: (actor: StaffActor, request: Request, asked: Parameters<typeof exportRegister>[3]) =>
      exportRegister(context, actor, request, asked),
    listDelivery: () => listDelivery(context),
    sendNow: (actor: StaffActor, request: Request, messageId: string) =>
      sendNow(context, actor, request, messageId, forwarding.wake),

    /** The way to the central system has changed: what a look-up could not be answered without it is asked again. */
    forwardingChanged: () => {
      watches.askUnreached();
      live.changed('lights', 'outbox', 'visit');
    },

    start: () => {
      watches.start();
      sessions.start();
      printing.start();
    },

    stop: async () => {
      watches.stop();
      sessions.stop();
      visits.stop();
      refusedTries.stop();
      await printing.stop();
    },
  };
}

/** What the hall does beside its cases. */
const beside = (context: Context, visits: Visits) => ({
  firstAsked: createFirstAsked(context, visits),
  releases: createReleases(context),
  cards: createCardDesk(context),
});

/** Whether the time of some papers is over is recorded before a case is begun or gone on with. */
function afterLapses(context: Context, cases: Cases): Cases {
  return {
    ...cases,
    open: (...asked) => {
      recordLapses(context);
      return cases.open(...asked);
    },
  };
}

/** The first thing ticked or typed makes of a look a case that is asked about at the end: the windows are told. */
function tellingOfDrafts(cases: Cases, live: LiveState): Cases {
  return {
    ...cases,
    saveDraft: (...asked) => {
      const answer = cases.saveDraft(...asked);
      live.changed('visit');
      return answer;
    },
  };
}

/** What a pre-check has just blocked stands in the register 参保异常. */
function registerTwice(
  context: Context,
  access: CaseAccess,
  actor: StaffActor,
  { caseId, input }: AskedByPerson,
): void {
  const seen = access.see(actor, caseId);
  const papers = workSchema.pick({ form: true }).safeParse(input);
  if (seen.ok && papers.success) registerBlocked(context, actor, seen.value, papers.data.form);
}

/** What somebody may be kept from by the law of the hall: a try that is refused for it goes into the journal. */
function judged(
  tries: RefusedTries,
  of: { readonly context: Context; readonly sessions: Sessions; readonly access: CaseAccess; readonly cases: Cases },
) {
  const { context, sessions, access, cases } = of;
  const judgedAccess: CaseAccess = {
    ...access,
    ask: (actor, request, name, why) => {
      const about = name.by === 'case' ? { caseId: name.caseId } : {};
      const tried = { act: 'case.ask', requestId: request.requestId, ...about };
      return tries.judge(actor, tried, access.ask(actor, request, name, why));
    },
  };
  const judgedCases: Cases = {
    ...cases,
    open: async (teller, request, item) => {
      const tried = { act: 'case.open', item, requestId: request.requestId };
      return tries.judge(teller, tried, await cases.open(teller, request, item));
    },
  };
  return {
    access: judgedAccess,
    cases: judgedCases,
    act: (actor: StaffActor, request: Request, asked: AskedByPerson) => {
      // Whether the time of some papers is over does not wait for the clock to look.
      recordLapses(context);
      moveTasksByTime(context);
      const tried = { act: asked.kind, caseId: asked.caseId, requestId: request.requestId };
      const answer = performAct(context, access, actor, request, asked);
      if (!answer.ok && answer.code === 'PRECHECK_BLOCKS') registerTwice(context, access, actor, asked);
      return tries.judge(actor, tried, answer);
    },
    viewCase: (viewer: StaffActor, caseId: string) =>
      tries.judge(viewer, { act: 'case.view', caseId }, viewCase(context, access, viewer, caseId)),
    switchPost: (windowId: string, actor: StaffActor, role: Role) =>
      tries.judge(actor, { act: 'session.switchPost' }, sessions.switchPost(windowId, role)),
  };
}

/** What follows from what: devices, disk, visits, sessions, the journal and time move the live state and each other. */
function createWatches(of: {
  readonly parts: ServiceParts;
  readonly sessions: Sessions;
  readonly visits: Visits;
  readonly live: LiveState;
  readonly refusedTries: RefusedTries;
}) {
  const { sessions, visits, live, refusedTries } = of;
  const { context, devices, deviceService, forwarding, dock } = of.parts;
  const stops: (() => void)[] = [];

  /** Nobody told of a teller who has rested too long: it is looked at. */
  const tellerNow = (): void => {
    const teller = sessions.teller();
    if (teller?.number !== visits.reception().teller?.number) visits.tellerChanged(teller);
  };

  /** A look-up that reached nobody is asked again as soon as, and as long as, the system answers anything at all. */
  const askUnreached = (): void => {
    if (forwarding.reachable()) visits.centralRecovered();
  };

  return {
    askUnreached,
    start: () => {
      recordLapses(context);
      moveTasksByTime(context);
      stops.push(
        deviceService.onChange(() => live.changed('devices', 'lights', 'printing', 'reception')),
        devices.onPrintersChanged(() => live.changed('devices', 'lights', 'printing')),
        context.storage.changes.subscribe(() => {
          // What was laid on a reader meanwhile could not begin a visit.
          if (context.storage.fault() === null) visits.lookAgain();
          live.lookAgain();
        }),
        visits.onChange(() => live.changed('visit', 'reception', 'printing')),
        sessions.onChange(() => {
          tellerNow();
          live.changed('session', 'visit', 'reception', 'printing');
        }),
        context.store.onRecorded((entries) => {
          if (entries.some(({ payload }) => 'message' in payload)) forwarding.wake();
          live.recorded(entries.map(({ kind }) => kind));
        }),
        repeatedly(context.timers, LOOK_AGAIN_MS, () => {
          tellerNow();
          askUnreached();
          refusedTries.settle();
          recordLapses(context);
          moveTasksByTime(context);
          live.lookAgain();
        }),
      );
      if (dock) stops.push(dock.changes.subscribe(() => live.changed('dock')));
    },
    stop: () => {
      for (const stop of stops.splice(0)) stop();
    },
  };
}

/** The printer of the system that sheets go to: the first that was set up; null = the system's own choice. */
function a4PrinterOf(devices: DeviceService): { readonly printer: string; readonly copies: number } | null {
  for (const { definition } of devices.list()) {
    const { driver } = definition;
    if (driver.driver === 'system-a4') return { printer: driver.printer, copies: driver.copies };
  }
  return null;
}

/** Everything the API can call. */
export type Services = ReturnType<typeof createServices>;
