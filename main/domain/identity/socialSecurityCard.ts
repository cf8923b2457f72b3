/** Card generation by the first character of 规范版本 (LD/T 32-2015, EF05 tag 03). */
export type CardGeneration = 1 | 2 | 3;

/**
 * Why a field of the card has no value: third-generation cards give the holder's data only after authentication with a PSAM;
 * vendors' libraries give fewer fields than the card has; `faulty`: what is on the card cannot be such a value.
 */
export type WithheldReason = 'needs-psam' | 'not-on-card' | 'not-given-by-library' | 'faulty';

/** What was read from a social-security card. Dates are `YYYY-MM-DD`; absent fields are listed in `withheld`. */
export interface SocialSecurityCard {
  readonly generation: CardGeneration;
  /** 规范版本 as written, e.g. `2.00`. */
  readonly specification: string;
  /** 卡识别码, 32 hexadecimal characters, upper case. */
  readonly cardIdentifier: string;
  /** 卡号, up to 9 characters. */
  readonly cardNumber: string;
  readonly issuedOn?: string;
  readonly expiresOn?: string;
  /** 社会保障号码 (= citizen ID number). */
  readonly socialSecurityNumber?: string;
  /** 姓名 + 姓名扩展, decoded from GB18030 with padding removed. */
  readonly name?: string;
  /** `1` male, `2` female. */
  readonly sex?: '1' | '2';
  /** GB/T 3304, two digits. */
  readonly ethnicGroup?: string;
  /** GB/T 2260, six digits. */
  readonly birthplace?: string;
  readonly bornOn?: string;
  /** Symmetric algorithm of the card, from the FCI of its application; absent when the card does not say. */
  readonly algorithm?: '3DES' | 'SSF33' | 'SM4';
  readonly withheld: readonly { readonly field: keyof SocialSecurityCard; readonly reason: WithheldReason }[];
  /** Answer to reset, hexadecimal, for the technician. */
  readonly atr: string;
}
