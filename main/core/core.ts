import { newId } from '../store/newId.ts';
import product from '../../package.json' with { type: 'json' };
import { systemClock, systemTimers } from '../../native/systemTime.ts';
import { listSerialPorts } from '../../native/transport/serialPorts.ts';
import type { DevicePathRules } from '../../native/transport/devicePath.ts';
import { createCentralClient } from '../central/client.ts';
import { createForwarder, type Forwarder } from '../central/forwarder.ts';
import { createTransactionWriter } from '../central/maps/transactionMap.ts';
import { createMessageIds } from '../central/messageId.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import type { CounterMode, JournalPayloads } from '../domain/journal/entry.ts';
import { createSignal } from '../domain/signal.ts';
import { roleTitles } from '../domain/staff/role.ts';
import { clockAhead, type Clock } from '../domain/time.ts';
import { createCheckedDelivery } from '../services/checkedDelivery.ts';
import { COUNTER, type Context } from '../services/context.ts';
import { calendarNotice } from '../services/counterLight.ts';
import { createDeviceService, type DeviceService } from '../services/devices/deviceService.ts';
import { printTargetOf } from '../services/devices/printTarget.ts';
import { createRack, type Rack } from '../services/devices/rack.ts';
import { seedDevices } from '../services/devices/seedDevices.ts';
import { keepItems } from '../services/keptItems.ts';
import { createServices, type Services } from '../services/services.ts';
import { createStorage, observeStore, type Storage } from '../services/storage.ts';
import { createAccount } from '../services/sessions.ts';
import { keepStandIn } from '../services/standIns.ts';
import { unreadableDevices } from '../store/devices.ts';
import { createOutbox, recoverOutbox } from '../store/outbox.ts';
import { SCHEMA_VERSION } from '../store/migrations/migrate.ts';
import type { Store } from '../store/store.ts';
import { findCredential, pruneRepeated, reserveMessageTicks } from '../store/workingState.ts';
import { readAuthorities } from './authorities.ts';
import { counterFacts } from './counterFacts.ts';
import { devicePathCheck, devicePathRules } from './devicePaths.ts';
import { createDriverFactory } from './drivers/factory.ts';
import { logError } from './errorLog.ts';
import { secureHome } from './homeAccess.ts';
import { openHall, type Hall } from './hall.ts';
import { witnessFolder } from './historyWitness.ts';
import { createLifetimes, type Lifetimes } from './lifetimes.ts';
import { createPasswords, DEMO_PASSWORD_COST, PASSWORD_COST } from './passwords.ts';
import { sm3Text } from './sm3.ts';
import { takeMemoryLock } from './memoryLock.ts';
import { openStore } from './openStore.ts';
import type { CoreOptions, CoreStart, StartCore } from './port.ts';
import { createPresence, placeWorkstation, type Presence } from './presence.ts';
import { catalogueAccess, catalogueText, readRules, type Rules } from './rules.ts';
import { systemSearches } from './searches.ts';
import { storageFailureOf } from './storageFailure.ts';
import { openToWindows } from './windows.ts';

/** How long the answer to a request is kept for its repetition, in milliseconds: longer than any window stays open. */
const REPEATS_KEPT_MS = 7 * 24 * 3_600_000;

/** One run of the core: what it was told, and what all its parts are made with. */
interface Run extends CoreOptions {
  readonly clock: Clock;
  readonly reportBug: (error: unknown) => void;
  readonly lifetimes: Lifetimes;
  readonly storage: Storage;
}

/** What is there once hall and memory are open. */
interface Opened {
  readonly rules: Rules;
  readonly hall: Hall;
  /** Authorities the central system's certificate may be signed by, PEM; none beside the usual ones when empty. */
  readonly authorities: readonly string[];
  readonly store: Store;
  readonly presence: Presence;
  readonly headFile: JournalPayloads['core.started']['headFile'];
}

/**
 * Puts the product together and starts it. Everything that depends on the outside is made here and passed on. Whatever
 * has been begun when the start fails, or when the core is stopped, is ended in the reverse order.
 */
