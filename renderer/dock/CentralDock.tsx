import type { Dock } from '../../main/contract/dock.ts';
import { useAct } from '../app/useAct.ts';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { DockChoice } from './DockChoice.tsx';
import { dockTexts } from './texts.ts';

/** The stand-in of the central system: what it does wrong. */
export function CentralDock({ fault }: { readonly fault: Dock['centralFault'] }) {
  const set = useAct((client, chosen: Dock['centralFault']) =>
    client.dock.do({ kind: 'central-fault', fault: chosen }),
  );
  return (
    <>
      <DockChoice label={dockTexts.fault} value={fault} options={dockTexts.faults} onChange={set.run} />
      <TroubleNotice trouble={set.trouble} />
    </>
  );
}
