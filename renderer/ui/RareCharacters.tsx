import { rareCharacters } from '../../main/domain/identity/name.ts';
import { uiTexts } from './texts.ts';

/**
 * The characters of a name that this machine's fonts may lack, each with its place in Unicode: where a box is seen instead, the
 * number still tells which character the card must show.
 */
export function RareCharacters({ name }: { readonly name: string }) {
  const rare = rareCharacters(name);
  if (rare.length === 0) return null;
  return (
    <small className="rare" title={uiTexts.rareHelp}>
      {uiTexts.rare}{' '}
      {rare.map(({ character, codePoint }) => (
        <span key={codePoint} className="number">
          {character} {codePoint}
        </span>
      ))}
    </small>
  );
}
