import { createCardReader } from '../../native/card/cardReader.ts';
import type { CardReader } from '../../native/card/port.ts';
import { buildCard } from '../../native/emulator/cardEmulator.ts';
import { createCardReaderEmulator } from '../../native/emulator/cardReaderEmulator.ts';
import { paperSvg } from '../../native/emulator/paperSvg.ts';
import { createPrinterEmulator } from '../../native/emulator/printerEmulator.ts';
import type { ReceiptPrinter } from '../../native/printer/port.ts';
import { createReceiptPrinter } from '../../native/printer/receiptPrinter.ts';
import { systemTimers } from '../../native/transport/timers.ts';
import { createVirtualPort } from '../../native/transport/virtualPort.ts';
import type { Dock } from '../contract/demo.ts';
import type { CentralStandIn } from './central/standIn.ts';
import { noFaults, type CentralFaults } from './central/faults.ts';
import { demoPeople } from './people.ts';

/** Speed of the virtual lines, bits per second: what most readers and printers of a hall are set to. */
const LINE_BAUD = 115_200;
/** Slips shown in the dock's paper strip. */
const SLIPS_SHOWN = 5;
const SLOW_MS = 4_000;

const faultSettings = {
  none: {},
  down: { down: true },
  slow: { slowMs: SLOW_MS },
  'error-500': { serverError: true },
  refuses: { refusal: '参保关系不在本统筹区，请核实后重新提交' },
  'answer-lost': { answersLost: true },
  duplicate: { duplicateIsError: true },
  garbage: { garbage: true },
} as const satisfies Record<Dock['centralFault'], Partial<CentralFaults>>;

/** The virtual devices of the demonstration, wired to the real drivers, and the dock that handles them. */
export function createDemoDock(standIn: CentralStandIn, log: (line: string) => void) {
  const listeners = new Set<() => void>();
  const readerEmulator = createCardReaderEmulator({ variant: 'gempc-twin', timers: systemTimers });
  const printerEmulator = createPrinterEmulator({ columns: 48, repertoire: 'gbk' });
  const readerPort = createVirtualPort({ name: '虚拟读卡器', baudRate: LINE_BAUD, timers: systemTimers }, (link) =>
    readerEmulator.attach(link),
  );
  const printerPort = createVirtualPort({ name: '虚拟打印机', baudRate: LINE_BAUD, timers: systemTimers }, (link) =>
    printerEmulator.attach(link),
  );
  const reader: CardReader = createCardReader({
    open: readerPort.open,
    variant: 'gempc-twin',
    timers: systemTimers,
    log,
  });
  const printer: ReceiptPrinter = createReceiptPrinter({
    open: printerPort.open,
    profile: { columns: 48, repertoire: 'gbk', answersStatus: true, cutter: true },
    timers: systemTimers,
    log,
  });

  let cardInReader: string | null = null;
  let paper: Dock['paper'] = 'ok';
  let printerCover: Dock['printerCover'] = 'closed';
  let centralFault: Dock['centralFault'] = 'none';
  let paperOut: Dock['paperOut'] = [];

  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  printerEmulator.onChange(() => {
    const whole = printerEmulator.paper();
    const finished = whole.slips.filter(({ cut }) => cut);
    if (finished.at(-1)?.serial === paperOut.at(-1)?.id) return;
    paperOut = finished.slice(-SLIPS_SHOWN).map(
      (slip) =>
        paperOut.find(({ id }) => id === slip.serial) ?? {
          id: slip.serial,
          svg: paperSvg({ ...whole, slips: [slip] }),
        },
    );
    changed();
  });

  return {
    reader,
    printer,
    dock: {
      state: (): Dock => ({
        people: demoPeople.map(({ id, person, note }) => ({ id, name: person.name, note })),
        cardInReader,
        readerCable: readerPort.plugged(),
        printerCable: printerPort.plugged(),
        paper,
        printerCover,
        centralFault,
        paperOut,
      }),
      insertCard: (personId: string) => {
        const person = demoPeople.find(({ id }) => id === personId);
        if (!person) return;
        const { generation, ...spec } = person.card;
        readerEmulator.insert(buildCard(spec));
        cardInReader = personId;
        changed();
      },
      removeCard: () => {
        readerEmulator.remove();
        cardInReader = null;
        changed();
      },
      setReaderCable: (plugged: boolean) => {
        if (plugged) readerPort.plug();
        else readerPort.pull();
        changed();
      },
      setPrinterCable: (plugged: boolean) => {
        if (plugged) printerPort.plug();
        else printerPort.pull();
        changed();
      },
      setPaper: (next: Dock['paper']) => {
        paper = next;
        printerEmulator.setPaper(next === 'out' ? 'end' : next);
        changed();
      },
      setPrinterCover: (cover: Dock['printerCover']) => {
        printerCover = cover;
        printerEmulator.setCover(cover);
        changed();
      },
      setCentralFault: (fault: Dock['centralFault']) => {
        centralFault = fault;
        void standIn.faults.set({ ...noFaults, ...faultSettings[fault] });
        changed();
      },
      takePaper: () => {
        printerEmulator.tearOff();
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
