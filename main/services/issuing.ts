import type { ValueChange } from '../domain/catalogue/changes.ts';
import { hallDate } from '../domain/calendar/hallTime.ts';
import { serialAfter } from '../domain/case/life.ts';
import { caseNumber, slipNumber, type TakenNumber } from '../domain/case/numbers.ts';
import { handlersOf } from '../domain/case/chain.ts';
import type { ActFacts } from '../domain/case/act.ts';
import type { FormValues } from '../domain/case/papers.ts';
import type { QueuedTransaction } from '../domain/delivery/delivery.ts';
import { readable } from '../domain/identity/told.ts';
import { conditionHolds, shownValues } from '../domain/catalogue/form.ts';
import { composeDocument, type DocumentSource } from '../domain/resultDocument/compose.ts';
import type { IssuedDocument } from '../domain/resultDocument/issued.ts';
import { resultDocumentLetters } from '../domain/resultDocument/kinds.ts';
import type { IssuedSlip } from '../domain/slip/issued.ts';
import { layoutSlip } from '../domain/slip/layout.ts';
import type { Slip, SlipBody, SlipHead } from '../domain/slip/slip.ts';
import type { KnownPerson } from '../domain/visit/knownPerson.ts';
import { lastSerial, numberingOf } from '../store/cases.ts';
import type { Transaction } from '../store/store.ts';
import type { Context } from './context.ts';
import { documentOfPerson } from './visit/known.ts';

/** What a slip says of itself before it has its numbers. */
export type Unnumbered = Omit<SlipHead, 'number' | 'caseNumber'>;

/**
 * Numbers a slip and gives it its print job, inside the transaction of its act, so that an act that fails leaves no gap.
 * The case gets its own number with its first slip and keeps it.
 */
export function issueSlip(
  context: Pick<Context, 'facts' | 'printTarget' | 'newId'>,
  transaction: Transaction,
  head: Unnumbered,
  body: SlipBody,
  knownCaseNumber: string | undefined,
): IssuedSlip {
  const { region } = context.facts;
  const day = hallDate(transaction.at);
  const { window, take } = seriesOn(context, transaction);
  return layOut(context, {
    ...head,
    number: slipNumber(body.kind, day, window, take(body.kind)),
    caseNumber: knownCaseNumber ?? caseNumber(region, day, window, take('case')),
    ...body,
  });
}

/** Numbers the document in which a result is handed over and lays it out, inside the transaction of its act. */
export function issueDocument(
  context: Pick<Context, 'facts'>,
  transaction: Transaction,
  head: Unnumbered & Pick<SlipHead, 'caseNumber'>,
  source: DocumentSource,
): IssuedDocument | undefined {
  const { item, form } = source;
  const kind = item.resultDocument?.kind;
  if (kind === undefined || !conditionHolds(item.resultDocument?.issuedWhen, shownValues(item, form))) return undefined;
  const letters = resultDocumentLetters[kind];
  const { window, take } = seriesOn(context, transaction);
  const number = slipNumber(letters, hallDate(transaction.at), window, take(letters));
  return composeDocument(source, { ...head, number });
}

/** By which window this hall day is numbered, and the next number of each of its series. */
function seriesOn({ facts }: Pick<Context, 'facts'>, transaction: Transaction) {
  const day = hallDate(transaction.at);
  const numbering = numberingOf(transaction.write, transaction.workstation, day);
  return {
    window: numbering?.window ?? facts.window,
    take: (series: TakenNumber['kind']): number =>
      serialAfter(
        lastSerial(transaction.write, transaction.workstation, day, series),
        transaction.life,
        numbering?.from,
      ),
  };
}

/** Stands where a number will be once the slip is printed. */
const NOT_YET = '（打印时编号）';

/** A slip as it would be printed now: nothing is recorded or numbered. */
export function previewSlip(
  context: Pick<Context, 'printTarget' | 'newId'>,
  head: Unnumbered,
  body: SlipBody,
  knownCaseNumber: string | undefined,
): IssuedSlip {
  return layOut(context, { ...head, number: NOT_YET, caseNumber: knownCaseNumber ?? NOT_YET, ...body });
}

/** Lays a slip out for the printer that new slips go to. */
function layOut({ printTarget, newId }: Pick<Context, 'printTarget' | 'newId'>, slip: Slip): IssuedSlip {
  const target = printTarget();
  return { slip, ...target, lines: layoutSlip(slip, target), jobId: newId() };
}

/** The message a completed case leaves as. All of it is fixed here and never changes. */
export function writeMessage(
  { writeTransaction, facts: { region } }: Pick<Context, 'writeTransaction' | 'facts'>,
  { item, known, at, case: one }: Pick<ActFacts, 'item' | 'known' | 'at' | 'case'>,
  person: KnownPerson,
  completed: Pick<QueuedTransaction, 'messageId' | 'journalHead'> & {
    readonly form: FormValues;
    readonly changes: readonly ValueChange[];
    readonly acceptedAt: string;
    readonly caseNumber: string;
  },
): QueuedTransaction {
  const { messageId, journalHead, form, changes, acceptedAt, caseNumber: number } = completed;
  return {
    messageId,
    insuranceRegion: readable(known.insurance?.region) ?? region,
    ...writeTransaction({
      caseNumber: number,
      item,
      form,
      changes,
      handlers: handlersOf(one),
      facts: known,
      citizen: { name: person.name, document: documentOfPerson(person) },
      acceptedAt,
      completedAt: at,
      pendingMaterials: Object.values(one.obtained)
        .filter(({ result }) => result === 'pending')
        .map(({ materialCode }) => materialCode),
    }),
    journalHead,
  };
}
