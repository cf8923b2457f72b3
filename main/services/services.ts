import type { CardReader } from '../../native/card/port.ts';
import type { ReceiptPrinter } from '../../native/printer/port.ts';
import type { Live } from '../contract/live.ts';
import { createCases } from './cases.ts';
import { viewCase } from './caseView.ts';
import type { Context } from './context.ts';
import { listDelivery, sendNow } from './delivery.ts';
import type { DemoDock } from './dock.ts';
import { findItems } from './itemSearch.ts';
import { createLiveState } from './live.ts';
import type { Request } from './once.ts';
import { createPrinting, viewSlip } from './printing.ts';
import { createSheets } from './sheets.ts';
import { createSessions } from './sessions.ts';
import { createVisits } from './visits.ts';
import type { Actor } from '../domain/staff/role.ts';

/** What the services need beside the context. */
export interface ServiceParts {
  readonly context: Context;
  readonly reader: CardReader;
  readonly printer: ReceiptPrinter;
  readonly forwarding: { readonly state: () => { readonly reachable: boolean }; readonly wake: () => void };
  readonly demoAccounts: Live['demoAccounts'];
  readonly dock: DemoDock | null;
}

/** How often the live state is looked at without an event, in milliseconds: an idle session ends by time alone. */
const LOOK_AGAIN_MS = 15_000;

/** Puts the services together. `start` follows the devices, `stop` ends that in order. */
export function createServices(parts: ServiceParts) {
  const { context, reader, printer, forwarding, dock } = parts;
  const sessions = createSessions(context);
  const visits = createVisits(context, reader, () => sessions.teller());
  const cases = createCases(context, visits);
  const atCounter = (caseId: string): boolean => cases.inHand(caseId).ok;
  const printing = createPrinting(context, printer, atCounter);
  const sheets = createSheets({ context, cases, a4Printer: () => null });
  const live = createLiveState({
    context,
    reader,
    printer,
    sessions,
    visits,
    forwarding: forwarding.state,
    demoAccounts: parts.demoAccounts,
    dock: () => dock?.state() ?? null,
  });
  const stops: (() => void)[] = [];

  return {
    sessions,
    visits,
    cases,
    printing,
    sheets,
    live,
    demo: dock,
    viewCase: (caseId: string) => viewCase(context, cases, caseId),
    viewSlip: (slipNumber: string) => viewSlip(context, atCounter, slipNumber),
    findItems: (text: string) => findItems(context, visits.present(), text),
    listDelivery: () => listDelivery(context),
    sendNow: (actor: Actor, request: Request, messageId: string) =>
      sendNow(context, actor, request, messageId, forwarding.wake),

    start: () => {
      stops.push(
        reader.subscribe(() => live.changed()),
        printer.subscribe(() => live.changed()),
        visits.onChange(() => live.changed()),
        sessions.onChange(() => {
          visits.tellerChanged();
          live.changed();
        }),
        context.store.onRecorded((entries) => {
          if (entries.some(({ kind }) => kind === 'case.complete')) forwarding.wake();
          live.changed();
        }),
      );
      const looking = setInterval(() => live.changed(), LOOK_AGAIN_MS);
      stops.push(() => clearInterval(looking));
      if (dock) stops.push(dock.onChange(() => live.changed()));
      printing.start();
    },

    stop: async () => {
      for (const stop of stops.splice(0)) stop();
      visits.stop();
      await printing.stop();
    },
  };
}

/** Everything the API can call. */
export type Services = ReturnType<typeof createServices>;
