import type { FoundDevice } from '../../main/contract/device.ts';
import { deviceRoleTitles } from '../../main/domain/device/role.ts';
import { settingsFor, drivers, type DeviceDriver } from '../../main/domain/device/drivers/table.ts';
import type { PlugIdentity } from '../../main/domain/device/device.ts';
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

/** The form for a found device: the best guess filled in; of a thing nobody recognised at least the place. */
export function formOf({ suggestions, kind, place, plugIdentity }: FoundDevice, taken: readonly string[]): BegunForm {
  const [guess = settingsFor(kind, place)[0]] = suggestions;
  if (!guess) throw new Error(`nothing can be plugged in as ${kind}`);
  return { draft: draftOf(nameFor(guess.driver, taken), guess), plugIdentity };
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
