import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Input, type InputRef } from 'antd';
import type { ItemHit } from '../../../main/contract/item.ts';
import { troubleOfQuery } from '../../app/useAct.ts';
import { useAnnounce } from '../../ui/announcer.ts';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Icon } from '../../ui/Icon.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { counterTexts } from '../texts.ts';
import { BegunBefore } from './BegunBefore.tsx';
import { HitList, hitId } from './HitList.tsx';
import { ItemPreview } from './ItemPreview.tsx';
import { placeOfKey, stepIn } from './step.ts';
import { useBegin } from './useBegin.ts';
import { useHits, useWish, type Found } from './useHits.ts';
import { useLook } from './useLook.ts';

const words = counterTexts.search;

interface Props {
  /** Whether the citizen is known, so that it can be said which items are for them. */
  readonly ready: boolean;
  /** Nobody is served: an item is only looked at, and its card handed out. */
  readonly onlyLook?: boolean;
}

/** Finds the item and begins the case. */
export function ItemSearch({ ready, onlyLook = false }: Props) {
  const search = useItemSearch(ready, onlyLook);
  const { text, found, current, active, open, look, choose } = search;
  const label = text ? words.results : words.frequent;
  const looked = look.on ? found.items[active] : undefined;
  return (
    <section className="search" aria-label={words.title}>
      <div className="search-head">
        <h1>{label}</h1>
        <small>{onlyLook ? words.helpLooking : words.help}</small>
      </div>
      <SearchField search={search} />
      <TroubleNotice trouble={open.trouble ?? troubleOfQuery(search.error)} />
      <Note text={text} found={found} current={current} />
      <div className={looked ? 'search-body search-body-looking' : 'search-body'}>
        <HitList
          hits={found.items}
          active={active}
          opening={open.pending}
          onChoose={choose}
          onLook={search.lookAt}
          label={label}
        />
        {looked ? (
          <ItemPreview
            hit={looked}
            opening={open.pending}
            onBegin={onlyLook ? null : () => choose(looked)}
            onClose={look.hide}
          />
        ) : null}
      </div>
      <Earlier beginning={search.beginning} />
    </section>
  );
}

type Search = ReturnType<typeof useItemSearch>;

/** What is typed, found, chosen and looked at, and what the keys of the field make of it. */
function useItemSearch(ready: boolean, onlyLook: boolean) {
  const field = useRef<InputRef>(null);
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  /** The hit that was stepped to; null as long as nobody has. */
  const [stepped, setStepped] = useState<number | null>(null);
  const { found, current, error } = useHits(text, ready);
  const beginning = useBeginning();
  const { open } = beginning;
  const active = stepped ?? firstMeant(text, found);
  const look = useLook(field, () => setStepped(Math.max(active, 0)));
  const lookAt = (place: number) => {
    look.show();
    setStepped(place);
  };
  const choose = (hit: ItemHit | undefined, { items } = found) => {
    if (!onlyLook) beginning.choose(hit);
    else if (hit) lookAt(items.indexOf(hit));
  };
  const { wish, takeBack, waiting } = useWish(ready, (hits) => choose(hits.items[firstMeant(text, hits)], hits));
  const type = (value: string) => {
    setTyped(value);
    setStepped(null);
    takeBack();
    look.turnAway();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // A key held down is one choice, not one for every repeat.
    if (event.nativeEvent.isComposing || (event.key === 'Enter' && event.repeat)) return;
    const next = stepIn(found.items.length, active, event.key);
    const place = placeOfKey(event);
    if (next !== null) setStepped(next);
    else if (place !== null && current) choose(found.items[place]);
    else if (event.key === 'Enter' && current) choose(found.items[active]);
    else if (event.key === 'Enter') void wish(text);
    else if (!look.takes(event)) return;
    event.preventDefault();
  };
  return {
    field,
    typed,
    type,
    text,
    found,
    current,
    error,
    active,
    waiting,
    open,
    choose,
    beginning,
    look,
    lookAt,
    onKeyDown,
  };
}

/** Begins the case of a hit, or says why it is not for this citizen. */
function useBeginning() {
  const announce = useAnnounce();
  const { begin, ...begun } = useBegin();
  const choose = (hit: ItemHit | undefined) => {
    if (!hit) return;
    if (hit.notForPerson) announce(hit.notForPerson);
    else begin(hit);
  };
  return { ...begun, choose };
}

/** The question about a case of the same item, when there is one. */
function Earlier({ beginning }: { readonly beginning: Search['beginning'] }) {
  const { asked, open, show, leave } = beginning;
  if (!asked) return null;
  return (
    <BegunBefore
      earlier={asked.earlier}
      pending={open.pending}
      onShow={() => show(asked.earlier.caseId)}
      onBegin={() => open.run(asked.hit.code)}
      onClose={leave}
    />
  );
}

/** The field, where the hands stay: the list beside it is steered from here. */
function SearchField({ search }: { readonly search: Search }) {
  const { field, typed, type, text, found, current, active, waiting, onKeyDown } = search;
  const announce = useAnnounce();
  useEffect(() => field.current?.focus(), [field]);
  useHotkey('F2', () => field.current?.focus({ cursor: 'all' }));
  useEffect(() => {
    if (text && current) announce(words.count(found.items.length));
  }, [text, current, found, announce]);
  return (
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
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </div>
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
