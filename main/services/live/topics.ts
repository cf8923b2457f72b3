import { liveTopics, type LiveKey, type LiveValue } from '../../contract/live.ts';
import { hallDate } from '../../domain/calendar/hallTime.ts';
import { waitingPhases } from '../../domain/case/process.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import { casesOfVisit, countWaitingCases } from '../../store/cases.ts';
import { countRefused, countWaiting } from '../../store/outbox.ts';
import { countSlips, jobsOfSlip, openJobs, slipsOfCase } from '../../store/slips.ts';
import { hasNoAccounts, hasOwnPassword } from '../../store/workingState.ts';
import { shownJob } from '../caseView.ts';
import type { Context } from '../context.ts';
import { counterLight } from '../counterLight.ts';
import type { DeviceService } from '../devices/deviceService.ts';
import type { CounterDevices } from '../devices/port.ts';
import { deviceLights } from '../devices/shown.ts';
import type { DemoDock } from '../dock.ts';
import type { Duty } from '../duty.ts';
import { centralLight } from '../lights.ts';
import { shownLeftBehind, shownUnfinished, shownVisit, shownWaiting } from '../panel.ts';
import { countAwaited } from '../papersAwaited.ts';
import type { Printing } from '../printing.ts';
import { shownSession, type Sessions } from '../sessions.ts';
import type { Visits } from '../visits.ts';
import type { Topic, Topics, Viewer } from './board.ts';

/** Where the live state is gathered from. */
export interface LiveSources {
  readonly context: Context;
  readonly devices: CounterDevices;
  readonly deviceService: Pick<DeviceService, 'list' | 'shown'>;
  readonly sessions: Sessions;
  readonly visits: Visits;
  readonly printing: Pick<Printing, 'isHeld'>;
  readonly duty: Pick<Duty, 'notices'>;
  /** State of the forwarder. */
  readonly reachable: () => boolean;
  readonly demoAccounts: LiveValue<'session'>['demoAccounts'];
  /** The device dock; null outside demonstration mode. */
  readonly dock: Pick<DemoDock, 'state'> | null;
}

/** How each part is gathered. */
export function liveTopicsOf(sources: LiveSources): Topics<{ [Key in LiveKey]: LiveValue<Key> }> {
  const { context, devices, deviceService, sessions, visits, dock } = sources;
  const { read, workstation } = context.store;
  const coreRun = context.newId();
  return {
    counter: topic('counter', () => {
      const { organ, hall, window } = context.facts.hall;
      const { trainingPeople } = context.facts;
      return { coreRun, hall: { organ, hall, window, demo: dock !== null, trainingPeople } };
    }),

    clock: topic('clock', () => ({ now: wholeMinute(context.clock.wall()) })),

    session: topic('session', ({ windowId, session }) => ({
      session: session && shownSession(session, sessions.posts(session), sessions.idleEndsInS(windowId)),
      locked: session ? null : sessions.locked(windowId),
      noAccounts: session === null && hasNoAccounts(read),
      demoAccounts: session
        ? []
        : sources.demoAccounts.map((one) => (hasOwnPassword(read, one.number) ? { ...one, password: null } : one)),
    })),

    lights: topic('lights', ({ session }) => ({
      lights: {
        ...deviceLights(devices, deviceService.list()),
        central: centralLight({ reachable: sources.reachable(), waiting: countWaiting(read) }, countRefused(read)),
        counter: counterLight(context, session?.role ?? null, sources.duty.notices(session?.role ?? null)),
      },
    })),

    visit: topic('visit', (viewer) => {
      const visit = visitBefore(visits, viewer);
      return { visit: visit && shownVisit(context, visits.reception(), visit) };
    }),

    reception: topic('reception', ({ session }) => {
      const reception = visits.reception();
      return {
        readCard: canReadCard(devices.cardReader),
        typingScanner: deviceService.list().some(({ definition }) => definition.driver.driver === 'keyboard-wedge'),
        scanNotice: shownNotice(visits),
        waiting: shownWaiting(context, reception),
        unfinished: session && shownUnfinished(context, reception, session),
        leftBehind: shownLeftBehind(reception),
      };
    }),

    printing: topic('printing', (viewer) => ({
      printing: shownJobs(sources, visitBefore(visits, viewer)),
      printers: devices.printers().map(({ deviceId, name, printer }) => ({
        deviceId,
        name,
        ready: printer.status().state === 'ready',
      })),
    })),

    work: topic('work', ({ session }) => ({
      tasks: session ? countWaitingCases(read, workstation, waitingPhases(session.role), session.number) : 0,
      awaited: countAwaited(context),
      today: doneToday(context),
    })),

    outbox: topic('outbox', () => ({ outbox: { waiting: countWaiting(read), refused: countRefused(read) } })),

    devices: topic('devices', () => ({ devices: [...deviceService.shown()] })),

    dock: topic('dock', () => ({ dock: dock?.state() ?? null })),
  };
}

/** A part of the contract with the function that gathers it. */
function topic<Key extends LiveKey>(key: Key, gather: (viewer: Viewer) => LiveValue<Key>): Topic<LiveValue<Key>> {
  const { title, callers } = liveTopics[key];
  return { title, callers, gather };
}

const MINUTE_MS = 60_000;

function wholeMinute(instant: Date): string {
  return new Date(Math.floor(instant.getTime() / MINUTE_MS) * MINUTE_MS).toISOString();
}

function doneToday({ store: { read }, clock }: Context): LiveValue<'work'>['today'] {
  const day = hallDate(clock.wall().toISOString());
  const settled = countSlips(read, 'SJ', day);
  return { accepted: countSlips(read, 'SL', day) + settled, completed: countSlips(read, 'BJ', day) + settled };
}

/** The visit this viewer conducts. */
function visitBefore(visits: Visits, { session }: Viewer): Visit | null {
  return session && visits.presentOf(session);
}

function canReadCard(reader: CounterDevices['cardReader']): boolean {
  const { state } = reader.status();
  return state === 'card-failed' || (reader.onRequest && state === 'empty');
}

function shownNotice(visits: Visits): LiveValue<'reception'>['scanNotice'] {
  const notice = visits.scanNotice();
  if (!notice) return null;
  const { happened, kept, next } = notice.told;
  return { noticeId: notice.noticeId, happened, kept, next };
}

/** What waits for a printer or a person's word, and everything of this visit. */
function shownJobs({ context, printing }: LiveSources, visit: Visit | null): LiveValue<'printing'>['printing'] {
  const { read } = context.store;
  const ofVisit = visit
    ? casesOfVisit(read, visit.visitId).flatMap((caseId) =>
        slipsOfCase(read, caseId).flatMap(({ slipNumber }) => jobsOfSlip(read, slipNumber)),
      )
    : [];
  const jobs = new Map([...openJobs(read), ...ofVisit].map((job) => [job.jobId, job]));
  return [...jobs.values()].map((job) => shownJob(context, job, printing.isHeld(job)));
}
