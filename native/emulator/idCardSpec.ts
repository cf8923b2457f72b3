import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Text that fits into a field of so many UTF-16 units. */
const text = (units: number) => z.string().min(1).max(units, `至多 ${units} 个字`);
const pattern = (expression: RegExp, message: string) => z.string().regex(expression, message);
const day = z.iso.date();
const twoDigits = pattern(/^\d{2}$/, '2 位数字');
const number18 = pattern(/^\d{17}[\dX]$/, '18 位号码');
const country = pattern(/^[A-Z]{3}$/, '3 位大写国家代码');
const sex = z.enum(['1', '2']);
/** 35 characters of 70 bytes; left out: the card has none. */
const appendedAddress = text(35).optional();
const validity = { validFrom: day, validTo: z.union([day, z.literal('long-term')]) };

/** A synthetic resident document as plain data: also the format of an ID card file (JSON). */
const idCardSpecSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('citizen'),
    name: text(15),
    sex,
    ethnicGroup: twoDigits,
    bornOn: day,
    address: text(35),
    number: number18,
    issuer: text(15),
    ...validity,
    appendedAddress,
  }),
  z.strictObject({
    kind: z.literal('hmt-resident'),
    name: text(15),
    sex,
    bornOn: day,
    address: text(35),
    number: number18,
    issuer: text(15),
    ...validity,
    passNumber: text(9),
    issueCount: twoDigits,
    appendedAddress,
  }),
  z.strictObject({
    kind: z.literal('foreigner-2017'),
    englishName: text(60),
    chineseName: text(15).optional(),
    sex,
    bornOn: day,
    number: pattern(/^[A-Z]{3}\d{12}$/, '3 位国家代码和 12 位数字'),
    nationality: country,
    ...validity,
    version: twoDigits,
    authority: pattern(/^\d{4}$/, '4 位数字'),
    appendedAddress,
  }),
  z.strictObject({
    kind: z.literal('foreigner-2023'),
    englishName: text(46),
    chineseName: text(15).optional(),
    sex,
    bornOn: day,
    number: number18,
    nationality: country,
    ...validity,
    issueCount: twoDigits,
    appendedAddress,
  }),
]);

/** Data of a synthetic document. */
export type IdCardSpec = z.infer<typeof idCardSpecSchema>;

/** Result of reading an ID card file; `detail` names the field and what is wrong with it. */
export type IdCardFileResult =
  | { readonly ok: true; readonly card: IdCardSpec }
  | { readonly ok: false; readonly code: 'NOT_READABLE' | 'NOT_JSON' | 'NOT_A_CARD'; readonly detail: string };

/** Reads and checks an ID card file. */
export function readIdCardFile(path: string): IdCardFileResult {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    return { ok: false, code: 'NOT_READABLE', detail: error instanceof Error ? error.message : String(error) };
  }
  let data: unknown;
  try {
    data = JSON.parse(content);
  } catch (error) {
    return { ok: false, code: 'NOT_JSON', detail: error instanceof Error ? error.message : String(error) };
  }
  const parsed = idCardSpecSchema.safeParse(data);
  if (parsed.success) return { ok: true, card: parsed.data };
  return { ok: false, code: 'NOT_A_CARD', detail: z.prettifyError(parsed.error) };
}
