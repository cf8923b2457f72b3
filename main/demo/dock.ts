import type { VirtualPort } from '../../native/transport/virtualPort.ts';
import type { OpenLink } from '../../native/transport/port.ts';
import type { Dock, DockAction, PluggedDevice } from '../contract/dock.ts';
import { createSignal } from '../domain/signal.ts';
import type { CentralStandIn } from './central/standIn.ts';
import { createCardReaderDock } from './devices/cardReaderDock.ts';
import { createCentralDock } from './devices/centralDock.ts';
import { handle, type Hands } from './devices/hands.ts';
import { createIdReaderDock } from './devices/idReaderDock.ts';
import { createPaperStrip } from './devices/paperStrip.ts';
import { createPrinterDock } from './devices/printerDock.ts';
import { createScannerDock } from './devices/scannerDock.ts';
import { setCable } from './devices/virtualSocket.ts';
import { demoPeople } from './people.ts';

/** A socket of the virtual machine, as device settings name it: the device on its cable. */
export type VirtualSocket = PluggedDevice;

/**
 * The virtual devices of the demonstration and the dock that handles them. `virtualSocket` opens a socket by its name, for
 * the real drivers; undefined for a name that is none.
 */
export function createDemoDock(standIn: CentralStandIn, reportBug: (error: unknown) => void) {
  const changes = createSignal(reportBug);
  const changed = (): void => changes.emit();
  const scanner = createScannerDock();
  const strip = createPaperStrip(({ codes }) => {
    scanner.addSlip(codes);
    changed();
  });
  const reader = createCardReaderDock(changed);
  const idReader = createIdReaderDock(changed);
  const printer = createPrinterDock({ name: '虚拟打印机', changed, putOut: strip.from('first') });
  const second = createPrinterDock({ name: '虚拟打印机二', changed, putOut: strip.from('second') });
  const central = createCentralDock(standIn);
  const sockets: Readonly<Record<PluggedDevice, VirtualPort>> = {
    'card-reader': reader.socket,
    'id-card-reader': idReader.socket,
    scanner: scanner.socket,
    printer: printer.socket,
    'second-printer': second.socket,
  };

  const hands: Hands = {
    ...reader.hands,
    ...idReader.hands,
    ...scanner.hands,
    ...printer.hands,
    ...central.hands,
    plug: ({ device, plugged }) => setCable(sockets[device], plugged),
    'take-paper': () => {
      printer.tearOff();
      second.tearOff();
      strip.clear();
    },
  };

  return {
    virtualSocket: (name: string): OpenLink | undefined =>
      Object.entries(sockets).find(([socket]) => socket === name)?.[1].open,
    dock: {
      state: (): Dock => ({
        people: demoPeople.map(({ id, person, note }) => ({ id, name: person.name, note })),
        cables: {
          'card-reader': reader.socket.plugged(),
          'id-card-reader': idReader.socket.plugged(),
          scanner: scanner.socket.plugged(),
          printer: printer.socket.plugged(),
          'second-printer': second.socket.plugged(),
        },
        ...reader.state(),
        ...idReader.state(),
        ...scanner.state(),
        ...printer.state(),
        ...central.state(),
        paperOut: strip.pieces(),
      }),
      do: (action: DockAction) => {
        handle(hands, action);
        changed();
      },
      paper: strip.picture,
      changes,
    },
  };
}
