import { useEffect } from 'react';
import type { ItemHit } from '../../../main/contract/item.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { counterTexts } from '../texts.ts';

const words = counterTexts.search;

/** Hits with a key of their own. */
const KEYED = 9;

interface Props {
  readonly hits: readonly ItemHit[];
  /** -1 while none is chosen. */
  readonly active: number;
  /** The chosen one is being opened. */
  readonly opening: boolean;
  readonly label: string;
  readonly onChoose: (hit: ItemHit) => void;
  /** Shows what the hit at this place asks for, without beginning it. */
  readonly onLook: (place: number) => void;
}

/** Id of the row of an item, for the field that steers the list. */
export function hitId(code: string): string {
  return `hit-${code}`;
}

/** The items found. The focus stays in the field; this list only shows which one it steers. */
export function HitList({ hits, active, opening, label, onChoose, onLook }: Props) {
  const activeCode = hits[active]?.code;
  useEffect(() => {
    if (activeCode) document.getElementById(hitId(activeCode))?.scrollIntoView({ block: 'nearest' });
  }, [activeCode]);
  return (
    <ul className="search-list" id="hits" role="listbox" aria-label={label}>
      {hits.map((hit, index) => (
        <li
          key={hit.code}
          id={hitId(hit.code)}
          className="hit"
          role="option"
          aria-selected={index === active}
          aria-disabled={hit.notForPerson !== null}
          aria-keyshortcuts={index < KEYED ? `Alt+${index + 1}` : undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(hit)}
        >
          <strong>
            {opening && index === active ? <Icon name="busy" /> : null}
            {hit.name}
          </strong>
          <span className="hit-more">
            <span className="number">{hit.code}</span>　{hit.mainItem}
          </span>
          <span className="hit-side">
            {words.materials(hit.materialCount)}
            {hit.notForPerson ? <Tag tone="wait">{words.notForPerson}</Tag> : <Tag tone="brand">{hit.limitText}</Tag>}
            {/* For the mouse alone: a row of a list holds no control; keys and screen readers have → for the chosen row. */}
            <span
              className="hit-look"
              aria-hidden="true"
              onClick={(event) => {
                event.stopPropagation();
                onLook(index);
              }}
            >
              {words.look}
            </span>
            {index < KEYED ? <kbd aria-hidden="true">Alt+{index + 1}</kbd> : null}
          </span>
          {hit.notForPerson ? <span className="hit-why">{hit.notForPerson}</span> : null}
        </li>
      ))}
    </ul>
  );
}
