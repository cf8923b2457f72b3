import type { Told } from './told.ts';

/** Layout of a resident document, by the flag at byte 248 of its text block (GA 467, GA/T 1011 and their supplements). */
export type IdentityDocumentKind = 'citizen' | 'hmt-resident' | 'foreigner-2017' | 'foreigner-2023';

/** What a resident ID card or residence permit says of its holder. Dates are `YYYY-MM-DD`. */
export interface IdentityDocument {
  readonly kind: IdentityDocumentKind;
  /** As printed; for foreigners the Chinese name when there is one, else the English one. */
  readonly name: string;
  readonly englishName?: string;
  /** `1` male, `2` female; absent when the card says neither. */
  readonly sex?: '1' | '2';
  /** GB/T 3304, two digits; citizens only. */
  readonly ethnicGroup?: string;
  readonly bornOn?: string;
  readonly address?: string;
  /** The newest address written behind the printed one, when the card has one. */
  readonly appendedAddress?: string;
  /** 公民身份号码, 居住证号 or 永久居留证号, as read (not checked). */
  readonly number: string;
  readonly issuer?: string;
  readonly validFrom?: string;
  /** `long-term` = 长期. */
  readonly validTo?: Told<string>;
  /** ISO 3166 alpha-3; foreigners only. */
  readonly nationality?: string;
  /** 通行证号, HK/Macau/Taiwan only. */
  readonly passNumber?: string;
  /** 签发次数 or 换证次数, two digits. */
  readonly issueCount?: string;
}
