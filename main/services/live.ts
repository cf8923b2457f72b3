import type { Dock } from '../contract/demo.ts';
import type { Live } from '../contract/live.ts';
import { countRefused, countWaiting } from '../store/outbox.ts';
import { jobsOfSlip, openJobs, slipsOfCase } from '../store/slips.ts';
import { casesOfVisit, countAccepted } from '../store/cases.ts';
import { shownJob } from './caseView.ts';
import type { Context } from './context.ts';
import { counterLight } from './counterLight.ts';
import type { CounterDevices } from './devices/port.ts';
import type { Printing } from './printing.ts';
import type { DeviceService } from './devices/deviceService.ts';
import { deviceLights } from './devices/shown.ts';
import { centralLight } from './lights.ts';
import { shownLeftBehind, shownUnfinished, shownVisit, shownWaiting } from './panel.ts';
import { shownSession, type Sessions } from './sessions.ts';
import type { Visits } from './visits.ts';

/** Where the live state is gathered from. */
export interface LiveSources {
  readonly context: Context;
  readonly devices: CounterDevices;
  readonly deviceService: Pick<DeviceService, 'list' | 'shown'>;
  readonly sessions: Sessions;
  readonly visits: Visits;
  readonly printing: Pick<Printing, 'isHeld'>;
  /** State of the forwarder. */
  readonly reachable: () => boolean;
  readonly demoAccounts: Live['demoAccounts'];
  /** The device dock; null outside demonstration mode. */
  readonly dock: () => Dock | null;
}

/** The live state and who watches it. */
export interface LiveState {
  /** Something may have changed; watchers get the new state soon, several changes as one. */
  changed(): void;
  /** First value at once, then one per change, until the signal aborts. */
  watch(windowId: string, signal: AbortSignal | undefined): AsyncGenerator<Live, void>;
}

/**
 * Shortest time between two messages to the windows, in milliseconds: too short to be seen, and a device that flaps a
 * thousand times a second makes no more than 25 messages of it.
 */
const PAUSE_MS = 40;

/** The live state over its sources. */
export function createLiveState(sources: LiveSources): LiveState {
  const coreRun = sources.context.newId();
  const waiting = new Set<() => void>();
  let scheduled = false;
  let pausing = false;

  const tell = (): void => {
    scheduled = false;
    for (const wake of [...waiting]) wake();
  };

  const changed = (): void => {
    if (scheduled) return;
    scheduled = true;
    if (pausing) return;
    pausing = true;
    // After the present burst of events, so that ten changes are one message.
    setImmediate(tell);
    setTimeout(() => {
      pausing = false;
      if (!scheduled) return;
      scheduled = false;
      changed();
    }, PAUSE_MS).unref();
  };

  return {
    changed,

    watch: async function* (windowId, signal) {
      // The window is there: its teller is at the counter again, also after a restart of the core.
      sources.sessions.attend(windowId);
      sources.visits.tellerChanged(sources.sessions.teller());
      let last = '';
      while (!signal?.aborted) {
        const changed = nextChange(waiting, signal);
        const live = gather(sources, coreRun, windowId);
        const text = JSON.stringify(live);
        if (text !== last) {
          last = text;
          yield live;
        }
        await changed;
      }
    },
  };
}

function nextChange(waiting: Set<() => void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      waiting.delete(wake);
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    waiting.add(wake);
    signal?.addEventListener('abort', wake);
  });
}

function gather(sources: LiveSources, coreRun: string, windowId: string): Live {
  const { context, devices, deviceService, sessions, visits } = sources;
  const { read, workstation } = context.store;
  const session = sessions.find(windowId);
  const teller = session?.role === 'teller' ? session : null;
  const reception = visits.reception();
  const visit = teller && visits.presentOf(teller);
  const refused = countRefused(read);
  const waiting = countWaiting(read);
  const ofVisit = visit
    ? casesOfVisit(read, visit.visitId).flatMap((caseId) =>
        slipsOfCase(read, caseId).flatMap(({ slipNumber }) => jobsOfSlip(read, slipNumber)),
      )
    : [];
  const open = teller ? openJobs(read) : [];
  const jobs = new Map(
    [...open, ...ofVisit].map((job) => [job.jobId, shownJob(context, job, sources.printing.isHeld(job))]),
  );
  return {
    coreRun,
    hall: {
      organ: context.facts.hall.organ,
      hall: context.facts.hall.hall,
      window: context.facts.hall.window,
      demo: sources.dock() !== null,
      trainingPeople: context.facts.trainingPeople,
    },
    session: session && shownSession(session, sessions.idleEndsInS(windowId)),
    locked: session ? null : sessions.locked(windowId),
    lights: {
      ...deviceLights(devices, deviceService.list()),
      central: centralLight({ reachable: sources.reachable(), waiting }, refused),
      counter: counterLight(context, session?.role ?? null),
    },
    readCard: canReadCard(devices.cardReader),
    devices: session?.role === 'technician' ? deviceService.shown() : [],
    printers: devices.printers().map(({ deviceId, name, printer }) => ({
      deviceId,
      name,
      ready: printer.status().state === 'ready',
    })),
    outbox: { waiting, refused },
    accepted: teller ? countAccepted(read, workstation) : 0,
    typingScanner: deviceService.list().some(({ definition }) => definition.driver.driver === 'keyboard-wedge'),
    scanNotice: teller && shownNotice(visits),
    visit: visit && shownVisit(context, reception, visit),
    waiting: teller ? shownWaiting(context, reception) : [],
    unfinished: teller && shownUnfinished(context, reception, teller),
    leftBehind: teller ? shownLeftBehind(reception) : [],
    printing: [...jobs.values()],
    demoAccounts: session ? [] : sources.demoAccounts,
    dock: sources.dock(),
  };
}

function canReadCard(reader: CounterDevices['cardReader']): boolean {
  const { state } = reader.status();
  return state === 'card-failed' || (reader.onRequest && state === 'empty');
}

function shownNotice(visits: Visits): Live['scanNotice'] {
  const notice = visits.scanNotice();
  if (!notice) return null;
  const { happened, kept, next } = notice.failure;
  return { noticeId: notice.noticeId, happened, kept, next };
}
