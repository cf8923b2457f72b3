import type { Dock } from '../../main/contract/demo.ts';
import { useAct, usePress } from '../app/useAct.ts';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { DockSwitch } from './DockSwitch.tsx';
import { dockTexts } from './texts.ts';

/** The reader: whose card is in it, and its cable. One press puts a card in, another takes it out. */
export function ReaderDock({ dock }: { readonly dock: Dock }) {
  const insert = useAct((client, personId: string) => client.demo.insertCard({ personId }));
  const remove = usePress((client) => client.demo.removeCard({}));
  const cable = useAct((client, plugged: boolean) => client.demo.setReaderCable({ plugged }));
  return (
    <section>
      <h3>{dockTexts.reader}</h3>
      <DockSwitch label={dockTexts.readerCable} on={dock.readerCable} onChange={cable.run} />
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
      <TroubleNotice trouble={insert.trouble ?? remove.trouble ?? cable.trouble} />
    </section>
  );
}
