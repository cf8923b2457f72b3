import type { CardReader } from '../../native/card/port.ts';
import type { IdCardReader } from '../../native/idcard/port.ts';
import type { Scanner } from '../../native/scanner/port.ts';
import { failure } from '../contract/failures.ts';
import { parseIdNumber } from '../domain/identity/idNumber.ts';
import { ok } from '../domain/result.ts';
import type { Actor } from '../domain/staff/role.ts';
import type { Context } from './context.ts';
import type { Answer, Request } from './once.ts';
import { createCounter } from './visit/counter.ts';
import type { PresentVisit } from './visit/presentVisit.ts';
import { followReaders } from './visit/readers.ts';
import { createScans, type ScanNotice } from './visit/scans.ts';

type Done = Record<string, never>;

/** By what a citizen arrives at the counter, beside a number that is typed. */
export interface ArrivalDevices {
  readonly cardReader: CardReader;
  readonly idCardReader: IdCardReader;
  readonly scanner: Scanner;
}

/** The one visit at this counter. */
export interface Visits {
  present(): PresentVisit | null;
  /** Why the last scan did nothing; null when it did something. */
  scanNotice(): ScanNotice | null;
  /** The teller came or went: what lies on the readers already is looked at again. */
  tellerChanged(): void;
  /** Begins a visit, or says who is at the counter when nobody knew. Failures: ID_NUMBER_INVALID, VISIT_BUSY. */
  openByIdNumber(teller: Actor, request: Request, idNumber: string): Promise<Answer<{ visitId: string }>>;
  /** A code from a scanner that types. Failures: CODE_NOT_UNDERSTOOD, CASE_UNKNOWN, VISIT_BUSY, PERSON_UNKNOWN. */
  scanned(teller: Actor, request: Request, code: string): Promise<Answer<Done>>;
  /** Reads the social-security card now. */
  readCard(): Answer<Done>;
  /** Asks the central system once more. Failures: VISIT_NONE, PERSON_UNKNOWN. */
  lookUpAgain(teller: Actor): Promise<Answer<Done>>;
  /** Ends the visit and begins one with what lies on a reader. Failures: VISIT_NONE. */
  switchToOtherCard(teller: Actor, request: Request): Promise<Answer<Done>>;
  /** Failures: VISIT_NONE. */
  end(teller: Actor, request: Request): Answer<Done>;
  /** Failures: VISIT_NONE. */
  revealIdNumber(teller: Actor, reason: string): Answer<{ idNumber: string }>;
  onChange(listener: () => void): () => void;
  stop(): void;
}

/** Follows the devices citizens arrive by and keeps the visit. `teller` tells who is at the counter now. */
export function createVisits(context: Context, devices: ArrivalDevices, teller: () => Actor | null): Visits {
  const counter = createCounter(context);
  const readers = followReaders(context, counter, devices, teller);
  const noticeListeners = new Set<() => void>();
  const scans = createScans(context, counter, devices.scanner, teller, () => {
    for (const listener of noticeListeners) listener();
  });

  return {
    present: counter.present,
    scanNotice: () => scans.notice(),
    tellerChanged: () => readers.again(),

    openByIdNumber: async (actor, request, idNumber) => {
      const parsed = parseIdNumber(idNumber);
      if (!parsed.ok) return failure('ID_NUMBER_INVALID', parsed.message);
      const credential = { kind: 'id-number', idNumber: parsed.value.value } as const;
      return counter.show(actor, request, { by: 'id-number', credential });
    },

    scanned: (actor, request, code) => scans.scanned(actor, request, code),

    readCard: () => {
      devices.cardReader.reread();
      return ok({});
    },

    lookUpAgain: async (actor) => {
      const visit = counter.present();
      if (!visit) return failure('VISIT_NONE');
      // A visit restored before anybody was identified: what was read, scanned or typed then is gone with the old process.
      if (!visit.credential) {
        return failure('PERSON_UNKNOWN', '程序重启前没有确认身份，请重新刷卡、扫码或输入证件号码');
      }
      await counter.identify(actor);
      return ok({});
    },

    switchToOtherCard: (actor, request) => counter.switchToOther(actor, request, () => readers.served()),
    end: (actor, request) => counter.end(actor, request, () => readers.served()),

    revealIdNumber: (actor, reason) => {
      const person = counter.present()?.person;
      if (!person) return failure('VISIT_NONE');
      context.store.transact((transaction) =>
        transaction.append({
          kind: 'person.revealed',
          subject: person.personId,
          actor,
          payload: { field: 'id-number', reason },
        }),
      );
      return ok({ idNumber: person.idNumber });
    },

    onChange: (listener) => {
      noticeListeners.add(listener);
      const stop = counter.onChange(listener);
      return () => {
        noticeListeners.delete(listener);
        stop();
      };
    },
    stop: () => {
      readers.stop();
      scans.stop();
      counter.stop();
    },
  };
}
