import type { Dock } from '../../main/contract/dock.ts';
import { useAct } from '../app/useAct.ts';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { DockChoice } from './DockChoice.tsx';
import { DockSwitch } from './DockSwitch.tsx';
import { dockTexts } from './texts.ts';

/** The printer: cable, cover, paper, faults. */
export function PrinterDock({ dock }: { readonly dock: Dock }) {
  const cable = useAct((client, plugged: boolean) => client.dock.do({ kind: 'plug', device: 'printer', plugged }));
  const cover = useAct((client, closed: boolean) =>
    client.dock.do({ kind: 'cover', cover: closed ? 'closed' : 'open' }),
  );
  const paper = useAct((client, amount: Dock['paper']) => client.dock.do({ kind: 'paper', paper: amount }));
  const fault = useAct((client, chosen: Dock['printerFault']) =>
    client.dock.do({ kind: 'printer-fault', fault: chosen }),
  );
  return (
    <>
      <DockSwitch label={dockTexts.printerCable} on={dock.cables.printer} onChange={cable.run} />
      <DockSwitch label={dockTexts.cover} on={dock.printerCover === 'closed'} onChange={cover.run} />
      <DockChoice label={dockTexts.paper} value={dock.paper} options={dockTexts.papers} onChange={paper.run} />
      <DockChoice
        label={dockTexts.printerFault}
        value={dock.printerFault}
        options={dockTexts.printerFaults}
        onChange={fault.run}
      />
      <TroubleNotice trouble={cable.trouble ?? cover.trouble ?? paper.trouble ?? fault.trouble} />
    </>
  );
}
