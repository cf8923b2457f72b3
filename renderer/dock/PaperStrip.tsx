import type { Dock } from '../../main/contract/demo.ts';
import { usePress } from '../app/useAct.ts';
import { dockTexts } from './texts.ts';

/** What the virtual printer has put out, newest on top. As pictures: nothing in them can act in this page. */
export function PaperStrip({ paperOut }: { readonly paperOut: Dock['paperOut'] }) {
  const take = usePress((client) => client.demo.takePaper({}));
  return (
    <section>
      <h3>{dockTexts.paperOut}</h3>
      {paperOut.length === 0 ? (
        <p>{dockTexts.noPaperOut}</p>
      ) : (
        <button type="button" className="dock-take" onClick={() => take.run()}>
          {dockTexts.takePaper}
        </button>
      )}
      <ul className="dock-paper">
        {paperOut.toReversed().map(({ id, printer, svg }) => (
          <li key={id}>
            {printer === 'second' ? <p>{dockTexts.fromSecond}</p> : null}
            <img
              src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
              alt={dockTexts.paperAlt(id, printer === 'second')}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
