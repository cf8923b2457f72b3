import { useMemo, useRef, useState } from 'react';
import { Cascader } from 'antd';
import type { FieldOf } from '../../main/domain/catalogue/fields/table.ts';
import { regionInWords, regionPath, regions, type Region } from '../../main/domain/region/regions.ts';
import { regionMeant, searchRegions } from '../../main/domain/region/searchRegions.ts';
import { ariaOf, type ControlProps } from './control.ts';
import { formTexts } from './texts.ts';
import { useNumberRules } from './useNumberRules.ts';

/** More hits nobody reads; a letter more leaves fewer. */
const HITS = 50;

interface Option {
  readonly value: string;
  readonly label: string;
  readonly children?: Option[];
}

/** The list as the component takes it, with the region that has a code but no name in the list at its place. */
function optionsOf(list: readonly Region[], unlisted: string): Option[] {
  return list.map(({ code, name, parts }) => {
    const children = optionsOf(parts, unlisted);
    if (code.endsWith('00') && unlisted.startsWith(code.slice(0, 4)))
      children.push({ value: unlisted, label: formTexts.unlistedRegion(unlisted) });
    return children.length > 0 ? { value: code, label: name, children } : { value: code, label: name };
  });
}

function pathOf(code: string): string[] {
  const path = regionPath(code).map((one) => one.code);
  return path.at(-1) === code ? path : [...path, code];
}

function isListed(code: string): boolean {
  return regionPath(code).at(-1)?.code === code;
}

/**
 * A region by its name, its pinyin or its code, or from the list: province, city and county. Each can be chosen, because a
 * registration may be for a whole city or province.
 */
export function RegionPicker(props: ControlProps<FieldOf<'region'>>) {
  const { id, field, value, invalid, onChange } = props;
  const { trainingPeople } = useNumberRules();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const chosenByKey = useRef(false);
  const hits = useMemo(() => searchRegions(typed, trainingPeople, HITS), [typed, trainingPeople]);
  const unlisted = [value, ...hits].find((code) => code !== '' && !isListed(code)) ?? '';
  const options = useMemo(() => optionsOf(regions(trainingPeople), unlisted), [trainingPeople, unlisted]);
  const place = new Map(hits.map((code, index) => [code, index]));
  const placeOf = (path: readonly Option[]) => place.get(path.at(-1)?.value ?? '') ?? HITS;
  const choose = (code: string) => {
    chosenByKey.current = true;
    setTyped('');
    onChange(code);
  };
  /** What names one region and no other is that region, without the list. */
  const chooseIfMeant = (text: string): boolean => {
    const meant = regionMeant(text, trainingPeople);
    if (meant === undefined) return false;
    choose(meant);
    setOpen(false);
    return true;
  };
  return (
    <Cascader<Option>
      id={id}
      {...ariaOf(props)}
      options={options}
      value={value === '' ? [] : pathOf(value)}
      onChange={(path?: readonly string[]) => choose(path?.at(-1) ?? '')}
      changeOnSelect
      allowClear={!field.required}
      open={open}
      onOpenChange={setOpen}
      placeholder={formTexts.regionPlaceholder}
      notFoundContent={formTexts.noRegion}
      {...(invalid ? { status: 'error' as const } : {})}
      displayRender={() => regionInWords(value)}
      showSearch={{
        searchValue: typed,
        // Six digits are a whole code and need no Enter.
        onSearch: (text) => {
          if (!/^\d{6}$/.test(text) || !chooseIfMeant(text)) setTyped(text);
        },
        limit: HITS,
        matchInputWidth: false,
        filter: (_text, path) => placeOf(path) < HITS,
        sort: (one, other) => placeOf(one) - placeOf(other),
        render: (_text, path) => hitName(path.at(-1)?.value ?? ''),
      }}
      popupRender={(columns) => (
        <div id={`${id}_list`} ref={letScroll}>
          {columns}
        </div>
      )}
      onKeyDown={(event) => {
        if (event.key === 'Delete' && typed === '' && !field.required) choose('');
        // The list has had the key: what it did not choose by the arrows is the best hit.
        const [best] = hits;
        if (event.key === 'Enter' && best !== undefined && !chosenByKey.current) {
          choose(best);
          setOpen(false);
        }
        chosenByKey.current = false;
      }}
      onBlur={() => {
        if (typed !== '' && !chooseIfMeant(typed)) setTyped('');
      }}
    />
  );
}

/** The columns come and go with what is looked at; each can be scrolled by whoever has no mouse. */
function letScroll(popup: HTMLDivElement) {
  const reach = () => popup.querySelectorAll<HTMLElement>('[role="menu"]').forEach((column) => (column.tabIndex = 0));
  const watching = new MutationObserver(reach);
  watching.observe(popup, { childList: true, subtree: true });
  reach();
  return () => watching.disconnect();
}

function hitName(code: string) {
  return (
    <span className="region-hit">
      {regionInWords(code)} <small className="number">{code}</small>
    </span>
  );
}
