import type { OpenLink } from '../../native/transport/port.ts';
import type { Dock } from '../contract/demo.ts';
import type { CentralStandIn } from './central/standIn.ts';
import { createCardReaderDock } from './devices/cardReaderDock.ts';
import { createCentralDock } from './devices/centralDock.ts';
import { createPrinterDock, type PrintedPaper } from './devices/printerDock.ts';
import { demoPeople } from './people.ts';

/** Slips shown in the dock's paper strip. */
const SLIPS_SHOWN = 5;
/** Codes of slips that can be scanned: the newest ones, as from the hand of somebody who comes back with the paper. */
const SLIP_CODES_KEPT = 3;

/** Names of the virtual machine's sockets, as device settings name them. */
export const VIRTUAL_SOCKETS = ['card-reader', 'id-card-reader', 'scanner', 'printer', 'second-printer'] as const;

/** A socket of the virtual machine. */
export type VirtualSocket = (typeof VIRTUAL_SOCKETS)[number];

/**
 * The virtual devices of the demonstration and the dock that handles them. `virtualSocket` opens a socket by its name, for
 * the real drivers; undefined for a name that is none.
 */
export function createDemoDock(standIn: CentralStandIn) {
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  let paperOut: Dock['paperOut'] = [];
  let slipCodes: readonly string[] = [];
  let papers = 0;
  const putOut =
    (printer: Dock['paperOut'][number]['printer']) =>
    ({ svg, codes }: PrintedPaper): void => {
      papers += 1;
      paperOut = [...paperOut, { id: papers, printer, svg }].slice(-SLIPS_SHOWN);
      slipCodes = [...new Set([...codes, ...slipCodes])].slice(0, SLIP_CODES_KEPT);
      changed();
    };

  const reader = createCardReaderDock(changed);
  const printer = createPrinterDock({ name: '虚拟打印机', changed, putOut: putOut('first') });
  const second = createPrinterDock({ name: '虚拟打印机二', changed, putOut: putOut('second') });
  const central = createCentralDock(standIn, changed);
  const sockets: Partial<Record<VirtualSocket, OpenLink>> = {
    'card-reader': reader.socket.open,
    printer: printer.socket.open,
    'second-printer': second.socket.open,
  };

  return {
    virtualSocket: (name: string): OpenLink | undefined =>
      Object.entries(sockets).find(([socket]) => socket === name)?.[1],
    dock: {
      state: (): Dock => ({
        people: demoPeople.map(({ id, person, note }) => ({ id, name: person.name, note })),
        ...reader.state(),
        idCards: [],
        idCardOnReader: null,
        idReaderCable: true,
        idCardFault: 'none',
        scannerCable: true,
        codes: slipCodes.map((text) => ({ id: text, label: text })),
        printerCable: printer.state().cable,
        printerFault: printer.state().fault,
        paper: printer.state().paper,
        printerCover: printer.state().cover,
        secondPrinterCable: second.state().cable,
        ...central.state(),
        paperOut,
      }),
      insertCard: reader.insertCard,
      removeCard: reader.removeCard,
      setReaderCable: reader.setReaderCable,
      setCardFault: reader.setCardFault,
      setReaderFault: reader.setReaderFault,
      layIdCard: (_: string) => undefined,
      takeIdCard: () => undefined,
      setIdReaderCable: (_: boolean) => undefined,
      setIdCardFault: (_: Dock['idCardFault']) => undefined,
      scan: (_: string) => undefined,
      setScannerCable: (_: boolean) => undefined,
      setPrinterCable: printer.setCable,
      setPaper: printer.setPaper,
      setPrinterCover: printer.setCover,
      setPrinterFault: printer.setFault,
      setSecondPrinterCable: second.setCable,
      setCentralFault: central.setCentralFault,
      takePaper: () => {
        printer.takePaper();
        second.takePaper();
        paperOut = [];
        changed();
      },
      onChange: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}
