/** Insurance types used at this counter (dictionary `insutype`); others may arrive and are shown by code. */
export type InsuranceType = '310' | '390' | (string & {});

/** Dictionary `psn_insu_stas`. */
export type InsuranceStatus = 'none' | 'active' | 'paused' | 'invalid' | 'ended';

/** One row of a person's insurance. A person may have several; never take the first, choose by item and date. */
export interface Insurance {
  readonly type: InsuranceType;
  readonly status: InsuranceStatus;
  /** Dictionary `psn_type`, e.g. `11` employed, `1501` adult resident. */
  readonly personType: string;
  /** Insurance region (医保区划), six digits; not only GB/T 2260. */
  readonly region: string;
  readonly employer?: string;
  readonly startedOn?: string;
  readonly pausedOn?: string;
  /** Personal account balance in fen. */
  readonly balanceFen?: number;
}

/** 身份标识 with its period (dictionary `psn_idet_type`). */
export interface IdentityMark {
  readonly code: string;
  readonly label: string;
  readonly startsOn?: string;
  readonly endsOn?: string;
}

/** Things the teller must see before anything else. */
export type PersonAlert =
  | { readonly kind: 'benefit-locked'; readonly reason: string; readonly since?: string }
  | { readonly kind: 'arrears'; readonly months: number }
  | { readonly kind: 'card-lost'; readonly since?: string }
  | { readonly kind: 'card-expired'; readonly on: string };

/** A person as the central system knows them. */
export interface CentralPerson {
  /** 人员编号 of the platform. */
  readonly personNumber: string;
  /** Dictionary `psn_cert_type`; `01` = citizen ID. */
  readonly documentType: string;
  readonly idNumber: string;
  readonly name: string;
  /** `0` unknown, `1` male, `2` female, `9` not stated. */
  readonly sex: '0' | '1' | '2' | '9';
  /** GB/T 3304, always two digits here. */
  readonly ethnicGroup?: string;
  readonly bornOn?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly insurances: readonly Insurance[];
  readonly identityMarks: readonly IdentityMark[];
  readonly alerts: readonly PersonAlert[];
  /** Legal agent (监护人/代办人) where the platform knows one. */
  readonly agent?: {
    readonly name: string;
    readonly idNumber: string;
    readonly relation: string;
    readonly phone?: string;
  };
}
