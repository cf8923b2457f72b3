import { idCardFaultTexts, idCardReaderFaultTexts } from '../domain/device/faults.ts';
import { z } from 'zod';
import { createIdCardReader } from '../../native/idcard/idCardReader.ts';
import type { IdCardReaderStatus } from '../../native/idcard/port.ts';
import { systemTimers } from '../../native/systemTime.ts';
import type { IdentityDocument, IdentityDocumentKind } from '../domain/identity/identityDocument.ts';
import { maskIdNumber } from '../domain/identity/mask.ts';
import { toldText } from '../domain/identity/told.ts';
import { readArguments, refuseArguments, report, serialOptions, serialShape } from './arguments.ts';
import { faultSentence } from './faultText.ts';
import { hostAndPort, isOnePlace, lineOpener, ONE_PLACE } from './place.ts';
import { waitForOutcome } from './waitForOutcome.ts';

/** Usage line of `device read-id-card`. */
export const READ_ID_CARD_USAGE =
  'device read-id-card (--path P [--baud N] | --tcp HOST:PORT) [--timeout S] [--full] [--json]';

const KIND_TEXT = {
  citizen: '居民身份证',
  'hmt-resident': '港澳台居民居住证',
  'foreigner-2017': '外国人永久居留身份证(2017 版)',
  'foreigner-2023': '外国人永久居留身份证(2023 版)',
} as const satisfies Record<IdentityDocumentKind, string>;

const SEX_TEXT = { '1': '男', '2': '女' } as const satisfies Record<NonNullable<IdentityDocument['sex']>, string>;

const LABELS = [
  ['name', '姓名'],
  ['englishName', '英文姓名'],
  ['ethnicGroup', '民族代码'],
  ['bornOn', '出生日期'],
  ['address', '住址'],
  ['appendedAddress', '追加住址'],
  ['number', '证件号码'],
  ['issuer', '签发机关'],
  ['validFrom', '有效期起'],
  ['nationality', '国籍'],
  ['passNumber', '通行证号码'],
  ['issueCount', '签发(换证)次数'],
] as const satisfies readonly (readonly [keyof IdentityDocument, string])[];

/** What came of waiting for a document. */
type Outcome =
  | { readonly ok: true; readonly document: IdentityDocument; readonly photoBytes: number }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly detail: string };

/**
 * `device read-id-card`: waits for a document and prints it; number, pass number and addresses masked unless `--full`. Exit
 * code 0 with a document, 1 with a named failure (JSON field `code`: a reader fault, a document fault, `no-card`), 2 for
 * wrong arguments.
 */
export async function runReadIdCard(args: readonly string[]): Promise<number> {
  const { path, baud, json } = serialOptions;
  const read = readArguments(
    args,
    { path, baud, json, tcp: { type: 'string' }, timeout: { type: 'string' }, full: { type: 'boolean' } },
    z
      .object({
        path: serialShape.path.optional(),
        tcp: hostAndPort.optional(),
        baud: serialShape.baud,
        timeout: z.coerce.number().positive().max(86_400).default(30),
        full: z.boolean().default(false),
        json: serialShape.json,
      })
      .refine(isOnePlace, ONE_PLACE),
  );
  if (!read.ok) return refuseArguments(read.message, READ_ID_CARD_USAGE);
  const { options } = read;
  const reader = createIdCardReader({
    open: lineOpener(options, 1),
    timers: systemTimers,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const outcome = await waitForOutcome(reader, options.timeout * 1_000, outcomeOf, timedOut);
  await reader.stop();
  if (!outcome.ok) {
    report(options.json, outcome, `${outcome.message}(${outcome.code}:${outcome.detail})`);
    return 1;
  }
  const document = options.full ? outcome.document : mask(outcome.document);
  const { photoBytes } = outcome;
  report(options.json, { ok: true, document, photoBytes }, describe(document, photoBytes));
  return 0;
}

function outcomeOf(status: IdCardReaderStatus): Outcome | undefined {
  switch (status.state) {
    case 'document':
      return { ok: true, document: status.document, photoBytes: status.photo.length };
    case 'document-failed':
      return {
        ok: false,
        code: status.fault,
        message: faultSentence(idCardFaultTexts[status.fault]),
        detail: status.detail,
      };
    case 'unavailable':
      return {
        ok: false,
        code: status.fault,
        message: faultSentence(idCardReaderFaultTexts[status.fault]),
        detail: status.detail,
      };
    case 'connecting':
    case 'empty':
    case 'reading':
      return undefined;
  }
}

function timedOut(status: IdCardReaderStatus): Outcome {
  if (status.state === 'empty') {
    return { ok: false, code: 'no-card', message: '没有放上证件。请放上证件后再试。', detail: 'no document in time' };
  }
  return {
    ok: false,
    code: 'no-answer',
    message: faultSentence(idCardReaderFaultTexts['no-answer']),
    detail: `still ${status.state}`,
  };
}

const MASKED = '***';

function mask(document: IdentityDocument): IdentityDocument {
  return {
    ...document,
    number: maskIdNumber(document.number),
    ...(document.address === undefined ? {} : { address: MASKED }),
    ...(document.appendedAddress === undefined ? {} : { appendedAddress: MASKED }),
    ...(document.passNumber === undefined ? {} : { passNumber: MASKED }),
  };
}

function describe(document: IdentityDocument, photoBytes: number): string {
  const { sex, validTo } = document;
  const lines = [`证件种类:${KIND_TEXT[document.kind]}`];
  for (const [field, label] of LABELS) {
    const value = document[field];
    if (value !== undefined) lines.push(`${label}:${value}`);
  }
  lines.push(`性别:${sex === undefined ? '(证件未说明)' : SEX_TEXT[sex]}`);
  lines.push(
    `有效期止:${validTo === undefined ? '(证件未说明)' : toldText(validTo, (end) => (end === 'long-term' ? '长期' : end))}`,
  );
  lines.push(`照片:${photoBytes} 字节(WLT,未解码)`);
  return lines.join('\n');
}
