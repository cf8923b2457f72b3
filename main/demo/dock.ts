import type { OpenLink } from '../../native/transport/port.ts';
import type { Dock } from '../contract/demo.ts';
import type { CentralStandIn } from './central/standIn.ts';
import { createSignal } from '../domain/signal.ts';
import { createCardReaderDock } from './devices/cardReaderDock.ts';
import { createCentralDock } from './devices/centralDock.ts';
import { createIdReaderDock } from './devices/idReaderDock.ts';
import { createPrinterDock, type PrintedPaper } from './devices/printerDock.ts';
import { createScannerDock } from './devices/scannerDock.ts';
import { demoPeople } from './people.ts';

/** Slips shown in the dock's paper strip. */
const SLIPS_SHOWN = 5;

/** Names of the virtual machine's sockets, as device settings name them. */
export const VIRTUAL_SOCKETS = ['card-reader', 'id-card-reader', 'scanner', 'printer', 'second-printer'] as const;

/** A socket of the virtual machine. */
export type VirtualSocket = (typeof VIRTUAL_SOCKETS)[number];

/**
 * The virtual devices of the demonstration and the dock that handles them. `virtualSocket` opens a socket by its name, for
 * the real drivers; undefined for a name that is none.
 */
export function createDemoDock(standIn: CentralStandIn, reportBug: (error: unknown) => void) {
  const changes = createSignal(reportBug);
  const changed = (): void => changes.emit();
  let paperOut: Dock['paperOut'] = [];
  let papers = 0;
  const putOut =
    (printer: Dock['paperOut'][number]['printer']) =>
    ({ svg, codes }: PrintedPaper): void => {
      papers += 1;
      paperOut = [...paperOut, { id: papers, printer, svg }].slice(-SLIPS_SHOWN);
      scanner.addSlip(codes);
      changed();
    };

  const reader = createCardReaderDock(changed);
  const idReader = createIdReaderDock(changed);
  const scanner = createScannerDock(changed);
  const printer = createPrinterDock({ name: '虚拟打印机', changed, putOut: putOut('first') });
  const second = createPrinterDock({ name: '虚拟打印机二', changed, putOut: putOut('second') });
  const central = createCentralDock(standIn, changed);
  const sockets: Readonly<Record<VirtualSocket, OpenLink>> = {
    'card-reader': reader.socket.open,
    'id-card-reader': idReader.socket.open,
    scanner: scanner.socket.open,
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
        ...idReader.state(),
        ...scanner.state(),
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
      layIdCard: idReader.layIdCard,
      takeIdCard: idReader.takeIdCard,
      setIdReaderCable: idReader.setIdReaderCable,
      setIdCardFault: idReader.setIdCardFault,
      scan: scanner.scan,
      setScannerCable: scanner.setScannerCable,
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
      onChange: (listener: () => void) => changes.subscribe(listener),
    },
  };
}
