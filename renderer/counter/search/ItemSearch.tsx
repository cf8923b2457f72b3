import { useDeferredValue, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Input, type InputRef } from 'antd';
import { useNavigate } from 'react-router';
import type { ItemHit } from '../../../main/contract/case.ts';
import { useClient } from '../../app/core.ts';
import { troubleOfQuery, useAct, valueOf } from '../../app/useAct.ts';
import { useAnnounce } from '../../ui/announcer.ts';
import { useHotkey } from '../../ui/hotkeys.ts';
import { Icon } from '../../ui/Icon.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { counterTexts } from '../texts.ts';
import { HitList, hitId } from './HitList.tsx';
import { stepIn } from './step.ts';

const words = counterTexts.search;

/** Finds the item and begins the case. `ready`: the citizen is known, so it can be said which items are for them. */
export function ItemSearch({ ready }: { readonly ready: boolean }) {
  const client = useClient();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const field = useRef<InputRef>(null);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const asked = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['items', asked, ready],
    queryFn: async () => valueOf(await client.catalogue.search({ text: asked })).items,
    placeholderData: keepPreviousData,
  });
  const open = useAct(
    (core, itemCode: string, requestId) => core.case.open({ requestId, itemCode }),
    ({ caseId }) => void navigate(`/case/${caseId}`),
  );
  const hits = found.data ?? [];

  useEffect(() => field.current?.focus(), []);
  useHotkey('F2', () => field.current?.focus({ cursor: 'all' }));
  useEffect(() => {
    if (asked && found.data && !found.isPlaceholderData) announce(words.count(found.data.length));
  }, [asked, found.data, found.isPlaceholderData, announce]);

  const choose = (hit: ItemHit | undefined) => {
    if (!hit) return;
    if (hit.notForPerson) announce(hit.notForPerson);
    else open.run(hit.code);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // A key held down is one choice, not one for every repeat.
    if (event.nativeEvent.isComposing || (event.key === 'Enter' && event.repeat)) return;
    const next = stepIn(hits.length, active, event.key);
    if (next !== null) setActive(next);
    else if (event.key === 'Enter') choose(hits[active]);
    else return;
    event.preventDefault();
  };

  return (
    <section className="search" aria-label={words.title}>
      <div className="search-head">
        <h1>{asked ? words.results : words.frequent}</h1>
        <small>{words.help}</small>
      </div>
      <div className="search-field">
        <Input
          ref={field}
          value={text}
          maxLength={60}
          allowClear
          autoComplete="off"
          prefix={<Icon name="search" size={22} />}
          suffix={<kbd aria-hidden="true">F2</kbd>}
          placeholder={words.placeholder}
          role="combobox"
          aria-label={words.label}
          aria-keyshortcuts="F2"
          aria-expanded={hits.length > 0}
          aria-controls="hits"
          aria-autocomplete="list"
          aria-activedescendant={hits[active] ? hitId(hits[active].code) : undefined}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <TroubleNotice trouble={open.trouble ?? troubleOfQuery(found.error)} />
      <HitList hits={hits} active={active} onChoose={choose} label={asked ? words.results : words.frequent} />
      {found.data?.length === 0 ? <p className="note">{words.none}</p> : null}
    </section>
  );
}
