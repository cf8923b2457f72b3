import type { Dock } from '../../main/contract/dock.ts';
import { useAct, usePress } from '../app/useAct.ts';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { DockChoice } from './DockChoice.tsx';
import { DockSwitch } from './DockSwitch.tsx';
import { dockTexts } from './texts.ts';

/** The reader of social-security cards: whose card is in it, its cable and faults. One press puts a card in, another takes it out. */
export function ReaderDock({ dock }: { readonly dock: Dock }) {
  const insert = useAct((client, personId: string) => client.dock.do({ kind: 'insert-card', personId }));
  const remove = usePress((client) => client.dock.do({ kind: 'remove-card' }));
  const cable = useAct((client, plugged: boolean) => client.dock.do({ kind: 'plug', device: 'card-reader', plugged }));
  const card = useAct((client, fault: Dock['cardFault']) => client.dock.do({ kind: 'card-fault', fault }));
  const reader = useAct((client, fault: Dock['readerFault']) => client.dock.do({ kind: 'reader-fault', fault }));
  return (
    <>
      <ul className="dock-people" aria-label={dockTexts.choose}>
        {dock.people.map((person) => {
          const inside = dock.cardInReader === person.id;
          return (
            <li key={person.id}>
              <button
                type="button"
                aria-pressed={inside}
                onClick={() => (inside ? remove.run() : insert.run(person.id))}
              >
                <strong>{person.name}</strong>
                <span>{inside ? dockTexts.inside : person.note}</span>
                <em>{inside ? dockTexts.remove : dockTexts.insert}</em>
              </button>
            </li>
          );
        })}
      </ul>
      <DockSwitch label={dockTexts.readerCable} on={dock.cables['card-reader']} onChange={cable.run} />
      <DockChoice
        label={dockTexts.cardFault}
        value={dock.cardFault}
        options={dockTexts.cardFaults}
        onChange={card.run}
      />
      <DockChoice
        label={dockTexts.readerFault}
        value={dock.readerFault}
        options={dockTexts.readerFaults}
        onChange={reader.run}
      />
      <TroubleNotice trouble={insert.trouble ?? remove.trouble ?? cable.trouble ?? card.trouble ?? reader.trouble} />
    </>
  );
}
