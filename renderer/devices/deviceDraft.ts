import { driverSchema, type DeviceDriver, type DriverName } from '../../main/domain/device/drivers/table.ts';
import { driverSettings } from './driverSettings.ts';
import { printerKinds } from './printerSettings.ts';
import type { Setting } from './setting.ts';
import { deviceTexts } from './texts.ts';
import { keysOf } from '../../main/domain/keysOf.ts';

/** Settings of a device while somebody fills them in: all text, by the keys of {@link driverSettings}. */
export interface DeviceDraft {
  readonly name: string;
  readonly driver: DriverName;
  readonly values: Readonly<Record<string, string>>;
}

/** The settings as the core takes them, or what is wrong by the key of the field (`name` for the name). */
export type DraftReading =
  | { readonly ok: true; readonly name: string; readonly driver: DeviceDriver }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> };

const words = deviceTexts.form.problems;

/** An empty form of a driver with what most devices of the kind are set to. */
export function freshDraft(name: string, driver: DriverName): DeviceDraft {
  const settings: readonly Setting[] = driverSettings[driver];
  // The first default counts: one key may have several fields, one for each transport.
  return { name, driver, values: Object.fromEntries(settings.toReversed().map(({ key, value }) => [key, value])) };
}

/** The form of a device that is set up already, or of settings that a detection suggests. */
export function draftOf(name: string, settings: DeviceDriver): DeviceDraft {
  const { driver, ...rest } = settings;
  return { name, driver, values: { ...freshDraft(name, driver).values, ...flat(rest) } };
}

function flat(settings: object, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([key, value]: [string, unknown]) => {
      if (typeof value === 'object' && value !== null) return Object.entries(flat(value, `${prefix}${key}.`));
      return [[`${prefix}${key}`, asText(value)]];
    }),
  );
}

function asText(value: unknown): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The settings that are asked for with the values at hand, in the order shown. */
export function settingsOf({ driver, values }: DeviceDraft): Setting[] {
  const settings: readonly Setting[] = driverSettings[driver];
  return settings.filter(({ when }) => !when || values[when[0]] === when[1]);
}

/** Checks the form. `taken` are the names of the other devices. */
export function readDraft(draft: DeviceDraft, taken: readonly string[]): DraftReading {
  const problems: Record<string, string> = {};
  const name = draft.name.trim();
  if (!name) problems.name = words.empty;
  else if (taken.includes(name)) problems.name = words.nameTaken;

  const settings: Record<string, unknown> = { driver: draft.driver };
  for (const setting of settingsOf(draft)) {
    const typed = (draft.values[setting.key] ?? '').trim();
    const problem = problemOf(setting, typed);
    if (problem) problems[setting.key] = problem;
    else put(settings, setting.key.split('.'), valueOf(setting, typed));
  }
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const parsed = driverSchema.safeParse(settings);
  if (parsed.success) return { ok: true, name, driver: parsed.data };
  return {
    ok: false,
    problems: Object.fromEntries(parsed.error.issues.map(({ path }) => [path.join('.'), words.wrong])),
  };
}

function problemOf({ control, empty }: Setting, typed: string): string | null {
  if (typed === '') return empty ? null : words.empty;
  if (control.kind !== 'number') return null;
  const number = Number(typed);
  const fits = /^\d+$/.test(typed) && number >= control.min && number <= control.max;
  return fits ? null : words.range(control.min, control.max);
}

function valueOf({ control, empty }: Setting, typed: string): unknown {
  if (typed === '' && empty === 'null') return null;
  if (control.kind === 'switch') return typed === 'yes';
  if (control.kind === 'number' || (control.kind === 'choice' && control.numeric)) return Number(typed);
  return typed;
}

/** Puts a value at its place among nested settings. */
function put(settings: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    settings[key] = value;
    return;
  }
  const inner = settings[key];
  const nested: Record<string, unknown> = typeof inner === 'object' && inner !== null ? { ...inner } : {};
  put(nested, rest, value);
  settings[key] = nested;
}

/** Kind of a receipt printer. */
export type PrinterKind = keyof typeof printerKinds;

const kindNames = keysOf(printerKinds);

function profileOf(kind: PrinterKind): Record<string, string> {
  const standard = Object.entries(freshDraft('', 'escpos').values).filter(([key]) => key.startsWith('profile.'));
  const own = Object.entries(printerKinds[kind].profile).map(([key, value]) => [`profile.${key}`, value] as const);
  return Object.fromEntries([...standard, ...own]);
}

/** The kind whose settings these are; null when they are of none. */
export function printerKindOf(values: DeviceDraft['values']): PrinterKind | null {
  return (
    kindNames.find((kind) => Object.entries(profileOf(kind)).every(([key, value]) => values[key] === value)) ?? null
  );
}

/** The form with the settings of a kind of printer filled in. */
export function withPrinterKind(draft: DeviceDraft, kind: PrinterKind): DeviceDraft {
  return { ...draft, values: { ...draft.values, ...profileOf(kind) } };
}

/** A name that no device has yet: the wanted one, or with a number behind it. */
export function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!taken.includes(`${wanted} ${number}`)) return `${wanted} ${number}`;
}
