import type { Dock } from '../../main/contract/demo.ts';
import { useAct, usePress } from '../app/useAct.ts';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { DockChoice } from './DockChoice.tsx';
import { DockSwitch } from './DockSwitch.tsx';
import { dockTexts } from './texts.ts';

/** The reader of social-security cards: whose card is in it, its cable and faults. One press puts a card in, another takes it out. */
export function ReaderDock({ dock }: { readonly dock: Dock }) {
  const insert = useAct((client, personId: string) => client.demo.insertCard({ personId }));
  const remove = usePress((client) => client.demo.removeCard({}));
  const cable = useAct((client, plugged: boolean) => client.demo.setReaderCable({ plugged }));
  const card = useAct((client, fault: Dock['cardFault']) => client.demo.setCardFault({ fault }));
  const reader = useAct((client, fault: Dock['readerFault']) => client.demo.setReaderFault({ fault }));
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
      <DockSwitch label={dockTexts.readerCable} on={dock.readerCable} onChange={cable.run} />
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
