import type { Scanner } from '../../../native/scanner/port.ts';
import type { Credential } from '../../domain/identity/credential.ts';
import { failure, type Failure } from '../../contract/failures.ts';
import { ok } from '../../domain/result.ts';
import { classifyCode, type ScannedCode } from '../../domain/scan/classify.ts';
import type { Actor } from '../../domain/staff/role.ts';
import { findCase } from '../../store/cases.ts';
import { findPersonByCard, getPerson } from '../../store/people.ts';
import { findSlip } from '../../store/slips.ts';
import type { Context } from '../context.ts';
import type { Answer, Request } from '../once.ts';
import type { Beginning, Counter } from './counter.ts';

type Done = Record<string, never>;

/** Why the last scan did nothing, for the teller to see. */
export interface ScanNotice {
  readonly noticeId: string;
  readonly failure: Failure;
}

/** What a scanned code does at the counter. */
export interface Scans {
  /**
   * Does what the code is for, whichever scanner it came from. Failures: CODE_NOT_UNDERSTOOD, CASE_UNKNOWN, VISIT_BUSY,
   * PERSON_UNKNOWN.
   */
  scanned(teller: Actor, request: Request, text: string): Promise<Answer<Done>>;
  /** Null when the last scan did something, or when another citizen has come since. */
  notice(): ScanNotice | null;
  stop(): void;
}

/** Follows the scanner. What is scanned while no teller is there is nobody's and is forgotten. */
export function createScans(
  context: Context,
  counter: Counter,
  scanner: Scanner,
  teller: () => Actor | null,
  changed: () => void,
): Scans {
  const { database } = context.store;
  let last: (ScanNotice & { readonly visitId: string | undefined }) | null = null;

  const openSlip = async (
    actor: Actor,
    request: Request,
    slip: Extract<ScannedCode, { kind: 'slip' }>,
  ): Promise<Answer<Done>> => {
    const issued = findSlip(database, slip.slipNumber);
    const row = issued && findCase(database, issued.caseId);
    // Both numbers must belong together: a made-up code opens nothing.
    if (row?.caseNumber !== slip.caseNumber) return failure('CASE_UNKNOWN');
    const { caseId, personId } = row;
    const visit = counter.present();
    if (visit) {
      if (visit.person?.personId !== personId) return failure('VISIT_BUSY');
      counter.set({ ...visit, openCase: { caseId, at: context.clock.wall().toISOString() } });
      return ok({});
    }
    const { idNumber, name } = getPerson(database, personId);
    const credential: Credential = { kind: 'id-number', idNumber, name };
    return noValue(await counter.show(actor, request, { by: 'slip', credential, slip: { personId, caseId } }));
  };

  /** Somebody is known to be at the counter and a token is shown: it may be theirs, which only the central system can say. */
  const checkToken = async (actor: Actor, credential: Credential): Promise<Answer<Done>> => {
    const visit = counter.present();
    const fetched = await context.central.lookUpPerson(credential, { number: actor.number, name: actor.name });
    if (!fetched.ok) return failure('PERSON_UNKNOWN', '中心系统没有认出这个码');
    const person = visit?.person;
    return person?.idNumber === fetched.value.idNumber ? ok({}) : failure('VISIT_BUSY');
  };

  const act = async (actor: Actor, request: Request, code: ScannedCode): Promise<Answer<Done>> => {
    const show = async (beginning: Beginning) => noValue(await counter.show(actor, request, beginning));
    switch (code.kind) {
      case 'unknown':
        return failure('CODE_NOT_UNDERSTOOD');
      case 'slip':
        return openSlip(actor, request, code);
      case 'id-number':
        return show({ by: 'id-number', credential: { kind: 'id-number', idNumber: code.idNumber } });
      case 'card-number': {
        const { cardNumber } = code;
        const row = findPersonByCard(database, cardNumber);
        // The number alone lacks what the chip adds: whoever was here before is asked for by ID number.
        const credential: Credential = row
          ? { kind: 'id-number', idNumber: row.idNumber, name: row.name }
          : { kind: 'social-card', cardNumber, cardIdentifier: '' };
        return show({ by: 'card-number', credential });
      }
      case 'e-credential': {
        const credential = { kind: 'e-credential', token: code.token } as const;
        if (counter.present()?.person) return checkToken(actor, credential);
        return show({ by: 'e-credential', credential });
      }
    }
  };

  const scanned = async (actor: Actor, request: Request, text: string): Promise<Answer<Done>> => {
    const answer = await act(actor, request, classifyCode(text, context.facts.codes));
    const visitId = counter.present()?.visitId;
    last = answer.ok ? null : { noticeId: context.newId(), failure: answer, visitId };
    changed();
    return answer;
  };

  const unsubscribe = scanner.onCode((text) => {
    const actor = teller();
    if (!actor) return;
    // What was scanned is no part of the request: it may be a token, and what is kept of a request stays in the database.
    const request = { requestId: context.newId(), procedure: 'visit.scanned', input: {} };
    scanned(actor, request, text).catch(context.reportBug);
  });

  return {
    scanned,
    notice: () => (last && last.visitId === counter.present()?.visitId ? last : null),
    stop: unsubscribe,
  };
}

function noValue(answer: Answer<unknown>): Answer<Done> {
  return answer.ok ? ok({}) : answer;
}
