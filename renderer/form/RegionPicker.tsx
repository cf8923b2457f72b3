import { useMemo, useRef, useState, type ReactNode } from 'react';
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

/** The whole list, with the one of these codes that it does not have. */
function useOptions(trainingPeople: boolean, codes: readonly string[]): Option[] {
  const unlisted = codes.find((code) => code !== '' && !isListed(code)) ?? '';
  return useMemo(() => optionsOf(regions(trainingPeople), unlisted), [trainingPeople, unlisted]);
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
  const options = useOptions(trainingPeople, [value, ...hits]);
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
        ...orderedAs(hits),
        searchValue: typed,
        // Six digits are a whole code and need no Enter.
        onSearch: (text) => {
          if (!/^\d{6}$/.test(text) || !chooseIfMeant(text)) setTyped(text);
        },
      }}
      popupRender={(columns) => <Columns id={`${id}_list`}>{columns}</Columns>}
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

function Columns({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <div id={id} ref={letScroll}>
      {children}
    </div>
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

/** What the component shows while something is typed: these regions, in this order. */
function orderedAs(hits: readonly string[]) {
  const place = new Map(hits.map((code, index) => [code, index]));
  const placeOf = (path: readonly Option[]): number => place.get(path.at(-1)?.value ?? '') ?? HITS;
  return {
    limit: HITS,
    matchInputWidth: false,
    filter: (_text: string, path: readonly Option[]): boolean => placeOf(path) < HITS,
    sort: (one: readonly Option[], other: readonly Option[]): number => placeOf(one) - placeOf(other),
    render: (_text: string, path: readonly Option[]) => hitName(path.at(-1)?.value ?? ''),
  };
}

function hitName(code: string) {
  return (
    <span className="region-hit">
      {regionInWords(code)} <small className="number">{code}</small>
    </span>
  );
}
