import { isHallDate } from '../calendar/hallTime.ts';
import { ok } from '../result.ts';
import type { Result } from '../result.ts';

/** Whose number it is. All three kinds share layout and check character (GB 11643). */
export type IdNumberKind = 'citizen' | 'hong-kong-macao-taiwan' | 'foreign-permanent-resident';

/** A checked identity number. */
export interface IdNumber {
  /** 18 characters, `X` in upper case. A 15-digit number is given here in its 18-character form. */
  readonly value: string;
  readonly kind: IdNumberKind;
  /** First six digits: region of first registration, or of a foreigner: `9`, province, nationality. */
  readonly region: string;
  /** Hall date `YYYY-MM-DD`. */
  readonly bornOn: string;
  /** Dictionary `gend`: `1` male, `2` female. */
  readonly sex: '1' | '2';
  /** True when the number was entered in the old 15-digit form. */
  readonly fromFifteen: boolean;
}

/** What a number is judged by beside itself. */
export interface NumberRules {
  /** Hall date: nobody is born after it. */
  readonly today: string;
  /** True where synthetic people (region 990000) are served: in demonstration and training. */
  readonly trainingPeople: boolean;
}

/** What is wrong with a number, and how the teller is told. */
const idNumberProblems = {
  length: '证件号码应为 18 位（旧号码 15 位），请核对位数',
  characters: '证件号码只能是数字，末位可以是 X',
  region: '证件号码前几位不是有效的地区代码，请核对',
  'training-region': '证件号码以 990000 开头，这是演示和培训用的虚构号码，正式办理中不能使用',
  'birth-date': '证件号码中的出生日期不存在，请核对第 7 至 14 位',
  'birth-date-ahead': '证件号码中的出生日期晚于今天，请核对第 7 至 14 位',
  'check-character': '证件号码校验位不符，可能有数字录错，请逐位核对',
} as const satisfies Record<string, string>;

/** Code of a problem in {@link idNumberProblems}. */
export type IdNumberProblem = keyof typeof idNumberProblems;

/** Weights of the 17 digits and the check characters by remainder: ISO 7064 MOD 11-2 as GB 11643 writes it. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/** Provinces of GB/T 2260; 71 was used for Taiwan before the residence permit's 83. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(' '),
);

/** No such place exists: numbers of synthetic people (training and demonstration) begin with it. */
const TRAINING_REGION = '990000';

const HONG_KONG_MACAO_TAIWAN = new Set(['810000', '820000', '830000']);

function refuse(code: IdNumberProblem): { ok: false; code: IdNumberProblem; message: string } {
  return { ok: false, code, message: idNumberProblems[code] };
}

function kindOf(region: string): IdNumberKind | null {
  if (HONG_KONG_MACAO_TAIWAN.has(region)) return 'hong-kong-macao-taiwan';
  if (region === TRAINING_REGION || PROVINCES.has(region.slice(0, 2))) return 'citizen';
  // Foreign permanent residents since 2023: 9, province of application, nationality (three digits).
  if (region.startsWith('9') && PROVINCES.has(region.slice(1, 3))) return 'foreign-permanent-resident';
  return null;
}

/** Check character of the first 17 digits (GB 11643). Throws when there are not 17 digits. */
export function idCheckCharacter(seventeen: string): string {
  if (!/^\d{17}$/.test(seventeen)) throw new Error('a check character needs 17 digits');
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(seventeen[index]), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/** Region, birth date and check character of a number of the 18-character layout; 15 digits are completed first. */
function partsOf(tidy: string): { readonly seventeen: string; readonly region: string; readonly bornOn: string } {
  const seventeen = tidy.length === 15 ? `${tidy.slice(0, 6)}19${tidy.slice(6)}` : tidy.slice(0, 17);
  const bornOn = `${seventeen.slice(6, 10)}-${seventeen.slice(10, 12)}-${seventeen.slice(12, 14)}`;
  return { seventeen, region: seventeen.slice(0, 6), bornOn };
}

function isBirthDate(bornOn: string): boolean {
  return isHallDate(bornOn) && /^(18|19|20)/.test(bornOn);
}

/**
 * The 18 characters of a citizen's old 15-digit number (century 19 and the check character added); null when the text is no
 * such number. Expects a text as `tidyNumber` makes it.
 */
export function completeFifteen(tidy: string): string | null {
  if (!/^\d{15}$/.test(tidy)) return null;
  const { seventeen, region, bornOn } = partsOf(tidy);
  return kindOf(region) === 'citizen' && isBirthDate(bornOn) ? seventeen + idCheckCharacter(seventeen) : null;
}

/**
 * Whose number a text in canonical form is by its own layout and check character; null when it is none of these. Says nothing
 * of {@link NumberRules}.
 */
export function idNumberKind(canonical: string): IdNumberKind | null {
  if (!/^\d{17}[\dX]$/.test(canonical)) return null;
  const { seventeen, region, bornOn } = partsOf(canonical);
  return isBirthDate(bornOn) && canonical.endsWith(idCheckCharacter(seventeen)) ? kindOf(region) : null;
}

/** By its length: which characters a number has, and whether it is an old one. */
function layoutOf({ length }: string): { readonly characters: RegExp; readonly fromFifteen: boolean } | null {
  if (length === 15) return { characters: /^\d{15}$/, fromFifteen: true };
  return length === 18 ? { characters: /^\d{17}[\dX]$/, fromFifteen: false } : null;
}

/**
 * Checks an identity number: 18 characters (GB 11643; also residence permits 81/82/83 and foreign permanent residence 9…) or
 * 15 digits, which are completed with the century 19 and the check character. `x` counts as `X`; nothing else is repaired,
 * other spellings are for `tidyNumber` before. Fails with a code of {@link idNumberProblems} and its Chinese sentence.
 */
export function parseIdNumber(
  text: string,
  rules: NumberRules,
): Result<IdNumber, { code: IdNumberProblem; message: string }> {
  const tidy = text.toUpperCase();
  const layout = layoutOf(tidy);
  if (!layout) return refuse('length');
  if (!layout.characters.test(tidy)) return refuse('characters');
  const { fromFifteen } = layout;
  const { seventeen, region, bornOn } = partsOf(tidy);
  const kind = kindOf(region);
  if (kind === null) return refuse('region');
  if (!isBirthDate(bornOn)) return refuse('birth-date');
  const check = idCheckCharacter(seventeen);
  if (!fromFifteen && !tidy.endsWith(check)) return refuse('check-character');
  if (bornOn > rules.today) return refuse('birth-date-ahead');
  if (region === TRAINING_REGION && !rules.trainingPeople) return refuse('training-region');
  const sex = Number(seventeen[16]) % 2 === 1 ? '1' : '2';
  return ok({ value: seventeen + check, kind, region, bornOn, sex, fromFifteen });
}
