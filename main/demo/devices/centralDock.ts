import type { Dock } from '../../contract/dock.ts';
import { noFaults, type CentralFaults } from '../central/faults.ts';
import type { CentralStandIn } from '../central/standIn.ts';
import type { Hands } from './hands.ts';

const SLOW_MS = 4_000;

const faultSettings = {
  none: {},
  down: { down: true },
  slow: { slowMs: SLOW_MS },
  'error-500': { serverError: true },
  refuses: { refusal: '参保关系不在本统筹区，请核实后重新提交' },
  'answer-lost': { answersLost: true },
  duplicate: { repeats: 'error' },
  garbage: { garbage: true },
} as const satisfies Record<Dock['centralFault'], Partial<CentralFaults>>;

/** The stand-in of the central system: what it does wrong. */
export function createCentralDock(standIn: CentralStandIn) {
  let centralFault: Dock['centralFault'] = 'none';
  const hands: Pick<Hands, 'central-fault'> = {
    'central-fault': ({ fault }) => {
      centralFault = fault;
      void standIn.faults.set({ ...noFaults, ...faultSettings[fault] });
    },
  };
  return { state: (): Pick<Dock, 'centralFault'> => ({ centralFault }), hands };
}
