import type { FoundDevice } from '../../main/contract/device.ts';
import { deviceRoleTitles, drivers, type DeviceDriver, type PlugIdentity } from '../../main/domain/device/device.ts';
import { draftOf, freeName, freshDraft, type DeviceDraft } from './deviceDraft.ts';

/** A form that begins with what a detection knows. The plug identity holds as long as the place stays the same. */
export interface BegunForm {
  readonly draft: DeviceDraft;
  readonly plugIdentity: PlugIdentity | null;
}

/** A name for a device that is set up like this: what it is for, with a number when there are several. */
export function nameFor(driver: DeviceDriver['driver'], taken: readonly string[]): string {
  return freeName(deviceRoleTitles[drivers[driver].role], taken);
}

/** The form for a found device: the best guess filled in, or at least the place. */
export function formOf(found: FoundDevice, taken: readonly string[]): BegunForm {
  const [guess] = found.suggestions;
  const { driver } = guess ?? blankOf(found);
  const name = nameFor(driver, taken);
  const draft = guess ? draftOf(name, guess) : blank(name, found);
  return { draft, plugIdentity: found.plugIdentity };
}

function blank(name: string, found: FoundDevice): DeviceDraft {
  const { driver, values } = blankOf(found);
  const draft = freshDraft(name, driver);
  return { ...draft, values: { ...draft.values, ...values } };
}

/** What can be said of a thing nobody recognised, by the way it is plugged in. */
function blankOf({ kind, place }: FoundDevice): Pick<DeviceDraft, 'driver' | 'values'> {
  switch (kind) {
    case 'serial-port':
      return { driver: 'serial-ccid', values: { 'link.transport': 'serial', 'link.path': place } };
    case 'smart-card-reader':
      return { driver: 'pcsc', values: { reader: place } };
    case 'printer-file':
      return { driver: 'escpos', values: { 'link.transport': 'device-file', 'link.path': place } };
    case 'system-printer':
      return { driver: 'system-a4', values: { printer: place } };
  }
}

/** The same form for another driver: what is already known of the line is kept. */
export function forDriver(draft: DeviceDraft, driver: DeviceDraft['driver'], taken: readonly string[]): DeviceDraft {
  const fresh = freshDraft(nameFor(driver, taken), driver);
  const kept = ['link.path', 'link.host'].flatMap((key) => {
    const value = draft.values[key];
    return value && Object.hasOwn(fresh.values, key) ? [[key, value] as const] : [];
  });
  return { ...fresh, values: { ...fresh.values, ...Object.fromEntries(kept) } };
}

/** The plug identity that still holds after the form was filled in. */
export function identityOf(begun: BegunForm | null, draft: DeviceDraft): PlugIdentity | null {
  if (!begun) return null;
  const same = begun.draft.values['link.path'] === draft.values['link.path'];
  return same ? begun.plugIdentity : null;
}
