import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  calendarYearProblems,
  calendarYearSchema,
  workingCalendarOf,
  type CalendarYear,
  type WorkingCalendar,
} from '../domain/calendar/workingCalendar.ts';
import { ok, type Result } from '../domain/result.ts';
import { checkYaml, parseYaml, type CatalogueProblem, type LocatedFile, type ParseYaml } from './yamlFile.ts';

/** A file of one year is named after it. */
const YEAR_FILE = /^(\d{4})\.yaml$/;

type YearFile = { readonly file: string } & LocatedFile<CalendarYear>;

/** Names of the year files in a folder; none when the folder is not there. Other files are not looked at. */
function yearFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => YEAR_FILE.test(name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function readYear(
  folder: string,
  name: string,
  parse: ParseYaml,
): Result<YearFile, { problems: readonly CatalogueProblem[] }> {
  const file = `calendar/${name}`;
  const source = parse(file, readFileSync(path.join(folder, name)));
  const read = source.ok ? checkYaml(source.value, calendarYearSchema) : source;
  if (!read.ok) return read;
  const { value, problemAt } = read.value;
  if (`${value.year}.yaml` !== name) {
    return { ok: false, problems: [problemAt(['year'], `文件名是 ${name}，里面写的是 ${value.year} 年`)] };
  }
  return ok({ file, ...read.value });
}

/**
 * The working calendar from folders of year files (`2026.yaml`, UTF-8). A year in a later folder takes the place of the
 * same year in an earlier one, so that a hall can add and correct years without a new release.
 */
export function loadCalendar(
  folders: readonly string[],
  parse: ParseYaml = parseYaml,
): Result<WorkingCalendar, { problems: readonly CatalogueProblem[] }> {
  const places = new Map(folders.flatMap((folder) => yearFiles(folder).map((name) => [name, folder] as const)));
  if (places.size === 0)
    return { ok: false, problems: [{ file: 'calendar', line: 1, message: '没有任何年份的日历文件' }] };
  const read = [...places].map(([name, folder]) => readYear(folder, name, parse));
  const broken = read.flatMap((result) => (result.ok ? [] : result.problems));
  if (broken.length > 0) return { ok: false, problems: broken };
  const years = read.flatMap((result) => (result.ok ? [result.value] : []));
  const clashes = calendarYearProblems(years.map(({ value }) => value)).map(({ year, message }) => {
    const located = years.find(({ value }) => value.year === year);
    return located ? located.problemAt(['year'], message) : { file: `calendar/${year}.yaml`, line: 1, message };
  });
  if (clashes.length > 0) return { ok: false, problems: clashes };
  return ok(workingCalendarOf(years.map(({ value }) => value)));
}
