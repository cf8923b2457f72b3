import { readFileSync } from 'node:fs';
import { z } from 'zod';

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9A-F]{${bytes * 2}}$`), `${bytes} 字节的大写十六进制`);
const digits = (count: number) => z.string().regex(new RegExp(`^\\d{${count}}$`), `${count} 位数字`);
const day = z.iso.date();

/**
 * A synthetic social-security card as plain data: also the format of a card file (JSON). Which generation it is
 * follows from `specification`; a third-generation card keeps the holder's data until it is authenticated.
 */
export const syntheticCardSchema = z.strictObject({
  /** 规范版本, e.g. `2.00`. */
  specification: z.string().regex(/^[123]\.\d{2}$/, '规范版本应为 1.00、2.00 或 3.00'),
  /** 卡识别码. */
  cardIdentifier: hex(16),
  /** 卡号, 9 characters. */
  cardNumber: z.string().regex(/^[0-9A-Z]{1,9}$/, '卡号为至多 9 位数字或大写字母'),
  issuedOn: day,
  expiresOn: day,
  socialSecurityNumber: z.string().regex(/^[0-9A-Z]{15,18}$/, '社会保障号码为 15 至 18 位'),
  /** Whole name; what does not fit into 30 bytes of GB18030 goes into 姓名扩展. */
  name: z.string().min(1),
  sex: z.enum(['1', '2']),
  ethnicGroup: digits(2),
  birthplace: digits(6),
  bornOn: day,
  /** Algorithm byte in the FCI. */
  algorithm: z.enum(['3DES', 'SSF33', 'SM4']).default('3DES'),
  /** Answer to reset; made from the identifier when left out. */
  atr: z
    .string()
    .regex(/^3[BF]([0-9A-F]{2})+$/, '复位应答为大写十六进制')
    .optional(),
  /** `mute`: no ATR; `blocked`: the application is blocked; `foreign`: another kind of card. */
  condition: z.enum(['normal', 'mute', 'blocked', 'foreign']).default('normal'),
});

/** Data of a synthetic card; fields with a default may be left out. */
export type SyntheticCard = z.input<typeof syntheticCardSchema>;

/** Result of reading a card file; `detail` names the field and what is wrong with it. */
export type CardFileResult =
  | { readonly ok: true; readonly card: SyntheticCard }
  | { readonly ok: false; readonly code: 'NOT_READABLE' | 'NOT_JSON' | 'NOT_A_CARD'; readonly detail: string };

/** Reads and checks a card file. */
export function readCardFile(path: string): CardFileResult {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return { ok: false, code: 'NOT_READABLE', detail: error instanceof Error ? error.message : String(error) };
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return { ok: false, code: 'NOT_JSON', detail: error instanceof Error ? error.message : String(error) };
  }
  const parsed = syntheticCardSchema.safeParse(data);
  if (parsed.success) return { ok: true, card: parsed.data };
  return { ok: false, code: 'NOT_A_CARD', detail: z.prettifyError(parsed.error) };
}
