import type { CaseActionPayloads } from '../case/actions.ts';
import type { DeviceDefinition, DeviceDriver } from '../device/device.ts';
import type { SlipLine } from '../slip/line.ts';
import type { Slip, SlipKind } from '../slip/slip.ts';
import type { Actor } from '../staff/actor.ts';
import type { Role } from '../staff/role.ts';
import type { VisitPayloads } from '../visit/effect.ts';

/** A number taken from a gapless series: one series per workstation, hall day and kind. */
export interface TakenNumber {
  readonly kind: 'case' | SlipKind;
  /** Hall date `YYYY-MM-DD`. */
  readonly day: string;
  /** 1, 2, 3 … without a gap. */
  readonly serial: number;
}

/** What lines of a slip were laid out for. */
export interface LaidOutFor {
  /** Half-width characters per line. */
  readonly columns: 32 | 48;
  /** Characters that may stand in the lines. */
  readonly repertoire: 'gbk' | 'gb18030';
}

/** Where a print job goes, and the paper its lines are laid out for. */
export interface PrintTarget extends LaidOutFor {
  /** Null while this counter has no printer: the first one it gets takes the job. */
  readonly deviceId: string | null;
}

/** A slip as issued, with the print job that carries it. */
export interface IssuedSlip extends PrintTarget {
  readonly slip: Slip;
  readonly lines: readonly SlipLine[];
  readonly jobId: string;
}

/** A device as it is set up, without the id that is the subject of its entries. */
export type DeviceSettings = Omit<DeviceDefinition, 'deviceId'>;

/** The transaction queued for the central system when a case is completed. */
export interface QueuedTransaction {
  readonly messageId: string;
  readonly transaction: string;
  readonly insuranceRegion: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Journal head before this entry: an entry can not contain its own hash. */
  readonly journalHead: { readonly sequence: number; readonly hash: string };
}

interface Issuing {
  readonly numbers: readonly TakenNumber[];
  readonly issued: IssuedSlip;
}

/** How a print job ended, or what a person said about it. */
export type PrintSettlement =
  | { readonly state: 'printed' }
  | { readonly state: 'failed'; readonly cause: string }
  | { readonly state: 'unknown'; readonly cause: string }
  | { readonly state: 'cancelled'; readonly cause: string };

/** A demonstration with synthetic people, or a real hall. */
export type CounterMode = 'demonstration' | 'hall';

