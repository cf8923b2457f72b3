import { readStored } from '../stored.ts';
import type { JournalKindDefinition, PayloadsOf } from './kind.ts';
import { cardKinds } from './kinds/card.ts';
import { askedKinds } from './kinds/asked.ts';
import { benefitKinds } from './kinds/benefit.ts';
import { catalogueKinds } from './kinds/catalogue.ts';
import { aboutCaseKinds, actKindDefinitions, type AboutCasePayloads, type CasePayloads } from './kinds/case.ts';
import { certificateKinds } from './kinds/certificate.ts';
import { coreKinds } from './kinds/core.ts';
import { deviceKinds } from './kinds/device.ts';
import { dutyKinds } from './kinds/duty.ts';
import { messageKinds } from './kinds/message.ts';
import { precheckKinds } from './kinds/precheck.ts';
import { printKinds } from './kinds/print.ts';
import { refusalKinds } from './kinds/refusal.ts';
import { visitKinds } from './kinds/visit.ts';

/** Every kind of act the counter records. Nothing else is ever written to the journal. */
export const journalKinds: readonly JournalKindDefinition[] = [
  ...coreKinds,
  ...dutyKinds,
  ...askedKinds,
  ...visitKinds,
  ...actKindDefinitions,
  ...aboutCaseKinds,
  ...refusalKinds,
  ...precheckKinds,
  ...benefitKinds,
  ...messageKinds,
  ...printKinds,
  ...deviceKinds,
  ...catalogueKinds,
  ...cardKinds,
  ...certificateKinds,
];

/** What each kind carries, as this release writes it. */
export type JournalPayloads = PayloadsOf<typeof coreKinds> &
  PayloadsOf<typeof dutyKinds> &
  PayloadsOf<typeof askedKinds> &
  PayloadsOf<typeof visitKinds> &
  CasePayloads &
  AboutCasePayloads &
  PayloadsOf<typeof refusalKinds> &
  PayloadsOf<typeof precheckKinds> &
  PayloadsOf<typeof benefitKinds> &
  PayloadsOf<typeof messageKinds> &
  PayloadsOf<typeof printKinds> &
  PayloadsOf<typeof deviceKinds> &
  PayloadsOf<typeof catalogueKinds> &
  PayloadsOf<typeof cardKinds> &
  PayloadsOf<typeof certificateKinds>;

/** Kind of a journal entry. */
export type JournalKind = keyof JournalPayloads;

const byName = new Map<string, JournalKindDefinition>(journalKinds.map((kind) => [kind.name, kind]));
if (byName.size !== journalKinds.length) throw new Error('two kinds of journal entry have one name');

/** True for a kind that this program writes. */
export function isJournalKind(name: string): name is JournalKind {
  return byName.has(name);
}

/** The field of a payload that carries its version. */
const VERSION_FIELD = 'v';

/** Why a stored entry tells this program nothing. */
export type UnreadableReason =
  /** No release up to this one writes such a kind. */
  | 'unknown-kind'
  /** A later release wrote it. */
  | 'newer-version'
  /** It is of a known kind and version and yet not what that is. */
  | 'malformed'
  /** It names an actor this program does not know. */
  | 'unknown-actor';

/** A payload in the form of this release, or why there is none. `where` names places, never values. */
export type PayloadRead =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly reason: UnreadableReason; readonly where: string };

/** Reads a payload that any release up to this one has written: through its older versions, then by the schema of its kind. */
export function readPayload(
  name: string,
  stored: unknown,
  kinds: ReadonlyMap<string, JournalKindDefinition> = byName,
): PayloadRead {
  const kind = kinds.get(name);
  if (!kind) return { ok: false, reason: 'unknown-kind', where: name };
  if (!isRecord(stored)) return { ok: false, reason: 'malformed', where: 'all of it' };
  const { [VERSION_FIELD]: version = 1, ...fields } = stored;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return { ok: false, reason: 'malformed', where: VERSION_FIELD };
  }
  if (version > kind.version) return { ok: false, reason: 'newer-version', where: `${name} ${version}` };
  const current = raised(kind, version, fields);
  if (!current) return { ok: false, reason: 'malformed', where: `${name} ${version}` };
  const read = readStored(kind.schema, current);
  return read.ok ? { ok: true, payload: read.value } : { ok: false, reason: 'malformed', where: read.where };
}

/** The payload as it is stored: with its version, when that is not the first. */
export function storedPayload(name: JournalKind, payload: object): object {
  const version = byName.get(name)?.version ?? 1;
  return version === 1 ? payload : { ...payload, [VERSION_FIELD]: version };
}

function raised(
  kind: JournalKindDefinition,
  from: number,
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | null {
  let payload = fields;
  try {
    for (let version = from; version < kind.version; version += 1) {
      payload = kind.upcast[version]?.(payload) ?? payload;
    }
    return payload;
  } catch {
    // A step was written for what that release wrote; what it cannot carry over is not that.
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