export const startCore: StartCore = async (options) => {
  const reportBug = (error: unknown): void => {
    // A fault of the disk is no bug: it is said once, wherever it is met.
    if (!storage.noteError(error)) logError(options.log, error);
  };
  const storage = createStorage({ log: options.log, reportBug: (error) => logError(options.log, error) });
  const lifetimes = createLifetimes({ timers: systemTimers, reportBug, log: options.log });
  const clock = clockAhead(systemClock, options.clockAheadMs);
  try {
    const started = await start({ ...options, clock, reportBug, lifetimes, storage });
    if (!started.ok) await lifetimes.end();
    return started;
  } catch (error) {
    await lifetimes.end();
    const failure = storageFailureOf(error, options.home);
    if (failure) return failure;
    throw error;
  }
};

async function start(run: Run): Promise<CoreStart> {
  const opened = await open(run);
  if (!opened.ok) return opened;
  const { value } = opened;
  const paths = devicePathRules(run.home, run.demo || run.emulatedDevices === true);
  const rack = makeRack(run, value.hall, paths);
  const context = makeContext(run, value, rack);
  await giveFirstThings(context, value.hall);
  const devices = makeDevices(run, context, { rack, paths });
  const { services, forwarder } = makeServices(run, context, value, { rack, devices });
  value.presence.begin({
    version: product.version,
    schema: SCHEMA_VERSION,
    catalogue: catalogueText(value.rules.catalogue),
    mode: modeOf(run),
    headFile: value.headFile,
  });
  const shortCalendar = calendarNotice(context.calendar, hallDate(run.clock.wall().toISOString()));
  if (shortCalendar) run.log(`calendar: ${shortCalendar.light.text}。${shortCalendar.light.advice}`);
  devices.start();
  services.start();
  forwarder.start();
  return { ok: true, core: { ...openToWindows(services, run), stop: () => run.lifetimes.end() } };
}

/** The rules, the hall and the memory of this counter, or why one of them does not open. */
async function open(
  run: Run,
): Promise<{ readonly ok: true; readonly value: Opened } | Extract<CoreStart, { readonly ok: false }>> {
  const { lifetimes, clock, databaseKey, home } = run;
  const secured = secureHome(home);
  if (!secured.ok) return secured;
  for (const change of secured.changes) run.log(change);
  const rules = readRules(run);
  if (!rules.ok) return rules;
  const materials = new Set(rules.value.catalogue.items.flatMap((item) => item.materials.map(({ code }) => code)));
  const opened = await openHall({ ...run, knows: (code) => materials.has(code) });
  if (!opened.ok) return opened;
  const { hall } = opened;
  lifetimes.own('hall', hall.close);
  const authorities = readAuthorities(home, hall.configuration.central.caFile);
  if (!authorities.ok) return authorities;
  const held = await takeMemoryLock(home, { timers: systemTimers, log: run.log });
  if (!held.ok) return held;
  lifetimes.own('memory lock', held.lock.release);
  const memory = openStore({
    home,
    databaseKey,
    clock,
    timers: systemTimers,
    mode: modeOf(run),
    witnessFolder: run.witnessFolder ?? witnessFolder(process.platform, process.env),
    reportBug: run.reportBug,
  });
  if (!memory.ok) return memory;
  for (const { sequence, kind, reason } of memory.unreadable) {
    run.log(`journal: entry ${sequence} (${kind}) cannot be read: ${reason}`);
  }
  const { headFile } = memory;
  const store = observeStore(memory.store, run.storage);
  lifetimes.own('store', () => store.close());
  for (const { row, where } of unreadableDevices(store.read)) run.log(`stored: ${row} cannot be read: ${where}`);
  placeWorkstation(store, hall.configuration.hall.window, modeOf(run));
  const presence = createPresence(store);
  lifetimes.own('last entry', () => presence.end());
  store.transact(({ write }) => {
    recoverOutbox(write);
    pruneRepeated(write, new Date(clock.wall().getTime() - REPEATS_KEPT_MS).toISOString());
  });
  return {
    ok: true,
    value: { rules: rules.value, hall, authorities: authorities.value, store, presence, headFile },
  };
}

function modeOf({ demo }: CoreOptions): CounterMode {
  return demo ? 'demonstration' : 'hall';
}

function makeRack({ clock, log }: Run, { virtualSocket }: Hall, paths: DevicePathRules): Rack {
  const make = createDriverFactory({ virtualSocket, serialPorts: listSerialPorts, paths, timers: systemTimers, log });
  return createRack({ make, timers: systemTimers, clock, log });
}

