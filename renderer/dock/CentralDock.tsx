import type { Dock } from '../../main/contract/demo.ts';
import { useAct } from '../app/useAct.ts';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { DockChoice } from './DockChoice.tsx';
import { dockTexts } from './texts.ts';

/** The stand-in of the central system: what it does wrong. */
export function CentralDock({ fault }: { readonly fault: Dock['centralFault'] }) {
  const set = useAct((client, chosen: Dock['centralFault']) => client.demo.setCentralFault({ fault: chosen }));
  return (
    <>
      <DockChoice label={dockTexts.fault} value={fault} options={dockTexts.faults} onChange={set.run} />
      <TroubleNotice trouble={set.trouble} />
    </>
  );
}
