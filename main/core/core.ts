import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { onError } from '@orpc/server';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { RPCHandler as SocketHandler } from '@orpc/server/ws';
import { v7 as uuidv7 } from 'uuid';
import { systemClock } from '../../native/systemTime.ts';
import { listSerialPorts } from '../../native/transport/serialPorts.ts';
import { systemTimers } from '../../native/systemTime.ts';
import { createRouter } from '../api/router.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import { describeProblem } from '../catalogue/yamlFile.ts';
import { createCentralClient } from '../central/client.ts';
import { createForwarder } from '../central/forwarder.ts';
import { createMessageIds } from '../central/messageId.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { clockAhead } from '../domain/time.ts';
import { frequentItems, searchItems } from '../domain/catalogue/search.ts';
import { createCheckedDelivery } from '../services/checkedDelivery.ts';
import { COUNTER, type CatalogueAccess, type Context } from '../services/context.ts';
import { calendarNotice } from '../services/counterLight.ts';
import { createDeviceService } from '../services/devices/deviceService.ts';
import { printTargetOf } from '../services/devices/printTarget.ts';
import { createRack } from '../services/devices/rack.ts';
import { seedDevices } from '../services/devices/seedDevices.ts';
import { createServices } from '../services/services.ts';
import { createAccount } from '../services/sessions.ts';
import { roleTitles } from '../domain/staff/role.ts';
import { createOutbox, recoverOutbox } from '../store/outbox.ts';
import { SCHEMA_VERSION } from '../store/migrations/migrate.ts';
import { findCredential, pruneRepeated, reserveMessageTicks } from '../store/workingState.ts';
import { readAuthorities } from './authorities.ts';
import type { Configuration } from './configuration.ts';
import { devicePathCheck, devicePathRules } from './devicePaths.ts';
import { createDriverFactory } from './drivers.ts';
import { logError } from './errorLog.ts';
import { openHall } from './hall.ts';
import { openStore } from './openStore.ts';
import type { StartCore } from './port.ts';
import { systemSearches } from './searches.ts';

/** Folder in the home with the years of the calendar that the hall adds itself. */
const HALL_CALENDAR = 'calendar';
/** Results of an item search. */
const ITEMS_FOUND = 20;
/** How long the answer to a request is kept for its repetition, in milliseconds: longer than any window stays open. */
const REPEATS_KEPT_MS = 7 * 24 * 3_600_000;

