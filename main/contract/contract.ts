import type { ContractRouterClient } from '@orpc/contract';
import { cardContract } from './card.ts';
import { askedContract } from './asked.ts';
import { caseContract } from './case.ts';
import { deviceContract } from './device.ts';
import { dockContract } from './dock.ts';
import { dutyContract } from './duty.ts';
import { catalogueContract } from './item.ts';
import { liveContract } from './live.ts';
import { outboxContract } from './outbox.ts';
import { registerContract } from './register.ts';
import { releasesContract } from './releases.ts';
import { sessionContract } from './session.ts';
import { sheetContract } from './sheet.ts';
import { slipContract } from './slip.ts';
import { visitContract } from './visit.ts';

/** The one door between window and core, the same over WebSocket and MessagePort. */
export const contract = {
  session: sessionContract,
  live: liveContract,
  visit: visitContract,
  catalogue: catalogueContract,
  case: caseContract,
  slip: slipContract,
  sheet: sheetContract,
  outbox: outboxContract,
  register: registerContract,
  card: cardContract,
  device: deviceContract,
  duty: dutyContract,
  asked: askedContract,
  releases: releasesContract,
};

/** The same door in the demonstration: there the devices can be handled through it too. */
export const demonstrationContract = { ...contract, dock: dockContract };

/** What the window holds to speak through that door. A hall's core has no `dock` behind it; the window asks only where there is one. */
export type CounterClient = ContractRouterClient<typeof demonstrationContract>;
