import { useState } from 'react';
import type { Dock } from '../../main/contract/dock.ts';
import { CentralDock } from './CentralDock.tsx';
import { DockGroup, oddities } from './DockGroup.tsx';
import { IdReaderDock } from './IdReaderDock.tsx';
import { PrinterDock } from './PrinterDock.tsx';
import { ReaderDock } from './ReaderDock.tsx';
import { ScannerDock } from './ScannerDock.tsx';
import { SecondPrinterDock } from './SecondPrinterDock.tsx';
import { dockTexts as words } from './texts.ts';

/** The devices that are used all the time begin unfolded. */
const UNFOLDED: ReadonlySet<string> = new Set([words.reader]);

/** Every device of the dock, one group each; which of them are unfolded is kept as long as the window is open. */
export function DockGroups({ dock }: { readonly dock: Dock }) {
  const [unfolded, setUnfolded] = useState(UNFOLDED);
  const group = (title: string, odd: string) => ({
    title,
    odd,
    open: unfolded.has(title),
    onToggle: (open: boolean) => {
      const others = [...unfolded].filter((one) => one !== title);
      setUnfolded(new Set(open ? [...others, title] : others));
    },
  });
  return (
    <>
      <DockGroup {...group(words.reader, oddOfReader(dock))}>
        <ReaderDock dock={dock} />
      </DockGroup>
      <DockGroup {...group(words.idReader, oddOfIdReader(dock))}>
        <IdReaderDock dock={dock} />
      </DockGroup>
      <DockGroup {...group(words.scanner, oddities(!dock.cables.scanner && words.unplugged))}>
        <ScannerDock dock={dock} />
      </DockGroup>
      <DockGroup {...group(words.printer, oddOfPrinter(dock))}>
        <PrinterDock dock={dock} />
      </DockGroup>
      <DockGroup {...group(words.secondPrinter, oddities(!dock.cables['second-printer'] && words.unplugged))}>
        <SecondPrinterDock plugged={dock.cables['second-printer']} />
      </DockGroup>
      <DockGroup {...group(words.central, oddities(dock.centralFault !== 'none' && words.faults[dock.centralFault]))}>
        <CentralDock fault={dock.centralFault} />
      </DockGroup>
    </>
  );
}

function oddOfReader(dock: Dock): string {
  return oddities(
    !dock.cables['card-reader'] && words.unplugged,
    dock.cardFault !== 'none' && words.cardFaults[dock.cardFault],
    dock.readerFault !== 'none' && words.readerFaults[dock.readerFault],
  );
}

function oddOfIdReader(dock: Dock): string {
  return oddities(
    !dock.cables['id-card-reader'] && words.unplugged,
    dock.idCardFault !== 'none' && words.idCardFaults[dock.idCardFault],
  );
}

function oddOfPrinter(dock: Dock): string {
  return oddities(
    !dock.cables.printer && words.unplugged,
    dock.printerCover === 'open' && words.coverOpen,
    dock.paper !== 'ok' && `${words.paper}${words.papers[dock.paper]}`,
    dock.printerFault !== 'none' && words.printerFaults[dock.printerFault],
  );
}
