import type { Dock } from '../../main/contract/dock.ts';
import { useAct } from '../app/useAct.ts';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { DockChoice } from './DockChoice.tsx';
import { DockSwitch } from './DockSwitch.tsx';
import { dockTexts } from './texts.ts';

/** No card lies on the reader; no person is called so. */
const NONE = '';

/** The reader of resident ID cards: whose card lies on it, its cable and faults. */
export function IdReaderDock({ dock }: { readonly dock: Dock }) {
  const lay = useAct((client, personId: string) =>
    client.dock.do(personId === NONE ? { kind: 'take-id-card' } : { kind: 'lay-id-card', personId }),
  );
  const cable = useAct((client, plugged: boolean) =>
    client.dock.do({ kind: 'plug', device: 'id-card-reader', plugged }),
  );
  const card = useAct((client, fault: Dock['idCardFault']) => client.dock.do({ kind: 'id-card-fault', fault }));
  const cards = dock.idCards.map(({ id, name, note }) => [id, dockTexts.idCardOf(name, note)] as const);
  return (
    <>
      <DockChoice
        label={dockTexts.idCard}
        value={dock.idCardOnReader ?? NONE}
        options={Object.fromEntries([[NONE, dockTexts.noIdCard], ...cards])}
        onChange={lay.run}
      />
      <DockSwitch label={dockTexts.idReaderCable} on={dock.cables['id-card-reader']} onChange={cable.run} />
      <DockChoice
        label={dockTexts.idCardFault}
        value={dock.idCardFault}
        options={dockTexts.idCardFaults}
        onChange={card.run}
      />
      <TroubleNotice trouble={lay.trouble ?? cable.trouble ?? card.trouble} />
    </>
  );
}
