import { printedDay } from '../calendar/printedDate.ts';
import { validUntil } from '../calendar/validity.ts';
import type { FormValues } from '../case/papers.ts';
import type { ValueChange } from '../catalogue/changes.ts';
import type { CaseFacts } from '../catalogue/facts.ts';
import { fieldInWords, shownFields } from '../catalogue/form.ts';
import type { ServiceItem } from '../catalogue/item.ts';
import { writtenName } from '../identity/name.ts';
import { rowsPart } from '../sheet/rowsPart.ts';
import type { Sheet, SheetPart } from '../sheet/sheet.ts';
import { changeTable } from '../slip/kinds/changeTable.ts';
import { agentFacts, slipQrText } from '../slip/parts.ts';
import { remediesAgainst } from '../slip/remedies.ts';
import type { CompletionSlip, SlipHead } from '../slip/slip.ts';
import type { IssuedDocument } from './issued.ts';
import type { ResultDocumentKind } from './kinds.ts';
import { documentTemplates, statedPairs, type DocumentPart } from './templates.ts';

/** What a document is made from. */
export interface DocumentSource {
  readonly item: ServiceItem;
  /** As filed. */
  readonly form: FormValues;
  readonly known: CaseFacts;
  readonly result: CompletionSlip['result'];
  readonly changes: readonly ValueChange[];
  /** Hall date from which the result holds. */
  readonly effectiveOn: string;
  /** The number of the citizen in full: a document names its holder. */
  readonly citizenNumber: string;
  /** Number of the document that this one takes the place of. */
  readonly replaces?: string;
}

/** A source with what is known of the document before it is laid out. */
interface Named extends DocumentSource {
  readonly head: Pick<SlipHead, 'number' | 'caseNumber' | 'issuedAt' | 'teller' | 'hall' | 'citizen' | 'agent'>;
  readonly name: string;
  readonly kind: ResultDocumentKind;
}

/** The document in which a result is handed over. `head` has its own number, and the hall and the people as a slip has them. */
export function composeDocument(source: DocumentSource, head: Named['head']): IssuedDocument {
  const { item, effectiveOn, replaces } = source;
  const { resultDocument } = item;
  if (resultDocument?.kind === undefined) throw new Error(`${item.code} says no kind of result document`);
  const { name, kind, validYears } = resultDocument;
  const until = validYears === undefined ? {} : { validUntil: validUntil(effectiveOn, validYears) };
  return {
    kind,
    name,
    number: head.number,
    validFrom: effectiveOn,
    ...until,
    ...(replaces === undefined ? {} : { replaces }),
    sheet: draw({ ...source, head, name, kind }, until.validUntil),
  };
}

function draw(named: Named, until: string | undefined): Sheet {
  const { item, head, name, kind, known, citizenNumber, replaces } = named;
  const { sentence, parts, signed } = documentTemplates[kind];
  const { hall, teller } = head;
  return {
    organ: hall.organ,
    title: name,
    number: head.number,
    facts: [
      { label: '姓名', value: writtenName(head.citizen.name) },
      { label: '证件号码', value: citizenNumber },
      ...agentFacts(head),
      { label: '办理事项', value: item.name },
      { label: '办件编号', value: head.caseNumber },
    ],
    parts: [
      { kind: 'text', heading: '', text: sentence, large: false },
      ...(replaces === undefined
        ? []
        : [{ kind: 'text', heading: '', text: `更正：代替 ${replaces}，原文书作废。`, large: false } as const]),
      ...parts.flatMap((part) => drawn(part, { ...named, known }, until)),
    ],
    signatures: signed === undefined ? [] : [`${signed}签名：`],
    qr: slipQrText(head),
    seal: { organ: hall.organ, name: '业务专用章', date: printedDay(named.effectiveOn) },
    foot: [
      { label: '出具地点', value: `${hall.hall}　${hall.address}　${hall.window} 号窗口` },
      { label: '经办人', value: `${teller.name}（${teller.number}）` },
      { label: '咨询电话', value: hall.phone },
      { label: '监督电话', value: hall.supervisionPhone },
      { label: '核验', value: '到本大厅任一窗口扫右侧的码，可以核验本文书真伪和是否有效' },
    ],
  };
}

/** One part of the template; nothing where there is nothing to say. */
function drawn(part: DocumentPart, named: Named, until: string | undefined): readonly SheetPart[] {
  switch (part.part) {
    case 'facts':
      return grid(part.heading, statedPairs(part.facts, knownOf(named)));
    case 'filed':
      return filedParts(part.heading, named);
    case 'result':
      return grid(
        part.heading,
        named.result.filter(({ value }) => !value.includes(named.name)),
      );
    case 'changes':
      return changeTable(named.changes);
    case 'validity':
      return [validityPart(named.effectiveOn, until)];
    case 'remedies':
      return [
        ...lawsPart(named.item),
        { kind: 'text', heading: '救济途径', text: remediesAgainst(`本${paperWord(named.name)}`), large: false },
      ];
    case 'text':
      return [{ kind: 'text', heading: part.heading, text: part.text, large: false }];
  }
}

/** What is known, with the insurance that the form says it is about: somebody may have several. */
function knownOf({ item, form, known }: Named): CaseFacts {
  const chosen = form[item.fields.find(({ prefill }) => prefill === 'insurance.type')?.code ?? ''];
  if (!chosen || chosen === known.insurance?.type) return known;
  const { insurance: _other, ...rest } = known;
  const insurance = known.person?.insurances.find(({ type }) => type === chosen);
  return insurance ? { ...rest, insurance } : rest;
}

/** What a document calls itself in its sentences: 通知单, 核定表 and so on are all 文书. */
const paperWord = (name: string): string => (/通知[单书]$/u.test(name) ? name.slice(-3) : '文书');

/** Who acts and how to reach them stands in the head, or is none of what was applied for. */
const isOfApplicant = (prefill: string | undefined): boolean =>
  prefill === 'applicant.kind' || prefill?.startsWith('agent.') === true;

function filedParts(heading: string, { item, form }: Named): readonly SheetPart[] {
  const fields = shownFields(item, form).filter(({ code, prefill }) => !isOfApplicant(prefill) && form[code]);
  const plain = fields.filter((field) => field.kind !== 'rows');
  return [
    ...grid(
      heading,
      plain.map((field) => ({ label: field.label, value: fieldInWords(field, form[field.code] ?? '') })),
    ),
    ...fields.flatMap((field) => (field.kind === 'rows' ? [rowsPart(field, form[field.code] ?? '')] : [])),
  ];
}

function grid(heading: string, pairs: readonly { readonly label: string; readonly value: string }[]): SheetPart[] {
  return pairs.length === 0 ? [] : [{ kind: 'grid', heading, pairs }];
}

function lawsPart({ legalBasis }: ServiceItem): SheetPart[] {
  return legalBasis.length === 0 ? [] : [{ kind: 'text', heading: '依据', text: legalBasis.join('；'), large: false }];
}

function validityPart(from: string, until: string | undefined): SheetPart {
  const text =
    until === undefined ? `自${printedDay(from)}起生效。` : `${printedDay(from)}至${printedDay(until)}有效。`;
  return { kind: 'text', heading: until === undefined ? '生效日期' : '有效期', text, large: false };
}
