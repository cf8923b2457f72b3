import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Input, type InputRef } from 'antd';
import { useNavigate } from 'react-router';
import type { ItemHit } from '../../../main/contract/case.ts';
import { troubleOfQuery, useAct } from '../../app/useAct.ts';
import { useAnnounce } from '../../ui/announcer.ts';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Icon } from '../../ui/Icon.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { counterTexts } from '../texts.ts';
import { HitList, hitId } from './HitList.tsx';
import { placeOfKey, stepIn } from './step.ts';
import { useHits, useWish, type Found } from './useHits.ts';

const words = counterTexts.search;

/** Finds the item and begins the case. `ready`: the citizen is known, so it can be said which items are for them. */
export function ItemSearch({ ready }: { readonly ready: boolean }) {
  const navigate = useNavigate();
  const announce = useAnnounce();
  const field = useRef<InputRef>(null);
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  /** The hit that was stepped to; null as long as nobody has. */
  const [stepped, setStepped] = useState<number | null>(null);
  const { found, current, error } = useHits(text, ready);
  const open = useAct(
    (core, itemCode: string, requestId) => core.case.open({ requestId, itemCode }),
    ({ caseId }) => void navigate(`/case/${caseId}`),
  );
  const choose = (hit: ItemHit | undefined) => {
    if (!hit) return;
    if (hit.notForPerson) announce(hit.notForPerson);
    else open.run(hit.code);
  };
  const { wish, takeBack, waiting } = useWish(ready, (hits) => choose(hits.items[firstMeant(text, hits)]));
  const active = stepped ?? firstMeant(text, found);

  useEffect(() => field.current?.focus(), []);
  useHotkey('F2', () => field.current?.focus({ cursor: 'all' }));
  useEffect(() => {
    if (text && current) announce(words.count(found.items.length));
  }, [text, current, found, announce]);

  const onKeyDown = (event: KeyboardEvent) => {
    // A key held down is one choice, not one for every repeat.
    if (event.nativeEvent.isComposing || (event.key === 'Enter' && event.repeat)) return;
    const next = stepIn(found.items.length, active, event.key);
    const place = placeOfKey(event);
    if (next !== null) setStepped(next);
    else if (place !== null && current) choose(found.items[place]);
    else if (event.key === 'Enter' && current) choose(found.items[active]);
    else if (event.key === 'Enter') void wish(text);
    else return;
    event.preventDefault();
  };

  return (
    <section className="search" aria-label={words.title}>
      <div className="search-head">
        <h1>{text ? words.results : words.frequent}</h1>
        <small>{words.help}</small>
      </div>
      <div className="search-field">
        <Input
          ref={field}
          value={typed}
          maxLength={60}
          allowClear
          autoComplete="off"
          prefix={<Icon name={waiting ? 'busy' : 'search'} size={22} />}
          suffix={<kbd aria-hidden="true">F2</kbd>}
          placeholder={words.placeholder}
          role="combobox"
          aria-label={words.label}
          aria-keyshortcuts="F2"
          aria-expanded={found.items.length > 0}
          aria-controls="hits"
          aria-autocomplete="list"
          aria-activedescendant={found.items[active] ? hitId(found.items[active].code) : undefined}
          onChange={(event) => {
            setTyped(event.target.value);
            setStepped(null);
            takeBack();
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <TroubleNotice trouble={open.trouble ?? troubleOfQuery(error)} />
      <Note text={text} found={found} current={current} />
      <HitList
        hits={found.items}
        active={active}
        opening={open.pending}
        onChoose={choose}
        label={text ? words.results : words.frequent}
      />
    </section>
  );
}

/** The hit that Enter means without a step: the first one, where something was typed and is written like that. */
function firstMeant(text: string, { near }: Found): number {
  return text === '' || near ? -1 : 0;
}

/** Under the field, where the eyes are. */
function Note({ text, found, current }: { readonly text: string; readonly found: Found; readonly current: boolean }) {
  if (!current || !text) return null;
  if (found.items.length === 0) return <p className="note">{words.none}</p>;
  return found.near ? <p className="note">{words.near}</p> : null;
}