/** Every kind of act the counter records, with its payload. Nothing else is ever written to the journal. */
export interface JournalPayloads extends VisitPayloads {
  readonly 'core.started': {
    readonly version: string;
    readonly schema: number;
    readonly catalogue: string;
    /** A database serves one of both for ever: demonstration data never mix with real ones. */
    readonly mode: CounterMode;
    /** How the file with the journal's head was found: anything but `as-left` is for the auditor to ask about. */
    readonly headFile: 'as-left' | 'behind' | 'absent' | 'damaged';
  };
  readonly 'core.stopped': Readonly<Record<string, never>>;
  readonly 'account.created': { readonly number: string; readonly name: string; readonly role: Role };
  readonly 'session.opened': { readonly windowHash: string };
  readonly 'session.closed': { readonly reason: 'signed-out' | 'idle' | 'replaced' };
  readonly 'session.refused': { readonly number: string; readonly reason: 'unknown' | 'wrong-password' | 'locked' };
  readonly 'person.revealed': { readonly field: 'id-number' | 'phone'; readonly reason: string };
  readonly 'case.open': CaseActionPayloads['open'];
  readonly 'case.obtain': CaseActionPayloads['obtain'];
  readonly 'case.notify': CaseActionPayloads['notify'] & Issuing;
  readonly 'case.accept': CaseActionPayloads['accept'] & Issuing;
  readonly 'case.complete': CaseActionPayloads['complete'] & Issuing & { readonly message: QueuedTransaction };
  readonly 'case.abandon': CaseActionPayloads['abandon'];
  readonly 'case.deliver': CaseActionPayloads['deliver'];
  readonly 'case.delivery-refused': CaseActionPayloads['delivery-refused'];
  /** A person decided that a refused transaction goes out again. */
  readonly 'case.requeue': CaseActionPayloads['requeue'];
  /** An A4 sheet went to the system's printer, its dialogue or a file: what became of it there nobody can tell. */
  readonly 'sheet.handed-out': {
    readonly sheet: 'slip' | 'application';
    readonly how: 'printer' | 'dialogue' | 'pdf';
  };
  readonly 'print.requested': PrintTarget & {
    readonly jobId: string;
    readonly copy: number;
    readonly lines: readonly SlipLine[];
  };
  /** A job gets another printer: by the teller's word, or because there was none when it was made. */
  readonly 'print.moved': { readonly jobId: string; readonly deviceId: string };
  /** The printer of a job has other paper or characters than its lines were made for: laid out again from the same slip. */
  readonly 'print.laid-out': LaidOutFor & { readonly jobId: string; readonly lines: readonly SlipLine[] };
  readonly 'print.started': { readonly jobId: string; readonly deviceId: string };
  /** The printer was not ready after all and nothing came out: the job goes back to its place and waits. */
  readonly 'print.postponed': { readonly jobId: string; readonly cause: string };
  readonly 'print.settled': { readonly jobId: string } & PrintSettlement;
  /** The teller's word on an unknown job, or the wish to print a failed one again. */
  readonly 'print.queued-again': { readonly jobId: string };
  readonly 'device.added': DeviceSettings;
  readonly 'device.changed': DeviceSettings;
  readonly 'device.removed': Readonly<Record<string, never>>;
  /** New slips go to this printer. */
  readonly 'device.preferred': Readonly<Record<string, never>>;
  readonly 'device.tested': { readonly passed: boolean };
  readonly 'device.tracing': { readonly tracing: boolean };
  readonly 'device.trace-saved': { readonly lines: number };
  /** The counter found something out about the device; its settings say so from now on. */
  readonly 'device.learned': { readonly what: 'answers-status'; readonly driver: DeviceDriver };
  /** Found by its serial number on another port, where it goes on. */
  readonly 'device.moved': { readonly from: string; readonly driver: DeviceDriver };
}

/** Kind of a journal entry. */
export type JournalKind = keyof JournalPayloads;

/** An act about to be recorded. `subject` is what it is about: a case, visit, person, slip, account or device. */
export type NewEntry = {
  readonly [Kind in JournalKind]: {
    readonly kind: Kind;
    readonly subject: string;
    readonly actor: Actor;
    readonly payload: JournalPayloads[Kind];
  };
}[JournalKind];

/** A recorded act. */
export type JournalEntry = NewEntry & {
  readonly sequence: number;
  /** UUIDv7. */
  readonly entryId: string;
  /** UTC instant, ISO 8601. */
  readonly at: string;
  readonly workstation: string;
  readonly previousHash: string;
  /** SM3 over {@link journalText}, 64 hexadecimal characters. */
  readonly hash: string;
};

/** Previous hash of the first entry. */
export const GENESIS_HASH = '0'.repeat(64);

/** The columns that are hashed, in their order, the payload as canonical JSON text. */
export interface HashedColumns {
  readonly sequence: number;
  readonly entryId: string;
  readonly at: string;
  readonly actorKind: Actor['kind'];
  /** Staff number of a person, name of a part of the system. */
  readonly actor: string;
  /** Empty for a part of the system, as the role is. */
  readonly actorName: string;
  readonly actorRole: string;
  readonly workstation: string;
  readonly kind: string;
  readonly subject: string;
  readonly payload: string;
  readonly previousHash: string;
}

/**
 * The canonical text an entry's hash is made of (hash it as UTF-8): each column with its length before it (`5:abcde`), so
 * that no two different entries can give the same text, whatever their fields contain. Lengths in UTF-16 code units.
 */
export function journalText(columns: HashedColumns): string {
  return [
    String(columns.sequence),
    columns.entryId,
    columns.at,
    columns.actorKind,
    columns.actor,
    columns.actorName,
    columns.actorRole,
    columns.workstation,
    columns.kind,
    columns.subject,
    columns.payload,
    columns.previousHash,
  ]
    .map((field) => `${field.length}:${field}`)
    .join('');
}
