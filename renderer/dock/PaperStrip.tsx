import { useQuery } from '@tanstack/react-query';
import type { Dock } from '../../main/contract/dock.ts';
import { useClient } from '../app/core.ts';
import { usePress, valueOf } from '../app/useAct.ts';
import { dockTexts } from './texts.ts';

type Piece = Dock['paperOut'][number];

/** What the virtual printer has put out, newest on top. As pictures: nothing in them can act in this page. */
export function PaperStrip({ paperOut }: { readonly paperOut: readonly Piece[] }) {
  const take = usePress((client) => client.dock.do({ kind: 'take-paper' }));
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
        {paperOut.toReversed().map((piece) => (
          <PaperPiece key={piece.id} piece={piece} />
        ))}
      </ul>
    </section>
  );
}

/** One piece of paper; its picture is fetched once and does not change. */
function PaperPiece({ piece: { id, printer } }: { readonly piece: Piece }) {
  const client = useClient();
  const picture = useQuery({
    queryKey: ['dock-paper', id],
    queryFn: async () => valueOf(await client.dock.paper({ id })).svg,
    staleTime: Infinity,
  });
  const svg = picture.data;
  if (!svg) return null;
  return (
    <li>
      {printer === 'second' ? <p>{dockTexts.fromSecond}</p> : null}
      <img src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={dockTexts.paperAlt(id, printer === 'second')} />
    </li>
  );
}