/** Puts the product together and starts it. Everything that depends on the outside is made here and passed on. */
export const startCore: StartCore = async (options) => {
  const { home, appRoot, demo, databaseKey, clockAheadMs, log } = options;
  const clock = clockAhead(systemClock, clockAheadMs);

  const catalogue = loadCatalogue(path.join(appRoot, 'main', 'catalogue'), {
    hallCalendar: path.join(home, HALL_CALENDAR),
  });
  if (!catalogue.ok) {
    const problems = catalogue.problems.map(describeProblem).join('\n');
    return {
      ok: false,
      code: 'CATALOGUE',
      message: `事项目录有误，没有启动，数据没有改动。请按下列提示改正：\n${problems}`,
    };
  }
  const opened = await openHall({ home, demo, clock });
  if (!opened.ok) return opened;
  const { hall } = opened;
  const { configuration } = hall;

  const authorities = readAuthorities(home, configuration.central.caFile);
  if (!authorities.ok) {
    await hall.close();
    return authorities;
  }

  const mode = demo ? 'demonstration' : 'hall';
  const memory = openStore({ home, databaseKey, workstation: configuration.hall.window, clock, mode });
  if (!memory.ok) {
    await hall.close();
    return memory;
  }
  const { store, headFile } = memory;
  recoverOutbox(store.database);
  pruneRepeated(store.database, new Date(clock.wall().getTime() - REPEATS_KEPT_MS).toISOString());

  const paths = devicePathRules(home, demo || options.emulatedDevices === true);
  const rack = createRack({
    make: createDriverFactory({
      virtualSocket: hall.virtualSocket,
      serialPorts: listSerialPorts,
      paths,
      timers: systemTimers,
      log,
    }),
    timers: systemTimers,
    clock,
    log,
  });
  const wallClock = { now: () => clock.wall().getTime() };
  const nextMessageId = createMessageIds(configuration.central, {
    now: wallClock.now,
    reserve: (from, count) => reserveMessageTicks(store.database, from, count),
  });
  const central = createCentralClient(configuration.central, {
    region: configuration.hall.region,
    clock: wallClock,
    nextMessageId,
    ca: authorities.value,
    log: (entry) => log(`central ${JSON.stringify(entry)}`),
  });
  const context: Context = {
    store,
    clock,
    newId: () => uuidv7(),
    facts: counterFacts(configuration),
    printTarget: () => printTargetOf(rack.devices),
    catalogue: catalogueAccess(catalogue.value),
    calendar: catalogue.value.calendar,
    central,
    nextMessageId,
    log,
    reportBug: (error) => logError(log, error),
  };
  for (const account of hall.accounts) {
    if (!findCredential(store.database, account.number)) await createAccount(context, account);
  }

  seedDevices(context, hall.firstDevices);
  const version = productVersion(appRoot);
  const deviceService = createDeviceService({
    context,
    rack,
    searches: systemSearches(log),
    checkPath: devicePathCheck(paths),
    timers: systemTimers,
    version,
  });

  const forwarder = createForwarder({
    outbox: createOutbox(store),
    central: createCheckedDelivery(context),
    clock: wallClock,
    timers: {
      set: (task, delayMs) => setTimeout(task, delayMs),
      clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
    },
    random: Math.random,
    parallel: configuration.central.parallel,
    onChange: () => services.live.changed(),
    log: (entry) => log(`central ${JSON.stringify(entry)}`),
  });
  const services = createServices({
    context,
    devices: rack.devices,
    deviceService,
    forwarding: { state: () => forwarder.state(), wake: () => forwarder.wake() },
    demoAccounts: hall.accounts.map(({ number, name, role, password }) => ({
      number,
      name,
      roleTitle: roleTitles[role],
      password,
    })),
    dock: hall.dock,
  });
  store.transact((transaction) =>
    transaction.append({
      kind: 'core.started',
      subject: 'counter',
      actor: COUNTER,
      payload: {
        version,
        schema: SCHEMA_VERSION,
        catalogue: catalogueText(catalogue.value),
        mode,
        headFile,
      },
    }),
  );
  const shortCalendar = calendarNotice(context.calendar, hallDate(clock.wall().toISOString()));
  if (shortCalendar) log(`calendar: ${shortCalendar.light.text}。${shortCalendar.light.advice}`);
  deviceService.start();
  services.start();
  forwarder.start();

  const router = createRouter(services);
  const sockets = new SocketHandler(router, { interceptors: [onError((error) => logError(log, error))] });
  const ports = new PortHandler(router, { interceptors: [onError((error) => logError(log, error))] });

  return {
    ok: true,
    core: {
      upgradeWebSocket: (socket, { windowId }) => void sockets.upgrade(socket, { context: { windowId } }),
      upgradePort: (port, { windowId }) => ports.upgrade(port, { context: { windowId } }),
      stop: async () => {
        // Together: the services wait for the slip at the printer, and a printer that is stopped ends it.
        await Promise.all([services.stop(), deviceService.stop()]);
        await forwarder.stop();
        await central.close();
        store.transact((transaction) =>
          transaction.append({ kind: 'core.stopped', subject: 'counter', actor: COUNTER, payload: {} }),
        );
        store.close();
        await hall.close();
      },
    },
  };
};

type LoadedCatalogue = Extract<ReturnType<typeof loadCatalogue>, { ok: true }>['value'];

function catalogueAccess(catalogue: LoadedCatalogue): CatalogueAccess {
  return {
    items: catalogue.items,
    search: (text, counts, on) => {
      const found = text.trim() === '' ? frequentItems : searchIn(text);
      return found(catalogue.search, { on, limit: ITEMS_FOUND, counts }).map(({ code }) => code);
    },
  };
}

function searchIn(text: string): typeof frequentItems {
  return (entries, options) => searchItems(entries, text, options);
}

/** Which versions the catalogue held, for whoever reads the journal later. */
function catalogueText({ items }: LoadedCatalogue): string {
  return items.map(({ code, version }) => `${code}.${version}`).join(' ');
}

function counterFacts({ hall, central, codes, session }: Configuration): Context['facts'] {
  return {
    hall: {
      organ: hall.organ,
      hall: hall.name,
      address: hall.address,
      window: hall.window,
      phone: hall.phone,
      supervisionPhone: hall.supervisionPhone,
      openingHours: hall.openingHours,
    },
    region: hall.region,
    window: hall.window,
    closesAt: hall.closesAt,
    institutionCode: central.institutionCode,
    codes,
    idleMs: session.idleSeconds * 1_000,
  };
}

function productVersion(appRoot: string): string {
  const file = path.join(appRoot, 'package.json');
  if (!existsSync(file)) return 'unknown';
  const match = /"version":\s*"([^"]+)"/.exec(readFileSync(file, 'utf8'));
  return match?.[1] ?? 'unknown';
}