/** What every service works with, and the line to the central system with it. */
function makeContext(run: Run, { rules, hall, authorities, store }: Opened, rack: Rack): Context {
  const { clock, lifetimes, log, reportBug, storage } = run;
  const { configuration } = hall;
  const nextMessageId = createMessageIds(configuration.central, {
    now: () => clock.wall().getTime(),
    reserve: (from, count) => {
      try {
        return store.transact(({ write }) => reserveMessageTicks(write, from, count));
      } catch (error) {
        if (!storage.noteError(error)) throw error;
        return null;
      }
    },
  });
  const central = createCentralClient(configuration.central, {
    region: configuration.hall.region,
    clock,
    timers: systemTimers,
    nextMessageId,
    ca: authorities,
    log: (entry) => log(`central ${JSON.stringify(entry)}`),
  });
  lifetimes.own('line to the central system', () => central.close());
  const working = keepItems({ store, log }, rules.mapped);
  return {
    store,
    storage,
    clock,
    timers: systemTimers,
    newId: () => newId(clock.wall()),
    hashText: sm3Text,
    passwords: createPasswords(run.demo ? DEMO_PASSWORD_COST : PASSWORD_COST),
    facts: counterFacts(configuration, modeOf(run)),
    printTarget: () => printTargetOf(rack.devices),
    catalogue: catalogueAccess(rules.catalogue, working, rules.maps),
    calendar: rules.catalogue.calendar,
    central,
    writeTransaction: createTransactionWriter(rules.maps, working.withdrawnMaps),
    nextMessageId,
    log,
    reportBug,
  };
}

/** Accounts and devices that a new counter of this hall begins with. */
async function giveFirstThings(context: Context, hall: Hall): Promise<void> {
  const begun = new Set<string>();
  for (const account of hall.accounts) {
    if (!findCredential(context.store.read, account.number)) {
      await createAccount(context, account);
      begun.add(account.number);
    }
  }
  for (const named of hall.standIns)
    if (begun.has(named.number)) keepStandIn(context, COUNTER, { ...named, reason: '演示' });
  seedDevices(context, hall.firstDevices);
}

function makeDevices(
  { lifetimes, log }: Run,
  context: Context,
  { rack, paths }: { readonly rack: Rack; readonly paths: DevicePathRules },
): DeviceService {
  const service = createDeviceService({
    context,
    rack,
    searches: systemSearches(log),
    checkPath: devicePathCheck(paths),
    timers: systemTimers,
    version: product.version,
  });
  lifetimes.own('devices', () => service.stop());
  return service;
}

function makeServices(
  run: Run,
  context: Context,
  { hall }: Opened,
  { rack, devices }: { readonly rack: Rack; readonly devices: DeviceService },
): { readonly services: Services; readonly forwarder: Forwarder } {
  const { lifetimes, reportBug, clock, log } = run;
  const forwardingChanged = createSignal(reportBug);
  const forwarder = createForwarder({
    outbox: createOutbox(context.store),
    central: createCheckedDelivery(context),
    clock,
    timers: systemTimers,
    nextMessageId: context.nextMessageId,
    random: Math.random,
    parallel: hall.configuration.central.parallel,
    onChange: () => forwardingChanged.emit(),
    log: (entry) => log(`central ${JSON.stringify(entry)}`),
  });
  lifetimes.own('forwarder', () => forwarder.stop());
  const services = createServices({
    context,
    devices: rack.devices,
    deviceService: devices,
    forwarding: { reachable: () => forwarder.reachable(), wake: () => forwarder.wake() },
    demoAccounts: hall.accounts.map(({ number, name, role, password }) => ({
      number,
      name,
      roleTitle: roleTitles[role],
      password,
    })),
    dock: hall.dock,
  });
  lifetimes.own('services', async () => {
    // The services wait for the slip at the printer, and a printer that is stopped ends it: both together. How the end of
    // the devices went is told under their own name.
    const [ended] = await Promise.allSettled([services.stop(), devices.stop()]);
    if (ended.status === 'rejected') throw ended.reason;
  });
  lifetimes.own(
    'light of the forwarder',
    forwardingChanged.subscribe(() => services.forwardingChanged()),
  );
  return { services, forwarder };
}
