import type { Dock } from '../../main/contract/dock.ts';
import { useAct } from '../app/useAct.ts';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { DockSwitch } from './DockSwitch.tsx';
import { dockTexts } from './texts.ts';

/** The scanner: one press scans a code. */
export function ScannerDock({ dock }: { readonly dock: Dock }) {
  const scan = useAct((client, codeId: string) => client.dock.do({ kind: 'scan', codeId }));
  const cable = useAct((client, plugged: boolean) => client.dock.do({ kind: 'plug', device: 'scanner', plugged }));
  return (
    <>
      <ul className="dock-codes" aria-label={dockTexts.codes}>
        {dock.codes.map(({ id, label }) => (
          <li key={id}>
            <button type="button" onClick={() => scan.run(id)}>
              {label}
            </button>
          </li>
        ))}
      </ul>
      <DockSwitch label={dockTexts.scannerCable} on={dock.cables.scanner} onChange={cable.run} />
      <TroubleNotice trouble={scan.trouble ?? cable.trouble} />
    </>
  );
}
