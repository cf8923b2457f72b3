import { useEffect, type KeyboardEvent } from 'react';
import type { ItemHit, ItemView } from '../../../main/contract/item.ts';
import { useConnectionState } from '../../app/core.ts';
import { troubleOfQuery } from '../../app/useAct.ts';
import { SheetButton } from '../../sheet/SheetButton.tsx';
import { sheetTexts } from '../../sheet/texts.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { useAnnounce } from '../../ui/announcer.ts';
import { useHotkey } from '../../ui/hotkeys.ts';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { useItem } from '../intake/useCase.ts';
import { counterTexts } from '../texts.ts';
import { GuideMaterials } from './GuideMaterials.tsx';

const words = counterTexts.guide;

interface Props {
  readonly hit: ItemHit;
  readonly opening: boolean;
  /** Null where nobody is served and nothing can be begun. */
  readonly onBegin: (() => void) | null;
  readonly onClose: () => void;
}

/** What an item asks for and gives, to be told at the counter. Nothing is begun by it. */
export function ItemPreview({ hit, opening, onBegin, onClose }: Props) {
  const announce = useAnnounce();
  const { item, error } = useItem(hit);
  useHotkey('Esc', onClose);
  useEffect(() => announce(words.said(hit.name)), [announce, hit.name]);

  // The hands may have gone into it to scroll; its keys are those of the field.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.repeat) return;
    if (event.key === 'Enter') onBegin?.();
    else if (event.key === 'ArrowLeft') onClose();
    else return;
    event.preventDefault();
  };

  return (
    <section className="guide" aria-label={words.label(hit.name)}>
      <header className="guide-head">
        <h2>{hit.name}</h2>
        <button type="button" className="bare-button" onClick={onClose}>
          {words.close} <kbd aria-hidden="true">{words.closeKeys}</kbd>
        </button>
      </header>
      <div className="guide-body" tabIndex={0} role="group" aria-label={words.label(hit.name)} onKeyDown={onKeyDown}>
        {hit.notForPerson ? <p className="hit-why">{hit.notForPerson}</p> : null}
        <dl className="guide-facts">
          <dt>{words.limit}</dt>
          <dd>{hit.limitText}</dd>
          {item ? (
            <>
              <dt>{words.fee}</dt>
              <dd>{words.fees[item.fee]}</dd>
            </>
          ) : null}
        </dl>
        <Standing known={item !== undefined} failed={error !== null} />
        <TroubleNotice trouble={troubleOfQuery(error)} />
        {item ? <Guide item={item} /> : null}
      </div>
      <footer className="guide-foot">
        <small>{words.nothingBegun}</small>
        <span className="guide-acts">
          <SheetButton of={{ kind: 'guide', itemCode: hit.code }} hotkey="F4">
            {sheetTexts.guide}
          </SheetButton>
          {onBegin ? (
            <ActionButton kind="primary" pending={opening} whyNot={hit.notForPerson} onPress={onBegin}>
              {words.begin} <kbd aria-hidden="true">Enter</kbd>
            </ActionButton>
          ) : null}
        </span>
      </footer>
    </section>
  );
}

/** Whether what is shown is all there is to see now; the call itself waits for the connection and is made good by it. */
function Standing({ known, failed }: { readonly known: boolean; readonly failed: boolean }) {
  const away = useConnectionState() === 'away';
  if (away) return <p className="note">{known ? words.awayKept : words.away}</p>;
  return known || failed ? null : <p className="note">{words.reading}</p>;
}

function Guide({ item }: { readonly item: ItemView }) {
  return (
    <>
      <GuideMaterials item={item} />
      {item.conditions.length > 0 ? (
        <>
          <h3>{words.conditions}</h3>
          <ul className="guide-lines">
            {item.conditions.map((condition) => (
              <li key={condition}>{condition}</li>
            ))}
          </ul>
        </>
      ) : null}
      <h3>{words.basis}</h3>
      <p className="guide-basis">{item.source.trim()}</p>
    </>
  );
}
