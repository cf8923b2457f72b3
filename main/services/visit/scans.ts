import type { Scanner } from '../../../native/scanner/port.ts';
import { failure, type Failure } from '../../contract/failures.ts';
import { classifyCode, type ScannedCode } from '../../domain/scan/classify.ts';
import { canonicalDocument, CITIZEN_ID, type DocumentId } from '../../domain/identity/documentTypes.ts';
import { isResultDocumentNumber } from '../../domain/resultDocument/kinds.ts';
import { ok } from '../../domain/result.ts';
import { createSignal, type Heard } from '../../domain/signal.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import type { Shown } from '../../domain/visit/arrival.ts';
import type { Reception } from '../../domain/visit/visit.ts';
import { findCaseRow } from '../../store/cases.ts';
import { findSlip } from '../../store/slips.ts';
import { numberRules, type Context } from '../context.ts';
import type { Answer, Request } from '../once.ts';
import { verifyDocument } from '../verifyDocument.ts';
import type { KnownPeople } from './known.ts';

type Done = Record<string, never>;

/** What the teller must see of the last scan: why it did nothing, or what a document that was scanned is worth. */
export interface ScanNotice {
  readonly noticeId: string;
  readonly told: Told;
}

type Told = Pick<Failure, 'happened' | 'kept' | 'next'>;

/** The reception as the scanner needs it. */
interface ScanReception {
  state(): Reception;
  readonly people: KnownPeople;
  /** Something was shown to this teller; answers when the central system has. */
  show(by: StaffActor, request: Request, shown: Shown): Promise<Answer<unknown>>;
}

/** What a scanned code does at the counter. */
interface Scans {
  /**
   * Does what the code is for, whichever scanner it came from; answers when the central system has. Failures:
   * CODE_NOT_UNDERSTOOD, ID_NUMBER_INVALID, CASE_UNKNOWN, VISIT_OF_OTHER_TELLER.
   */
  scan(teller: StaffActor, request: Request, text: string): Promise<Answer<Done>>;
  /** Null when the last scan did something that is seen by itself, or when another citizen has come since. */
  notice(): ScanNotice | null;
  readonly changes: Heard<void>;
  stop(): void;
}

/** Follows the scanner. What is scanned while no teller is there is nobody's and is forgotten. */
export function followScanner(context: Context, reception: ScanReception, scanner: Scanner): Scans {
  const changes = createSignal(context.reportBug);
  let last: (ScanNotice & { readonly visitId: string | undefined }) | null = null;
  const presentId = (): string | undefined => reception.state().present?.visitId;

  const act = async (teller: StaffActor, request: Request, code: ScannedCode): Promise<Answer<Done>> => {
    const shown = shownByCode(context, reception.people, code);
    if (!shown.ok) return shown;
    const answer = await reception.show(teller, request, shown.value);
    return answer.ok ? ok({}) : answer;
  };

  const scan = async (teller: StaffActor, request: Request, text: string): Promise<Answer<Done>> => {
    const code = classifyCode(text, context.facts.codes, numberRules(context));
    // A document proves nothing of who holds it: it is verified, and nobody's visit begins with it.
    const document = code.kind === 'slip' && isResultDocumentNumber(code.slipNumber);
    const answer: Answer<Done> = document ? ok({}) : await act(teller, request, code);
    const told = document ? verifyDocument(context, code) : answer.ok ? null : answer;
    last = told && { noticeId: context.newId(), told, visitId: presentId() };
    changes.emit();
    return answer;
  };

  const unsubscribe = scanner.onCode((text) => {
    const { teller } = reception.state();
    if (!teller) return;
    // What was scanned is no part of the request: it may be a token, and what is kept of a request stays in the database.
    const request = { requestId: context.newId(), session: 'scanner', procedure: 'visit.scanned', input: {} };
    scan(teller, request, text).catch(context.reportBug);
  });

  return {
    scan,
    notice: () => (last && last.visitId === presentId() ? last : null),
    changes,
    stop: unsubscribe,
  };
}

function shownByCode(
  { store: { read } }: Pick<Context, 'store'>,
  people: KnownPeople,
  code: ScannedCode,
): Answer<Shown> {
  switch (code.kind) {
    case 'unknown':
      return failure('CODE_NOT_UNDERSTOOD');
    case 'refused-number':
      return failure('ID_NUMBER_INVALID', code.message);
    case 'id-number':
      return ok(shownNumber(people, canonicalDocument(CITIZEN_ID, code.idNumber)));
    case 'card-number':
      return ok(shownCardNumber(people, code.cardNumber));
    case 'e-credential':
      return ok(shownToken(code.token));
    case 'slip': {
      const issued = findSlip(read, code.slipNumber);
      const row = issued && findCaseRow(read, issued.caseId);
      // Both numbers must belong together: a made-up code opens nothing.
      if (row?.caseNumber !== code.caseNumber) return failure('CASE_UNKNOWN');
      return ok(shownSlip(people, row.caseId, row.personId));
    }
  }
}

/** A number that was typed or scanned. */
export function shownNumber(people: KnownPeople, document: DocumentId): Shown {
  const personId = people.idOf(document);
  return { arrival: { kind: 'id-number', document }, personId, holder: people.find(personId), news: null };
}

/** The number of a social-security card without the card: known by whoever was here with it. */
function shownCardNumber(people: KnownPeople, cardNumber: string): Shown {
  const holder = people.findByCard(cardNumber);
  return { arrival: { kind: 'card-number', cardNumber }, personId: holder?.personId ?? null, holder, news: null };
}

/** A token: only the central system knows whose it is. */
function shownToken(token: string): Shown {
  return { arrival: { kind: 'e-credential', token }, personId: null, holder: null, news: null };
}

/** A slip of this counter, by its case. */
function shownSlip(people: KnownPeople, caseId: string, personId: string): Shown {
  return { arrival: { kind: 'slip', caseId }, personId, holder: people.find(personId), news: null };
}
