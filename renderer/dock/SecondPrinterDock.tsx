import { useAct } from '../app/useAct.ts';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { DockSwitch } from './DockSwitch.tsx';
import { dockTexts } from './texts.ts';

/** The printer that can take over: its cable. */
export function SecondPrinterDock({ plugged }: { readonly plugged: boolean }) {
  const cable = useAct((client, on: boolean) =>
    client.dock.do({ kind: 'plug', device: 'second-printer', plugged: on }),
  );
  return (
    <>
      <DockSwitch label={dockTexts.secondPrinterCable} on={plugged} onChange={cable.run} />
      <TroubleNotice trouble={cable.trouble} />
    </>
  );
}
