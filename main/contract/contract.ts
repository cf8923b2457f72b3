import type { ContractRouterClient } from '@orpc/contract';
import { caseContract, catalogueContract } from './case.ts';
import { demoContract } from './demo.ts';
import { deviceContract } from './device.ts';
import { liveContract } from './live.ts';
import { outboxContract } from './outbox.ts';
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
  device: deviceContract,
  demo: demoContract,
};

/** What the window holds to speak through that door. */
export type CounterClient = ContractRouterClient<typeof contract>;
